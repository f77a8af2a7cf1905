"""Every move of a filing, and the only writer of its status (D9)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.queries import posts_of_today
from core.figures.text import FigureError, check_text
from core.filing import canonical
from core.filing.cells import CellRef
from core.filing.naming import cell_name
from core.filing.returned import Returned
from core.workflow import (
    TRANSITIONS,
    Action,
    Capacity,
    Facts,
    Ground,
    Place,
    Status,
    after,
    label,
    refusal_of,
)
from core.workflow.transitions import BEFORE, Who, capacities_for
from documents.models import FrozenFiling
from documents.services import freeze
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.permissions import FILERS, capacities, facts, lacks_signature, stands_in
from evaluations.dossiers.returning import returned, scope_words
from evaluations.dossiers.services.checking import Check, check
from evaluations.dossiers.services.children import hold_parent, renew_parent, settles
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note, note_filled
from evaluations.dossiers.services.office import keep_office
from evaluations.dossiers.services.papers import request_papers
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.services.remarks import send_remarks
from evaluations.dossiers.services.submissions import changed_since_return, write_submission
from evaluations.dossiers.snapshots import snapshot

LONGEST_REASON = 2000
SKIPPED = "本单位即主管部门，跳过主管部门审核环节。"
RECORDED = "由审核人员录入填报单位送来的内容（代录）。"
STRAYED = "本次只退回修改：{}。其他内容与退回时不一致：{}。请改回原来的内容。"
MOST_NAMED = 5
STOOD_IN = "由{}代填。"
UNLISTED = "请从本年度规定的不纳入自评范围理由中选择一项。"


@dataclass(frozen=True)
class Asked:
    """One move that a person asks for: 审核意见, and why it is filed with open 必改项 (带问题报送).

    `recording`: it is made for the unit, whose figures the person enters (代录). `scope`: of 退回修改, the
    parts to be mended; empty for the whole.
    """

    action: Action
    by: User
    reason: str = ""
    problems_reason: str = ""
    recording: bool = False
    scope: tuple[str, ...] = ()


def make_move(
    evaluation: Evaluation,
    action: Action,
    *,
    by: User,
    revision: int,
    reason: str = "",
    problems_reason: str = "",
) -> Move:
    """Move the filing on, in one transaction, and return the 办理记录.

    `revision`: of the page on which the button stood. `problems_reason`: 带问题报送. NotAllowed (409 state,
    403 person, 422 what was sent) and Stale (409) change nothing; the caller answers and logs them.
    """
    return _make(evaluation, Asked(action, by, _written(reason), _written(problems_reason)), revision)


def return_parts(
    evaluation: Evaluation, parts: Collection[str], *, by: User, revision: int, reason: str
) -> Move:
    """退回修改 of some parts (core.filing.returned), of the whole where none is named; as `make_move`."""
    asked = Asked(Action.RETURN, by, _written(reason), scope=tuple(sorted(parts)))
    return _make(evaluation, asked, revision)


def start_recording(evaluation: Evaluation, *, by: User, revision: int) -> Move:
    """开始填报 for the unit, by whoever enters what it sent by mail (代录); else as `make_move`."""
    return _make(evaluation, Asked(Action.START, by, recording=True), revision)


def _make(evaluation: Evaluation, asked: Asked, revision: int) -> Move:
    action = asked.action
    with transaction.atomic():
        hold_parent(evaluation)
        seen = fresh(evaluation)
        checked = check(seen) if action is Action.SUBMIT else None
        now = _facts(seen, asked, checked)
        _refuse(seen, asked, now, stale=seen.revision != revision)
        if checked:
            _refuse_strayed(seen, checked)
        place = after(action, now, before=_place_before(seen, action))
        columns = checked.columns if checked else {}
        if not compare_and_set(seen, status=place.status.value, step=place.step, **columns):
            raise Stale
        if checked:
            keep_office(seen, checked)
        if settles(now.place, place):
            renew_parent(seen)
        return _write(seen, asked, now, place, checked)


def why_not_submit(user: User, evaluation: Evaluation, *, problems_reason: str = "") -> str | None:
    """As `permissions.why_not_move` for 送审, on findings and changes as they stand, not as stored."""
    asked = Asked(Action.SUBMIT, user, problems_reason=problems_reason)
    refusal = refusal_of(asked.action, _facts(evaluation, asked, check(evaluation)))
    return refusal.sentence if refusal else None


def _written(text: str) -> str:
    try:
        return check_text(text, LONGEST_REASON).strip()
    except FigureError as problem:
        raise NotAllowed.because(str(problem), Ground.CONTENT) from problem


def _facts(seen: Evaluation, asked: Asked, checked: Check | None) -> Facts:
    known: dict[str, Any] = {"reason_given": bool(asked.reason)}
    if asked.recording:
        known["capacities"] = capacities(asked.by, seen) | FILERS
    if checked:
        known |= {
            "open_must_fix": checked.open_must_fix,
            "open_must_explain": checked.open_must_explain,
            "filing_with_problems": bool(asked.problems_reason),
            "changed_since_return": changed_since_return(seen, checked),
            "lacks_signature": _lacks_signature(seen, checked),
        }
    return facts(asked.by, seen, **known)


def _lacks_signature(seen: Evaluation, checked: Check) -> bool:
    """先签后报: whether no signed copy is recorded of what would be submitted."""
    if seen.cycle.signing_mode != Cycle.SigningMode.SIGN_FIRST:
        return False
    return lacks_signature(seen, canonical.sha256(canonical.to_json(checked.snapshot)))


def _refuse(seen: Evaluation, asked: Asked, now: Facts, *, stale: bool) -> None:
    """Raise what stands against it: the person, then an older page, then the state and what was sent."""
    refusal = refusal_of(asked.action, now)
    if refusal and refusal.ground is Ground.PERSON:
        raise NotAllowed(refusal)
    if stale:
        raise Stale
    if refusal:
        raise NotAllowed(refusal)
    listed = seen.cycle.exempt_reasons
    if asked.action is Action.EXEMPT and listed and asked.reason not in listed:
        raise NotAllowed.because(UNLISTED, Ground.CONTENT)


def _refuse_strayed(seen: Evaluation, checked: Check) -> None:
    """What was returned in parts is filed again with the other parts as they were, however they changed."""
    back = returned(seen)
    if back and (strayed := back.strayed(checked.snapshot)):
        names = "、".join(_name(back, ref) for ref in strayed[:MOST_NAMED])
        raise NotAllowed.because(STRAYED.format(scope_words(back.parts), names), Ground.CONTENT)


def _name(back: Returned, ref: CellRef) -> str:
    return cell_name(back.form, back.filed, ref)


def _place_before(seen: Evaluation, action: Action) -> Place | None:
    """Where the filing stood before the move that is now undone (撤回送审, 恢复)."""
    if action not in BEFORE:
        return None
    last = seen.moves.order_by("-number")[0]
    return Place(Status(last.from_status), last.from_step)


def _write(seen: Evaluation, asked: Asked, now: Facts, place: Place, checked: Check | None) -> Move:
    """Everything that a move leaves behind, while its filing stays locked; the log last."""
    frozen = freeze(checked.snapshot if checked else snapshot(seen), seen.form_version)
    if checked:
        write_submission(seen, checked, frozen, by=asked.by, problems_reason=asked.problems_reason)
    move = _write_move(seen, asked, now, place, frozen)
    request_papers(seen, frozen, place, asked.action, by=asked.by)
    detail = {"从": now.place.label, "到": place.label, "原因": asked.reason, "校验值": frozen.sha256}
    if asked.action is Action.RETURN and (sent := send_remarks(move)):
        detail["修改意见"] = f"{sent}条"
    if asked.scope:
        detail["退回范围"] = scope_words(asked.scope)
    noted = note_filled if TRANSITIONS[asked.action].who is Who.FILER else note
    noted(seen, label(asked.action, now.chain), by=asked.by, detail=detail)
    return move


def _write_move(seen: Evaluation, asked: Asked, now: Facts, place: Place, frozen: FrozenFiling) -> Move:
    return Move.objects.create(
        evaluation=seen,
        number=seen.moves.count() + 1,
        action=asked.action.value,
        from_status=seen.status,
        from_step=seen.step,
        to_status=place.status.value,
        to_step=place.step,
        actor=asked.by,
        capacity=_capacity(now, asked.action),
        reason=asked.reason,
        remark=_remark(seen, asked, now),
        scope=list(asked.scope),
        frozen=frozen,
    )


def _capacity(now: Facts, action: Action) -> str:
    """The capacity in which the person acts; the first in the order of the chain where several would do."""
    allowed = capacities_for(TRANSITIONS[action].who, step=now.step, chain_steps=now.chain.steps)
    return next(capacity.value for capacity in Capacity if capacity in allowed & now.capacities)


def _remark(seen: Evaluation, asked: Asked, now: Facts) -> str:
    if asked.recording:
        return RECORDED
    is_filing = TRANSITIONS[asked.action].who is Who.FILER
    if is_filing and (grant := stands_in(posts_of_today(asked.by), seen)):
        return STOOD_IN.format(grant.department.name)
    return SKIPPED if _skips_department(seen, asked.action, now) else ""


def _skips_department(seen: Evaluation, action: Action, now: Facts) -> bool:
    """Whether this move passes the 主管部门 step that the year has and this unit has not."""
    steps = list(seen.cycle.chain)
    if seen.parent_id or Capacity.DEPARTMENT not in steps or Capacity.DEPARTMENT in now.chain.steps:
        return False
    passed = steps.index(Capacity.DEPARTMENT)
    return passed == 0 if action is Action.SUBMIT else action is Action.APPROVE and now.step in steps[:passed]
