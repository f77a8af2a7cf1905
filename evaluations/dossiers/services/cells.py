"""Saving what was typed: one function for forms, autosave and imports; and judging it first (D7, D10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.figures.text import FigureError
from core.filing import snapshot as picture_of
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.form import FormDefinition
from core.filing.placed import from_box
from core.filing.returned import Returned
from core.filing.snapshot import Snapshot
from core.paper import placed
from core.workflow import Action, Capacity, Status
from evaluations.dossiers.beside import context_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.fillable import Slot, read
from evaluations.dossiers.models import Cell, Contribution, Evaluation
from evaluations.dossiers.permissions import capacities, refusal_to_edit
from evaluations.dossiers.returning import OUTSIDE, open_slots, returned, scope_words
from evaluations.dossiers.services.checking import Check, check
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.services.moves import make_move, start_recording
from evaluations.dossiers.services.office import keep_office
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import Picture, Quoted, form_of, picture, snapshot

ATTEMPTS = 10
UNKNOWN = "本表没有这一栏，请刷新页面后重新填写。"
LOCKED_SCORE = "本栏只取系统计算得分，不能另填。请点击“按计算值填入”。"
LOCKED = "本栏为批复内容，不能修改。如批复有调整，请联系财政局绩效股。"


@dataclass(frozen=True)
class Change:
    """What the person saw in the cell when the page was drawn, and what he or she typed."""

    ref: CellRef
    seen: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the cell meanwhile: both texts."""

    ref: CellRef
    theirs: str
    theirs_by: str
    at: datetime | None
    yours: str


@dataclass(frozen=True)
class Saved:
    """What came of it: how many cells were stored, and why others were not; `ok`: none was refused.

    `checked`, `taken_over`, `quoted`: the filing as it is after the save; None where nothing was stored.
    """

    saved: int = 0
    conflicts: tuple[Conflict, ...] = ()
    refused: Mapping[CellRef, str] = field(default_factory=dict)
    revision: int = 0
    checked: Check | None = None
    taken_over: frozenset[CellRef] = frozenset()
    quoted: Quoted = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.conflicts and not self.refused


@dataclass(frozen=True)
class Judged:
    """What saving would do: the cells that are new, the changes that clash with others, the refusals."""

    new: Mapping[CellRef, picture_of.Cell]
    clashes: Sequence[Change]
    refused: Mapping[CellRef, str]


class _Overtaken(Exception):
    """Another save or move came between reading and writing: read again."""


@dataclass(frozen=True)
class Save:
    """One save: who writes, where the texts come from, whether each cell counts for itself (`apart`).

    `recording`: it may be somebody who reviews, and enters what the unit sent. `quoted`: what the figures
    placed in the texts are, which is kept beside these (`models.Cell`).
    """

    by: User
    source: str = Cell.Source.TYPED
    apart: bool = False
    recording: bool = False
    quoted: Quoted = field(default_factory=dict)


def save_cells(
    evaluation: Evaluation,
    changes: Sequence[Change],
    *,
    by: User,
    source: str = Cell.Source.TYPED,
    apart: bool = False,
    read: Picture | None = None,
) -> Saved:
    """Store what was typed, all of it or nothing; `apart`: each cell for itself. See `Saved`.

    NotAllowed (403, 409) where `by` may not fill in the filing now. The first save makes it 填报中. What
    others changed meanwhile is no obstacle unless it is the same cells. `read`: the filing as the caller has
    just read it, `evaluation` first; it counts where nobody wrote since, so that the database is held for
    the writing alone.
    """
    return _saved(evaluation, changes, Save(by, source, apart), read)


def record_cells(evaluation: Evaluation, changes: Sequence[Change], *, by: User, source: str) -> Saved:
    """As `save_cells`, each cell for itself; also by whoever reviews, of what the unit sent (代录)."""
    return _saved(evaluation, changes, Save(by, source, apart=True, recording=True), None)


