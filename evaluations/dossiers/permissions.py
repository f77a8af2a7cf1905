"""What a person is towards one filing today, and why not. Nothing is kept: rights change at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from accounts.models import Membership, Unit, User
from accounts.queries import current_memberships, posts_of_today
from core.workflow import (
    TRANSITIONS,
    Action,
    Capacity,
    Chain,
    Facts,
    Ground,
    Place,
    Refusal,
    Status,
    label,
    refusal_of,
)
from core.workflow.remarks import Said
from core.workflow.transitions import capacities_for
from evaluations.cycles.models import Cycle
from evaluations.dossiers.grants import grant_for, granted_to
from evaluations.dossiers.models import (
    LEADING_ROLES,
    Contribution,
    Evaluation,
    FillingGrant,
    Move,
    RemarkEntry,
    SignedCopy,
    Submission,
)

Role = Membership.Role
SETTLED = (Status.APPROVED, Status.ARCHIVED, Status.EXEMPT)
"""States in which one unit's part of a consolidated filing no longer holds the whole up."""
EDITABLE = TRANSITIONS[Action.SUBMIT].sources | TRANSITIONS[Action.START].sources
BUREAU_ROLES = {Role.ADMINISTRATOR: Capacity.ADMINISTRATOR, Role.AUDITOR: Capacity.AUDITOR}
UNIT_ROLES = {Role.FILER: Capacity.FILER, Role.UNIT_HEAD: Capacity.UNIT_HEAD}
FILERS = frozenset({Capacity.FILER})
RECORDERS = FILERS | {Capacity.DEPARTMENT, Capacity.DIVISION, Capacity.PERFORMANCE}
"""Who may enter what a unit sent by mail."""
NOT_BEYOND = frozenset({Capacity.DEPARTMENT, Capacity.DIVISION, Capacity.PERFORMANCE})
"""Whom what one unit files of it never reaches."""


def capacities(user: User, evaluation: Evaluation, on: date | None = None) -> frozenset[Capacity]:
    """Return what `user` is towards the filing's unit on the day `on` (today where none is given)."""
    posts = list(current_memberships(user, on) if on else posts_of_today(user))
    held = capacities_in(evaluation.unit, posts)
    if stands_in(posts, evaluation, on):
        held |= FILERS
    if evaluation.parent is None:
        return held
    lead = evaluation.parent.unit_id
    leads = any(post.unit_id == lead and post.role in LEADING_ROLES for post in posts)
    return held - NOT_BEYOND | ({Capacity.LEAD} if leads else set())


def stands_in(
    posts: Iterable[Membership], evaluation: Evaluation, on: date | None = None
) -> FillingGrant | None:
    """The grant by which the holder of `posts` fills in the filing (代填); None for the unit's own filer."""
    if FILERS & capacities_in(evaluation.unit, posts):
        return None
    return grant_for(posts, evaluation, on)


def fills_in(user: User, filings: Sequence[Evaluation]) -> frozenset[int]:
    """The keys of those of one unit's `filings` that `user` fills in, as its filer or by a grant."""
    posts = posts_of_today(user)
    if filings and FILERS & capacities_in(filings[0].unit, posts):
        return frozenset(filing.pk for filing in filings)
    these = Evaluation.objects.filter(granted_to(posts), pk__in=[filing.pk for filing in filings])
    return frozenset(these.order_by().values_list("pk", flat=True))


def capacities_in(unit: Unit, memberships: Iterable[Membership]) -> frozenset[Capacity]:
    """As `capacities`, from memberships that were read before (a list of filings asks once)."""
    found = (_capacity(membership, unit) for membership in memberships)
    return frozenset(capacity for capacity in found if capacity is not None)


def chain_of(evaluation: Evaluation) -> Chain:
    """The year's chain for this unit; a unit that is its own 主管部门 skips that step.

    What one unit files of a consolidated filing goes to the unit that leads it alone.
    """
    if evaluation.parent_id:
        return Chain.of_a_child()
    chain = Chain(tuple(evaluation.cycle.chain))
    return chain.without(Capacity.DEPARTMENT) if evaluation.unit.is_own_department else chain


def facts(user: User, evaluation: Evaluation, **known: Any) -> Facts:
    """Return everything `core.workflow` asks about this person before this filing.

    `known` replaces single facts: the open findings that a submission counted, `changed_since_return`,
    `reason_given` … Without it the stored counts of findings stand, and a return counts as mended.
    """
    given: dict[str, Any] = {
        "status": Status(evaluation.status),
        "step": evaluation.step,
        "chain": chain_of(evaluation),
        "capacities": capacities(user, evaluation),
        "contributed": Contribution.objects.filter(evaluation=evaluation, user=user).exists(),
        "acted_since_submission": _acted_since_submission(evaluation),
        "open_must_fix": evaluation.must_fix,
        "open_must_explain": evaluation.must_explain,
        "may_file_with_problems": evaluation.cycle.may_file_with_problems,
        "cycle_open": evaluation.cycle.is_open,
        "open_children": open_children(evaluation),
        "parent_filed": parent_filed(evaluation),
        "lacks_signature": evaluation.status == Status.APPROVED and lacks_signature(evaluation),
    }
    return Facts(**{**given, **known})


