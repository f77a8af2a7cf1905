"""The cells of one filing in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from core.filing import cells
from core.filing.asking import questions_in
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import Identity, Line, Snapshot

ROW_COLUMNS = ("actual", "points", "score", "score_reason", "not_applicable", "note")


def lines_in_order(form: FormDefinition, snapshot: Snapshot) -> tuple[Line, ...]:
    """The rows by group as the form prints them, inside a group as the filing has them.

    KeyError for a row whose group the form does not have.
    """
    rank = {leaf.key: place for place, (_, leaf) in enumerate(form.indicators.leaves())}
    return tuple(sorted(snapshot.lines, key=lambda line: rank[line.group]))


def paper_order(form: FormDefinition, snapshot: Snapshot) -> Iterator[CellRef]:
    """Every cell that this filing can have: header, funds, goals, texts, rows, total, report."""
    yield from (cells.header(field.key) for field in form.header)
    if form.funds:
        for row in form.funds.rows:
            yield from (cells.fund(row.key, column.key) for column in form.funds.columns)
    goal_columns = form.goals.columns if form.goals else ()
    for number in range(1, snapshot.goals + 1):
        yield from (cells.goal(number, column) for column in goal_columns)
    for block in form.texts:
        yield from (cells.text(row.key, column.key) for row in block.rows for column in block.columns)
    more = [column.key for column in form.indicators.words]
    for line in lines_in_order(form, snapshot):
        yield cells.indicator(line.key, "target")
        yield from (one.ref for one in questions_in(form, snapshot, line))
        yield from (cells.indicator(line.key, column) for column in (*more, *ROW_COLUMNS))
    yield from (cells.total(column) for column in ("points", "score", "grade"))
    if form.report:
        yield from (cells.report(section.key) for section in form.report.sections if section.has_text)


def addresses(form: FormDefinition) -> frozenset[str]:
    """The cells that every filing on the form has, whatever its rows."""
    return frozenset(str(ref) for ref in paper_order(form, nobodys(form)))


def nobodys(form: FormDefinition) -> Snapshot:
    """A filing in which nothing stands."""
    return Snapshot(Identity("", form.year, form.year, "", "", ""), "", goals=1, lines=(), cells={})