def _saved(evaluation: Evaluation, changes: Sequence[Change], save: Save, read: Picture | None) -> Saved:
    if read is not None:
        try:
            return _save(evaluation, read, changes, save)
        except (_Overtaken, Stale):
            pass
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                seen = fresh(evaluation)
                return _save(seen, picture(seen), changes, save)
        except (_Overtaken, Stale):
            continue
    raise Stale


def judge(evaluation: Evaluation, changes: Sequence[Change], *, by: User, recording: bool = False) -> Judged:
    """Return what `save_cells` would do now with each change, and store nothing; NotAllowed as there.

    `recording`: what `record_cells` would do.
    """
    seen = fresh(evaluation)
    if refusal := refusal_to_edit(by, seen, recording=recording):
        raise NotAllowed(refusal)
    return _judge(seen, snapshot(seen), changes)


def _save(seen: Evaluation, before: Picture, changes: Sequence[Change], save: Save) -> Saved:
    if refusal := refusal_to_edit(save.by, seen, recording=save.recording):
        raise NotAllowed(refusal)
    judged = _judge(seen, before.snapshot, changes)
    saved = Saved(
        conflicts=_conflicts(seen, before.snapshot, judged.clashes),
        refused=judged.refused,
        revision=seen.revision,
    )
    if not judged.new or not (saved.ok or save.apart):
        return saved
    new, after = _followed(seen, before, judged.new, save.source)
    checked = check(seen, after.snapshot, context=context_of(seen, after))
    with transaction.atomic():
        seen = _store(seen, new, checked, replace(save, quoted=after.quoted))
    return replace(
        saved,
        saved=len(judged.new),
        revision=seen.revision + 1,
        checked=checked,
        taken_over=after.taken_over,
        quoted=after.quoted,
    )


def _followed(
    seen: Evaluation, before: Picture, new: Mapping[CellRef, picture_of.Cell], source: str
) -> tuple[Mapping[CellRef, picture_of.Cell], Picture]:
    """What is written, and the filing then: in one returned in parts, closed cells go back to what was filed
    where they followed a figure that is taken back.
    """
    form, back = form_of(seen), returned(seen)
    after = _after(form, before, new, source)
    while back and (old := back.left_behind(after.snapshot)):
        new = {**new, **old}
        after = _after(form, before, new, source)
    return new, after


def _start(seen: Evaluation, save: Save) -> None:
    if save.recording and Capacity.FILER not in capacities(save.by, seen):
        start_recording(seen, by=save.by, revision=seen.revision)
    else:
        make_move(seen, Action.START, by=save.by, revision=seen.revision)


def _after(
    form: FormDefinition, before: Picture, new: Mapping[CellRef, picture_of.Cell], source: str
) -> Picture:
    """The filing once `new` is written: which texts, and which of them are last year's."""
    cells = {**before.snapshot.cells, **{str(ref): cell for ref, cell in new.items()}}
    typed = {ref: cell for ref, cell in cells.items() if cell.typed}
    taken = [ref for ref in new if source == Cell.Source.LAST_YEAR]
    after = placed.filled(form, replace(before.snapshot, cells=typed))
    kept = {ref: figures for ref, figures in before.quoted.items() if ref not in new}
    quoted = {ref: placed.quoted(form, after, ref) for ref in new}
    return Picture(after, before.taken_over.difference(new).union(taken), {**kept, **quoted})


def _judge(seen: Evaluation, before: Snapshot, changes: Sequence[Change]) -> Judged:
    """Sort the changes into what is new, what clashes with others, and what cannot be taken."""
    desk = _Desk.of(seen, before)
    new: dict[CellRef, picture_of.Cell] = {}
    clashes, refused = [], {}
    for change in changes:
        try:
            cell = desk.read(change)
        except FigureError as problem:
            refused[change.ref] = str(problem)
            continue
        if cell is not None and desk.stored(change.seen) != before.cell(change.ref).stored:
            clashes.append(change)
        elif cell is not None:
            new[change.ref] = cell
    return Judged(new, clashes, refused)