def refusal_to_edit(
    user: User, evaluation: Evaluation, *, recording: bool = False, fills: bool | None = None
) -> Refusal | None:
    """As `why_not_edit`, with the ground: the state (409) is looked at first, then the person (403).

    `recording`: whoever reviews may enter what the unit sent by mail (代录), and decides on it no more (D9).
    `fills`: whether `user` fills it in, where the caller knows (`fills_in`, once for many filings).
    """
    if evaluation.status not in EDITABLE:
        place = place_label(evaluation)
        return Refusal(
            Ground.STATE, f"本表当前为“{place}”，内容不能修改。需要修改的，请先撤回送审或联系审核人员退回。"
        )
    if not evaluation.cycle.is_open:
        return Refusal(Ground.STATE, "本年度绩效自评工作已结束，内容不能修改。如需补报，请联系财政局绩效股。")
    if place := parent_filed(evaluation):
        return Refusal(Ground.STATE, f"牵头单位的自评表当前为“{place}”，分单位自评的内容不能修改。")
    if fills is None:
        fills = bool((RECORDERS if recording else FILERS) & capacities(user, evaluation))
    if not fills:
        return Refusal(Ground.PERSON, "本表由填报单位的填报人填写，您可以查看，不能修改。")
    return None


def why_not_edit(user: User, evaluation: Evaluation, *, fills: bool | None = None) -> str | None:
    """The reason why `user` may not fill in the filing now; None: may. Shown above the locked page."""
    refusal = refusal_to_edit(user, evaluation, fills=fills)
    return refusal.sentence if refusal else None


def why_not_move(user: User, evaluation: Evaluation, action: Action, **known: Any) -> str | None:
    """The reason why `user` may not make the move now; None: may. `known` as in `facts`."""
    refusal = refusal_of(action, facts(user, evaluation, **{"reason_given": True, **known}))
    return refusal.sentence if refusal else None


def actions_for(user: User, evaluation: Evaluation) -> list[tuple[Action, str, str | None]]:
    """Return the buttons for this person: (action, word, why not now).

    Actions of another state or of other people are left out; a person who may generally act sees why not.
    """
    now = facts(user, evaluation, reason_given=True)
    return [
        (action, label(action, now.chain), refusal.sentence if (refusal := refusal_of(action, now)) else None)
        for action in TRANSITIONS
        if _concerns(now, action)
    ]


def open_children(evaluation: Evaluation) -> tuple[str, ...]:
    """The units of a consolidated filing whose parts are neither approved nor exempt, in their order."""
    if not evaluation.has_children:
        return ()
    waiting = evaluation.children.exclude(status__in=SETTLED).order_by("unit__path")
    return tuple(waiting.values_list("unit__name", flat=True))


def lacks_signature(evaluation: Evaluation, sha256: str = "") -> bool:
    """Whether no signed copy is recorded of the content `sha256`; without it, of what was approved last.

    线上审签 asks for none, and what one unit files of a consolidated filing goes on no paper of its own.
    """
    if evaluation.cycle.signing_mode == Cycle.SigningMode.ONLINE or evaluation.parent_id:
        return False
    wanted = sha256 or approved_content(evaluation)
    of_set = SignedCopy.objects.filter(
        cycle=evaluation.cycle_id, unit=evaluation.unit_id, voiding__isnull=True
    )
    own = Q(stamp__frozen__sha256=wanted)
    whole = Q(frozen_set__printings__isnull=False, frozen_set__body__contains=f'"{wanted}"')
    return not of_set.filter(own | whole).exists()


def approved_content(evaluation: Evaluation) -> str:
    """The SHA-256 of the frozen filing that was approved last; empty where none was."""
    approvals = evaluation.moves.filter(action=Action.APPROVE, to_status=Status.APPROVED)
    return approvals.order_by("-number").values_list("frozen__sha256", flat=True).first() or ""


def parent_filed(evaluation: Evaluation) -> str:
    """Where the consolidated filing stands once it was filed, so that its parts stay; else empty."""
    whole = evaluation.parent
    return place_label(whole) if whole is not None and whole.status not in EDITABLE else ""


def place_label(evaluation: Evaluation) -> str:
    """待业务股室审核, 填报中 …: where the filing stands, in words."""
    return Place(Status(evaluation.status), evaluation.step).label


def _concerns(now: Facts, action: Action) -> bool:
    transition = TRANSITIONS[action]
    allowed = capacities_for(transition.who, step=now.step, chain_steps=now.chain.steps)
    return now.status in transition.sources and bool(allowed & now.capacities)


def _capacity(membership: Membership, unit: Unit) -> Capacity | None:
    """What one membership makes of its holder towards `unit` (product.md, People)."""
    own, role = membership.unit, Role(membership.role)
    if role in BUREAU_ROLES:
        return BUREAU_ROLES[role] if unit.path.startswith(own.path.split("/", 1)[0] + "/") else None
    if role in UNIT_ROLES:
        return UNIT_ROLES[role] if own.pk == unit.pk else None
    if role == Role.DEPARTMENT_REVIEWER:
        return Capacity.DEPARTMENT if unit.path.startswith(own.path) else None
    if own.kind == Unit.Kind.BUREAU:
        return Capacity.PERFORMANCE if unit.path.startswith(own.path) else None
    return Capacity.DIVISION if own.pk == unit.division_id else None


def _acted_since_submission(evaluation: Evaluation) -> bool:
    """Whether the last move was another one than the submission itself, or a remark was judged on it."""
    last = (
        Move.objects.filter(evaluation=evaluation)
        .order_by("-number")
        .values_list("action", flat=True)
        .first()
    )
    return last is not None and (last != Action.SUBMIT or _judged_last(evaluation))


def _judged_last(evaluation: Evaluation) -> bool:
    """Whether a remark was confirmed or raised again on what was filed last."""
    filed = Submission.objects.filter(evaluation=OuterRef("remark__evaluation")).order_by("-number")
    said = RemarkEntry.objects.filter(remark__evaluation=evaluation).exclude(kind=Said.ANSWER)
    return said.filter(round=Subquery(filed.values("number")[:1])).exists()
