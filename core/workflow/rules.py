"""May this person do this now, and where does it lead? Pure: the caller gathers the facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.figures.text import quoted
from core.workflow.chain import Chain
from core.workflow.states import STEPS, Action, Capacity, Place, Status
from core.workflow.transitions import (
    BEFORE,
    TRANSITIONS,
    Target,
    Transition,
    capacities_for,
)

WHERE_SIGNED = "请先打印、签字盖章，再在“报送材料”的“签字盖章”登记。"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One person before one filing.

    `contributed`: edited or submitted any version; `same_person_allowed`: an administrator allowed 同人办理
    with a reason; `acted_since_submission`: somebody decided; `changed_since_return`: data, evidence, a scan
    or an answer; `filing_with_problems`: 带问题报送 with its reason; `reason_given`: True to learn whether to
    offer a button at all. `open_children`: the units of a consolidated filing whose parts are neither
    approved nor exempt; `parent_filed`: where the whole stands (待绩效股审核) once it was filed.
    `lacks_signature`: no signed copy is recorded of what was approved, or (先签后报) of what is submitted.
    """

    status: Status
    chain: Chain
    capacities: frozenset[Capacity]
    step: str = ""
    contributed: bool = False
    same_person_allowed: bool = False
    acted_since_submission: bool = False
    changed_since_return: bool = True
    open_must_fix: int = 0
    open_must_explain: int = 0
    filing_with_problems: bool = False
    may_file_with_problems: bool = True
    reason_given: bool = False
    cycle_open: bool = True
    open_children: tuple[str, ...] = ()
    parent_filed: str = ""
    lacks_signature: bool = False

    @property
    def place(self) -> Place:
        return Place(self.status, self.step)


class Ground(StrEnum):
    """Why a move is refused: the state (409), the person (403), or what was sent with it (422)."""

    STATE = "state"
    PERSON = "person"
    CONTENT = "content"


@dataclass(frozen=True)
class Refusal:
    ground: Ground
    sentence: str


def why_not(action: Action, facts: Facts) -> str | None:
    """The sentence that tells this person why the action is refused now; None: it may be done.

    The same sentence is the button's tooltip, the service's refusal and the test's expectation.
    """
    refusal = refusal_of(action, facts)
    return refusal.sentence if refusal else None


def refusal_of(action: Action, facts: Facts) -> Refusal | None:
    """As `why_not`, with the ground; the state is looked at first, then the person, then what was sent."""
    transition = TRANSITIONS[action]
    if sentence := _wrong_state(action, facts, transition):
        return Refusal(Ground.STATE, sentence)
    if sentence := _wrong_person(action, facts, transition):
        return Refusal(Ground.PERSON, sentence)
    if sentence := _not_ready(action, facts, transition):
        return Refusal(Ground.CONTENT, sentence)
    return None


def after(action: Action, facts: Facts, *, before: Place | None = None) -> Place:
    """Where the filing stands after the move.

    `before`: the place before the 送审 that is withdrawn or the 不纳入 that is undone; ValueError where it is
    missing or is none that the undone action could have started from.
    """
    target = TRANSITIONS[action].target
    if target is Target.BEFORE:
        if before is None or before.status not in BEFORE[action]:
            raise ValueError(f"{action}: no place to go back to: {before!r}")
        return Place(before.status)
    if target is Target.NEXT_STEP:
        following = facts.chain.next_after(facts.step)
        return Place(Status.IN_REVIEW, following) if following else Place(Status.APPROVED)
    if target is Target.FIRST_STEP:
        return Place(Status.IN_REVIEW, facts.chain.first)
    if target is Target.LAST_STEP:
        return Place(Status.IN_REVIEW, facts.chain.last)
    return Place(Status(target.value))


def label(action: Action, chain: Chain | None = None) -> str:
    """The word on the button; 送审 is 报送 where the first to decide is the finance bureau."""
    if action is Action.SUBMIT and chain is not None and chain.starts_in_finance:
        return "报送"
    return TRANSITIONS[action].label


def _wrong_state(action: Action, facts: Facts, transition: Transition) -> str | None:
    word = label(action, facts.chain)
    if facts.status not in transition.sources:
        return f"本表当前为“{facts.place.label}”，不能{word}。"
    if action is Action.WITHDRAW and facts.acted_since_submission:
        return "审核人员已经办理，不能撤回送审。需要修改的，请联系审核人员退回。"
    if transition.while_open and not facts.cycle_open:
        return f"本年度绩效自评工作已结束，不能{word}。如需补报，请联系财政局绩效股。"
    if facts.parent_filed:
        return f"牵头单位的自评表当前为“{facts.parent_filed}”，不能{word}。请先由牵头单位撤回或退回其自评表。"
    return None


def _wrong_person(action: Action, facts: Facts, transition: Transition) -> str | None:
    allowed = capacities_for(transition.who, step=facts.step, chain_steps=facts.chain.steps)
    if not allowed:
        return f"分单位自评不办理“{transition.label}”，由牵头单位的自评表办理。"
    if not allowed & facts.capacities:
        order = (Capacity.FILER, *STEPS, Capacity.LEAD)
        names = "、".join(capacity.label for capacity in order if capacity in allowed)
        return f"“{label(action, facts.chain)}”由{names}办理，您不能办理。"
    if transition.decides and facts.contributed and not facts.same_person_allowed:
        return f"您填报或修改过本表，不能办理“{transition.label}”，请由其他人员办理。"
    return None


def _not_ready(action: Action, facts: Facts, transition: Transition) -> str | None:
    if action is Action.SUBMIT:
        return _not_ready_to_submit(facts)
    if action is Action.ARCHIVE and facts.lacks_signature:
        return f"尚未登记与定稿一致的盖章件，不能归档。{WHERE_SIGNED}"
    if transition.needs_reason and not facts.reason_given:
        return f"请填写{transition.label}的原因。"
    return None


def _not_ready_to_submit(facts: Facts) -> str | None:
    word = label(Action.SUBMIT, facts.chain)
    if facts.status is Status.RETURNED and not facts.changed_since_return:
        return f"退回后尚未作任何修改，不能{word}。请按退回意见修改或答复后再{word}。"
    if facts.open_children:
        names = "、".join(map(quoted, facts.open_children))
        return f"{names}的分单位自评尚未审核通过，暂不能{word}。请催办、审核，或列为不纳入。"
    if facts.open_must_fix and not (facts.filing_with_problems and facts.may_file_with_problems):
        advice = "请改正，或说明原因后带问题报送。" if facts.may_file_with_problems else "请改正后再办理。"
        return f"还有{facts.open_must_fix}处必改项，暂不能{word}。{advice}"
    if facts.open_must_explain:
        return f"还有{facts.open_must_explain}处需说明项未说明，暂不能{word}。请逐项选择说明后再办理。"
    if facts.lacks_signature:
        return f"本年度先签后报，尚未登记与当前内容一致的盖章件，暂不能{word}。{WHERE_SIGNED}"
    return None