@dataclass(frozen=True)
class _Desk:
    """What is needed to read what was typed into one filing."""

    form: FormDefinition
    before: Snapshot
    slots: Mapping[CellRef, Slot]
    offers: Mapping[CellRef, str]
    back: Returned | None

    @classmethod
    def of(cls, seen: Evaluation, before: Snapshot) -> _Desk:
        form, back = form_of(seen), returned(seen)
        slots = open_slots(form, before, back)
        asked = any(slot.computed_only for slot in slots.values())
        return cls(form, before, slots, compute(form, before).offers if asked else {}, back)

    def read(self, change: Change) -> picture_of.Cell | None:
        """Return the new cell, None where nothing changes; FigureError where it cannot be taken."""
        slot, current = self.slots.get(change.ref), self.before.cell(change.ref).stored
        if slot is None:
            raise FigureError(UNKNOWN)
        if self.stored(change.typed) == current:
            return None
        if slot.is_locked and not self._takes_over(slot, change):
            raise FigureError(self._why_locked(slot))
        return self._prose(slot, change.typed) if slot.takes_figures else read(self.form, slot, change.typed)

    def _why_locked(self, slot: Slot) -> str:
        if slot.outside and self.back:
            return OUTSIDE.format(scope_words(self.back.parts))
        return LOCKED_SCORE if slot.computed_only else LOCKED

    def stored(self, text: str) -> str:
        """The text as it would be stored; as it is where it could not be."""
        try:
            return from_box(self.form, self.before, _plain(text))
        except FigureError:
            return _plain(text)

    def _prose(self, slot: Slot, typed: str) -> picture_of.Cell:
        """A text in which figures of the table may be placed: it is as long as it prints."""
        stored = from_box(self.form, self.before, _plain(typed))
        return replace(read(self.form, slot, placed.as_printed(self.form, self.before, stored)), typed=stored)

    def _takes_over(self, slot: Slot, change: Change) -> bool:
        """Whether what was computed is written into a cell that takes nothing else."""
        return slot.computed_only and change.typed == self.offers.get(change.ref)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _conflicts(seen: Evaluation, before: Snapshot, clashes: Sequence[Change]) -> tuple[Conflict, ...]:
    if not clashes:
        return ()
    refs = [str(change.ref) for change in clashes]
    rows = {row.ref: row for row in seen.cells.filter(ref__in=refs).select_related("changed_by")}
    form = form_of(seen)
    return tuple(_conflict(form, change, rows.get(str(change.ref)), before) for change in clashes)


def _conflict(form: FormDefinition, change: Change, row: Cell | None, before: Snapshot) -> Conflict:
    theirs = placed.in_box(form, before, before.cell(change.ref).stored)
    who = str(row.changed_by) if row and row.changed_by else ""
    at = row.changed_at if row else None
    return Conflict(change.ref, theirs, who, at, change.typed)


def _store(
    seen: Evaluation, new: Mapping[CellRef, picture_of.Cell], checked: Check, save: Save
) -> Evaluation:
    """Write the cells behind the guard, then who did it, then the log; the filing as it was guarded."""
    if seen.status == Status.NOT_STARTED:
        _start(seen, save)
        seen = fresh(seen)
    if not compare_and_set(seen, **checked.columns):
        raise _Overtaken
    keep_office(seen, checked)
    now = timezone.now()
    rows = [
        Cell(
            evaluation=seen,
            ref=str(ref),
            typed=cell.stored,
            value=cell.value,
            source=save.source,
            quoted=save.quoted.get(ref, {}),
            changed_by=save.by,
            changed_at=now,
        )
        for ref, cell in new.items()
    ]
    Cell.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["evaluation", "ref"],
        update_fields=["typed", "value", "source", "quoted", "changed_by", "changed_at"],
    )
    Contribution.objects.get_or_create(evaluation=seen, user=save.by, kind=Contribution.Kind.EDITED)
    detail = {"栏目": [str(ref) for ref in new], "修订号": seen.revision + 1}
    note_filled(seen, "填写", by=save.by, detail=detail)
    return seen
