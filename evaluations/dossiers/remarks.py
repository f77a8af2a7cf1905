"""修改意见 of one filing: which of them a person sees, where each stands, and what changed at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from core.comparison.filings import Change, Filing, change_at, words_at
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.difference import differences
from core.filing.naming import cell_name
from core.workflow import STEP_NAMES, Status
from core.workflow.remarks import RemarkState, Said, state_of
from documents.sources import filing_of
from evaluations.dossiers.fillable import fillable
from evaluations.dossiers.models import Evaluation, Remark, RemarkEntry, Submission

WHOLE = "整份材料"
MARKED = (Status.IN_REVIEW, Status.RETURNED)
"""States in which a cell tells what is remarked on it."""


@dataclass(frozen=True)
class Thread:
    """A remark with all that was said to it. `before`: what it was last raised on; `confirmed`: on what it
    was confirmed, if it was; `now`: the filing as it stands.
    """

    remark: Remark
    entries: tuple[RemarkEntry, ...]
    before: Filing
    confirmed: Filing | None
    now: Filing

    @property
    def ref(self) -> CellRef | None:
        """Its cell; None for the whole filing."""
        return self.remark.cell

    @property
    def place(self) -> str:
        return place_name(self.before, self.ref)

    @cached_property
    def is_reopened(self) -> bool:
        """Whether its cell is another than the one that was confirmed; of the whole filing nobody can say."""
        return bool(self.confirmed and self.ref and change_at(self.confirmed, self.now, self.ref))

    @property
    def after(self) -> Filing:
        """What answered it: what was confirmed, as long as that stands."""
        return self.now if self.confirmed is None or self.is_reopened else self.confirmed

    @cached_property
    def change(self) -> Change | None:
        """What changed in its cell since it was last raised; of the whole filing, only that it did."""
        if self.ref:
            return change_at(self.before, self.after, self.ref)
        changed = differences(self.before.snapshot, self.after.snapshot)
        return Change(()) if changed else None

    @cached_property
    def state(self) -> RemarkState:
        said = [Said(entry.kind) for entry in self.entries]
        is_sent, is_changed = self.remark.move_id is not None, self.change is not None
        return state_of(said, is_sent=is_sent, is_changed=is_changed, is_reopened=self.is_reopened)

    @property
    def step(self) -> str:
        """业务股室审核: at which step it was made; empty for a draft."""
        return STEP_NAMES[self.remark.move.from_step] if self.remark.move else ""


def remarks_for(reader: User, evaluation: Evaluation) -> QuerySet[Remark]:
    """Return what went out with a return, and the drafts of `reader`; no other one exists for this person."""
    shown = evaluation.remarks.filter(Q(move__isnull=False) | Q(author=reader))
    return shown.select_related("author", "submission", "move")


def sent_on(evaluation: Evaluation) -> QuerySet[Remark]:
    """Return what went out with a return: what everybody sees who sees the filing."""
    return evaluation.remarks.filter(move__isnull=False).select_related("author", "submission", "move")


def drafts_of(author: User, evaluation: Evaluation) -> QuerySet[Remark]:
    """Return what this person drafted and did not send, in the order of drafting."""
    return evaluation.remarks.filter(move=None, author=author).order_by("pk")


def last_filed(evaluation: Evaluation) -> Submission:
    """Return what was filed last: what is remarked on."""
    return evaluation.submissions.select_related("frozen__form_version").order_by("-number")[0]


def is_gone(pk: int) -> bool:
    """Whether no such remark is there: its author threw it away."""
    return not Remark.objects.filter(pk=pk).exists()


def threads(remarks: QuerySet[Remark], evaluation: Evaluation, now: Filing) -> list[Thread]:
    """Return these remarks as threads, those sent by number, drafts behind; `now`: the filing as it stands.

    Three queries, however many there are.
    """
    found = sorted(
        remarks.prefetch_related("entries__author"), key=lambda one: (not one.number, one.number, one.pk)
    )
    rounds = {one.pk: _rounds(one, one.entries.all()) for one in found}
    filed = _filings(evaluation, {number for pair in rounds.values() for number in pair if number})
    return [
        Thread(one, tuple(one.entries.all()), filed[before], filed[after] if after else None, now)
        for one in found
        for before, after in [rounds[one.pk]]
    ]


def unconfirmed(evaluation: Evaluation, now: Filing) -> list[Remark]:
    """Return what was sent and is not confirmed, was raised again since, or stands in a cell that changed.

    One query where nothing is confirmed.
    """
    verdicts = RemarkEntry.objects.filter(remark=OuterRef("pk")).exclude(kind=Said.ANSWER)
    last = Coalesce(Subquery(verdicts.order_by("-number").values("kind")[:1]), Value(""))
    sent = sent_on(evaluation)
    last_said = list(sent.annotate(last=last).order_by("number"))
    settled = {one.pk for one in last_said if one.last == Said.CONFIRMED}  # type: ignore[attr-defined]
    confirmed = threads(sent.filter(pk__in=settled), evaluation, now) if settled else []
    reopened = {one.remark.pk for one in confirmed if one.is_reopened}
    return [one for one in last_said if one.pk not in settled - reopened]


def open_marks(evaluation: Evaluation, now: Filing) -> Mapping[CellRef, list[int]]:
    """Return the numbers of the remarks that are not yet confirmed, by their cells; as `unconfirmed`.

    None while the filing is neither looked at nor mended.
    """
    if evaluation.status not in MARKED:
        return {}
    found: dict[CellRef, list[int]] = defaultdict(list)
    for one in unconfirmed(evaluation, now):
        if one.ref:
            found[CellRef.parse(one.ref)].append(one.number or 0)
    return found


def has_answered(evaluation: Evaluation, *, since: int) -> bool:
    """Whether the unit answered a remark after its submission `since` was filed."""
    answers = RemarkEntry.objects.filter(remark__evaluation=evaluation, kind=Said.ANSWER, round__gt=since)
    return answers.exists()


def place_name(filing: Filing, ref: CellRef | None) -> str:
    return cell_name(filing.form, filing.snapshot, ref) if ref else WHOLE


def places(filing: Filing) -> Iterable[CellRef]:
    """Return every cell on which something may be remarked: printed, filled in, or holding files."""
    rows = ("", *(line.key for line in filing.snapshot.lines))
    here = (*filing.printed, *fillable(filing.form, filing.snapshot), *map(cells.evidence, rows))
    return dict.fromkeys(here)


def said_at(filing: Filing, ref: CellRef | None) -> str:
    return words_at(filing, ref) if ref else ""


def _rounds(remark: Remark, entries: Iterable[RemarkEntry]) -> tuple[int, int | None]:
    """The submission on which it was last raised, and the one with which it was confirmed, if it was."""
    raised, confirmed = remark.submission.number, None
    for entry in entries:
        if entry.kind == Said.AGAIN:
            raised, confirmed = entry.round, None
        elif entry.kind == Said.CONFIRMED:
            confirmed = entry.round
    return raised, confirmed


def _filings(evaluation: Evaluation, numbers: set[int]) -> Mapping[int, Filing]:
    filed = evaluation.submissions.filter(number__in=numbers).select_related("frozen__form_version")
    return {one.number: Filing(*filing_of(one.frozen)) for one in filed}
