"""Which cells a filing has, and what each takes: forms, autosave and imports all ask here (D7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.figures.text import FigureError, check_text, clip, narrow
from core.filing import cells
from core.filing.asking import ACTUAL_LENGTH, Question, questions_in
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition, FundColumn, FundRow, Funds, Policy
from core.filing.required import SCORED
from core.filing.rows import Row, read_rows
from core.filing.sharing import carriers
from core.filing.snapshot import Cell, Line, Snapshot
from core.filing.tables import check_tables
from core.scoring.asked import NO, Asked

Kind = Literal["text", "date", "number", "rate", "yes", "choice"]
DATE = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
YES = "是"
TICKS = ((YES, YES), (NO, NO))
KINDS: Mapping[str, Kind] = {
    "tick": "choice",
    "choice": "choice",
    "number": "number",
    "rate": "rate",
    "date": "date",
    "text": "text",
}
SHARED = (*SCORED, "score_reason")
TARGET_LENGTH = ACTUAL_LENGTH
GRADE_LENGTH = 10
RESERVED = re.compile("[⟦⟧]")


@dataclass(frozen=True)
class Slot:
    """One cell that the form has. `limit` in characters; a `policy` but open: it holds what was approved.

    `outside`: it is not among what was returned (returning.open_slots).
    `asked`: what the rule of the row asks there. `stands_in`: the row that has this score for both (R27).
    `of`: which filing's it is, before its address, on a page of several filings.
    """

    ref: CellRef
    label: str
    kind: Kind = "text"
    limit: int = 300
    policy: Policy = "open"
    computed_only: bool = False
    asked: Asked | None = None
    stands_in: str = ""
    outside: bool = False
    of: str = ""

    @property
    def name(self) -> str:
        """What its field is called on a page."""
        return f"{self.of}{self.ref}"

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen: the text that is stored, and what is shown for it."""
        if self.asked is None:
            return ()
        return TICKS if self.asked.kind == "tick" else self.asked.choices

    @property
    def takes_figures(self) -> bool:
        """Whether figures of the table may be placed in its text (core.paper.placed)."""
        return self.ref.section == "report"

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be typed; what is computed may still be taken over where `computed_only`."""
        return self.policy == "locked" or self.computed_only


def fillable(form: FormDefinition, snapshot: Snapshot) -> Mapping[CellRef, Slot]:
    """Return every cell of the filing by its address, in the order of the paper; there are no others."""
    parts = (
        _header(form),
        fund_slots(form),
        _goals(form, snapshot),
        _texts(form),
        _indicators(form, snapshot),
        _totals(form),
        _report(form),
    )
    return {slot.ref: slot for part in parts for slot in part}


def read(form: FormDefinition, slot: Slot, typed: str) -> Cell:
    """Return the cell for what was typed; FigureError says what to do (D7)."""
    text = check_text(typed, slot.limit)
    if slot.kind == "date" and text:
        _check_date(text)
    if slot.kind == "yes" and text not in ("", YES):
        raise FigureError("“不适用”只能勾选或不勾选。")
    if RESERVED.search(text):
        raise FigureError("「⟦」「⟧」为系统保留符号，请改用其他括号。")
    if slot.takes_figures:
        check_tables(text)
    return read_cell(form, slot.ref, text, slot.asked)


def _check_date(text: str) -> None:
    found = DATE.fullmatch(narrow(text).strip())
    try:
        date(*map(int, found.groups() if found else (0, 0, 0)))
    except ValueError:
        raise FigureError(f"「{clip(text)}」不能识别为日期，请写成例如2022年4月6日。") from None


def _header(form: FormDefinition) -> Iterator[Slot]:
    for field in form.header:
        yield Slot(cells.header(field.key), field.label, field.kind, field.max_length)


def fund_slots(form: FormDefinition) -> Iterator[Slot]:
    """The cells of 项目资金; which there are follows from the form alone."""
    if form.funds is None:
        return
    for row in form.funds.rows:
        for column in form.funds.columns:
            if row.role == "total" or not column.only_total:
                yield _fund(form, form.funds, row, column)


def _fund(form: FormDefinition, funds: Funds, row: FundRow, column: FundColumn) -> Slot:
    fixed = column.role == "points" and row.role == "total" and funds.execution_points is not None
    return Slot(
        cells.fund(row.key, column.key),
        f"{row.label} {column.label}",
        "rate" if column.role == "rate" else "number",
        policy=form.indicators.points_policy if fixed else "open",
    )


def _goals(form: FormDefinition, snapshot: Snapshot) -> Iterator[Slot]:
    if form.goals is None:
        return
    for number in range(1, snapshot.goals + 1):
        place = f"{form.goals.label}{number if snapshot.goals > 1 else ''}"
        for column in form.goals.columns:
            given = column == "expected" and snapshot.identity.project_code
            yield Slot(
                cells.goal(number, column),
                f"{place} {getattr(form.goals, column)}",
                "number" if column == "weight" else "text",
                limit=form.goals.max_length,
                policy="locked" if given and form.indicators.target_policy != "open" else "open",
            )


def _texts(form: FormDefinition) -> Iterator[Slot]:
    for block in form.texts:
        for row in block.rows:
            for column in block.columns:
                label = " ".join(filter(None, (block.label, row.label, column.label)))
                yield Slot(cells.text(row.key, column.key), label, limit=column.max_length)


def _indicators(form: FormDefinition, snapshot: Snapshot) -> Iterator[Slot]:
    taken = form.indicators.scored and form.indicators.self_score == "as_computed"
    known = {row.line.key for row in read_rows(form, snapshot) if _knows_score(row)} if taken else set()
    names, held = {line.key: line.name for line in snapshot.lines}, carriers(form, snapshot)
    for line in snapshot.lines:
        slots = _line(form, snapshot, line, computed_only=line.key in known)
        holder = held.get(line.key, line.key)
        yield from slots if holder == line.key else (_elsewhere(slot, names[holder]) for slot in slots)


def _elsewhere(slot: Slot, holder: str) -> Slot:
    """Points and score of a row that shares them stand in another: nothing is filled in here (R27)."""
    return replace(slot, policy="locked", stands_in=holder) if slot.ref.column in SHARED else slot


def _knows_score(row: Row) -> bool:
    """Whether the rule gives one score, not a range that a person chooses from."""
    return row.outcome is not None and row.outcome.score is not None


def _line(form: FormDefinition, snapshot: Snapshot, line: Line, *, computed_only: bool) -> Iterator[Slot]:
    asked, labels, ref = form.indicators, form.indicators.labels, cells.indicator
    note, name = asked.note_max_length, line.name
    target = asked.target_policy if line.approved_target else "open"
    points = asked.points_policy if line.approved_points is not None else "open"
    if asked.asks("target"):
        yield Slot(ref(line.key, "target"), f"{name} {labels.target}", limit=TARGET_LENGTH, policy=target)
    yield from (_asked(line, one) for one in questions_in(form, snapshot, line))
    for column in asked.words:
        yield Slot(ref(line.key, column.key), f"{name} {column.label}", limit=column.max_length)
    if asked.asks("actual"):
        yield Slot(ref(line.key, "actual"), f"{name} {labels.actual}", limit=TARGET_LENGTH)
    if asked.scored:
        yield Slot(ref(line.key, "points"), f"{name} {labels.points}", "number", policy=points)
        score = f"{name} {labels.score}"
        yield Slot(ref(line.key, "score"), score, "number", computed_only=computed_only)
        yield Slot(ref(line.key, "score_reason"), f"{name} 自评得分说明", limit=note)
    yield Slot(ref(line.key, "note"), f"{name} {labels.note}", limit=note)
    yield Slot(ref(line.key, "not_applicable"), f"{name} 不适用", "yes")


def _asked(line: Line, question: Question) -> Slot:
    asked = question.asked
    return Slot(question.ref, f"{line.name} {asked.label}", KINDS[asked.kind], ACTUAL_LENGTH, asked=asked)


def _totals(form: FormDefinition) -> Iterator[Slot]:
    """The cells of the last row; a grade only where the form gives one."""
    asked = form.paper.total if form.indicators.scored else ()
    for column in SCORED:
        if column in asked:
            label = f"{form.paper.total_label} {form.indicators.label_of(column)}"
            yield Slot(cells.total(column), label, "number")
    if "grade" in asked and form.grading is not None and form.grading.bands:
        yield Slot(cells.total("grade"), "自评等级", limit=GRADE_LENGTH)


def _report(form: FormDefinition) -> Iterator[Slot]:
    for section in form.report.sections if form.report else ():
        if section.has_text:
            yield Slot(cells.report(section.key), section.heading, limit=section.max_length)
