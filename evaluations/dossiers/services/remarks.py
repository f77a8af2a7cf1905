"""修改意见: drafted by a reviewer, sent with 退回修改, answered by the unit, confirmed by its step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models import User
from core.comparison.filings import Filing
from core.workflow import STEP_NAMES, Action, Ground, refusal_of
from core.workflow.remarks import RemarkState, Said
from documents.sources import filing_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Evaluation, Move, Remark, RemarkEntry
from evaluations.dossiers.permissions import chain_of, facts, refusal_to_edit
from evaluations.dossiers.remarks import Thread, drafts_of, last_filed, place_name, said_at, threads
from evaluations.dossiers.services.guard import compare_and_set, touch
from evaluations.dossiers.services.log import note, note_filled
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import form_of, snapshot

SENT = "这条意见已随退回修改送出或已删去，不能再改。"
OTHER_STEP = "这条意见在“{}”环节提出，由该环节的审核人员确认或再次提出。"
REFILED = "填报单位又报送了一次，所指原文可能已变动，意见没有保存。请在最新的报送稿上重新提出。"
UNSENT = "修改意见尚未送出，不能答复。"
SAID_TO = "这条意见刚有新的办理，请刷新页面后再办理。"
CONFIRMED = "这条意见已经确认。确需修改的，请再次提出。"
NO_WORDS = "请写明再次提出的理由。"


@dataclass(frozen=True)
class Written:
    """What a reviewer writes: where (`ref`: a CellRef, or empty), what stood there, what is wrong."""

    ref: str
    said: str
    problem: str
    wanted: str
    basis: str = ""


class Verdict(NamedTuple):
    """已确认 or 再次提出 with why. `seen`: how much had been said when the reviewer looked."""

    kind: Said
    text: str
    seen: int


def why_not_remark(user: User, evaluation: Evaluation) -> NotAllowed | None:
    """Why `user` may draft nothing on the filing now: whoever may not return it has nothing to send."""
    refusal = refusal_of(Action.RETURN, facts(user, evaluation, reason_given=True))
    return NotAllowed(refusal) if refusal else None


def why_not_judge(user: User, evaluation: Evaluation, remark: Remark) -> NotAllowed | None:
    """Why `user` may neither confirm nor raise again; only the step that made a remark says so."""
    if refusal := why_not_remark(user, evaluation):
        return refusal
    step = judging_step(evaluation, remark)
    if step == evaluation.step:
        return None
    return NotAllowed.because(OTHER_STEP.format(STEP_NAMES[step]))


def judging_step(evaluation: Evaluation, remark: Remark) -> str:
    """Which step judges it: the one that made it, the last one where the chain no longer has that."""
    assert remark.move is not None
    made, steps = remark.move.from_step, chain_of(evaluation).steps
    return made if made in steps else steps[-1]


@transaction.atomic
def draft_remarks(
    evaluation: Evaluation, written: Sequence[Written], *, by: User, looked_at: int | None = None
) -> list[Remark]:
    """Keep drafts on what was filed last. NotAllowed (403, 409) where `by` may not return it.

    `looked_at`: the number of the submission on which they were written; of an earlier one they are refused.
    """
    seen = fresh(evaluation)
    if refusal := why_not_remark(by, seen):
        raise refusal
    filed = last_filed(seen)
    if looked_at not in (None, filed.number):
        raise NotAllowed.because(REFILED, Ground.STATE)
    made = [
        Remark.objects.create(evaluation=seen, submission=filed, author=by, **asdict(one)) for one in written
    ]
    _note_drafts("起草修改意见", made, by=by)
    return made


@transaction.atomic
def redraft(remark: Remark, written: Written, *, by: User) -> None:
    """Write a draft anew; as `draft_remarks`. It stays at its place."""
    kept = _draft(remark, by=by)
    for name, text in asdict(written).items():
        setattr(kept, name, text)
    kept.save(update_fields=list(asdict(written)))
    _note_drafts("改写修改意见", [kept], by=by)


@transaction.atomic
def discard(remark: Remark, *, by: User) -> None:
    """Throw a draft away; its author may, whatever became of the filing."""
    kept = _locked(remark, by)
    _note_drafts("删去修改意见", [kept], by=by)
    kept.delete()


def send_remarks(move: Move) -> int:
    """Send what the actor of a 退回修改 drafted, numbered on; return how many. Within the move."""
    evaluation = move.evaluation
    mine = drafts_of(move.actor, evaluation).select_related("submission")
    drafts = list(mine.select_for_update(of=("self",)))
    if not drafts:
        return 0
    filed = last_filed(evaluation)
    last = evaluation.remarks.aggregate(last=Max("number"))["last"] or 0
    now = Filing(*filing_of(filed.frozen))
    for number, draft in enumerate(drafts, last + 1):
        if draft.submission_id != filed.pk:
            draft.said = said_at(now, draft.cell)
        draft.submission, draft.move, draft.number = filed, move, number
        draft.save(update_fields=["said", "submission", "move", "number"])
    return len(drafts)


@transaction.atomic
def answer_remarks(evaluation: Evaluation, answers: Mapping[int, str], *, by: User) -> int:
    """Keep the unit's answers by the key of the remark; return how many are new.

    NotAllowed (403, 409) where `by` may not fill in the filing; Stale (409) where somebody was faster.
    """
    seen = fresh(evaluation)
    if refusal := refusal_to_edit(by, seen):
        raise NotAllowed(refusal)
    asked = seen.remarks.filter(pk__in=answers).prefetch_related("entries").order_by("number")
    if any(remark.move_id is None for remark in asked):
        raise NotAllowed.because(UNSENT, Ground.STATE)
    new = [one.remark for one in _threads(asked, seen) if _is_new(one, answers[one.remark.pk])]
    if not new:
        return 0
    if not compare_and_set(seen):
        raise Stale
    round_ = seen.submissions.count() + 1
    for remark in new:
        _say(remark, Said.ANSWER, answers[remark.pk], round_, by=by)
    Contribution.objects.get_or_create(evaluation=seen, user=by, kind=Contribution.Kind.EDITED)
    detail = {"答复": [[remark.number, answers[remark.pk]] for remark in new]}
    note_filled(seen, "答复修改意见", by=by, detail=detail)
    return len(new)


@transaction.atomic
def judge_remark(remark: Remark, verdict: Verdict, *, by: User) -> None:
    """Confirm a remark or raise it again. NotAllowed (403, 409, 422), Stale (409)."""
    seen = fresh(remark.evaluation)
    if refusal := why_not_judge(by, seen, remark):
        raise refusal
    entries = list(remark.entries.all())
    if len(entries) != verdict.seen:
        raise Stale(SAID_TO)
    if verdict.kind is Said.CONFIRMED and _is_settled(seen, remark):
        raise NotAllowed.because(CONFIRMED, Ground.STATE)
    if verdict.kind is Said.AGAIN and not verdict.text:
        raise NotAllowed.because(NO_WORDS, Ground.CONTENT)
    if not touch(seen):
        raise Stale
    _say(remark, verdict.kind, verdict.text, seen.submissions.count(), by=by)
    detail = {"序号": remark.number, "意见": verdict.text}
    note(seen, f"{verdict.kind.label}修改意见", by=by, detail=detail)


def _say(remark: Remark, kind: Said, text: str, round_: int, *, by: User) -> None:
    number = remark.entries.count() + 1
    RemarkEntry.objects.create(
        remark=remark, number=number, kind=kind.value, text=text, round=round_, author=by
    )


def _is_new(one: Thread, text: str) -> bool:
    """Whether it answers what is not yet confirmed; a second click says nothing new."""
    is_said = [(entry.kind, entry.text) for entry in one.entries[-1:]] == [(Said.ANSWER, text)]
    return not is_said and one.state is not RemarkState.CONFIRMED


def _is_settled(seen: Evaluation, remark: Remark) -> bool:
    (one,) = _threads(Remark.objects.filter(pk=remark.pk), seen)
    return one.state is RemarkState.CONFIRMED


def _threads(remarks: QuerySet[Remark], seen: Evaluation) -> list[Thread]:
    named = remarks.select_related("submission", "move")
    return threads(named, seen, Filing(form_of(seen), snapshot(seen)))


def _draft(remark: Remark, *, by: User) -> Remark:
    if refusal := why_not_remark(by, fresh(remark.evaluation)):
        raise refusal
    return _locked(remark, by)


def _locked(remark: Remark, by: User) -> Remark:
    kept = Remark.objects.select_for_update().filter(pk=remark.pk, move=None, author=by).first()
    if kept is None:
        raise NotAllowed.because(SENT, Ground.STATE)
    return kept


def _note_drafts(action: str, remarks: Sequence[Remark], *, by: User) -> None:
    """Where, not what: a draft is its author's own."""
    if not remarks:
        return
    filing = Filing(*filing_of(remarks[0].submission.frozen))
    names = [place_name(filing, one.cell) for one in remarks]
    note(fresh(remarks[0].evaluation), action, by=by, detail={"部位": names})
