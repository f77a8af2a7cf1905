"""Every total once more, from nothing but what is printed. A table that does not agree is not printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.figures import printing
from core.paper import totals
from core.scoring.totals import deviation, execution_rate
from core.summary.columns import Column
from core.summary.table import SCORES, Line, Table

Texts = Mapping[str, str]
NOT_AGREED = "「{}」{}的{}为{}，按所列各行应为{}。"


class NotProvedError(Exception):
    """A total is not what its lines say. Written for whoever asked for the table."""


def prove(table: Table, columns: Sequence[Column]) -> Table:
    """Return `table`; NotProvedError names what does not agree. `columns`: all that its lines have."""
    for problem in mismatches(table, columns):
        raise NotProvedError(problem)
    return table


def mismatches(table: Table, columns: Sequence[Column]) -> Iterator[str]:
    """Yield a sentence for each figure that its lines contradict."""
    for line, under in _totals(table.lines):
        for column in columns:
            wanted = _wanted(column, under, table.rows)
            found = line.texts[column.key]
            if wanted is not None and not _same(found, wanted):
                yield NOT_AGREED.format(table.title, line.label, column.title, found, wanted)
    for number, row in enumerate(table.rows, start=1):
        for column in columns:
            wanted = _wanted_of_row(column, row, table.rows)
            if wanted is not None and row.texts[column.key] != wanted:
                yield NOT_AGREED.format(
                    table.title, f"第{number}行", column.title, row.texts[column.key], wanted
                )


def _totals(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each total with the rows that are under it."""
    rows: list[Line] = []
    since: list[Line] = []
    for line in lines:
        if line.of == "row":
            rows.append(line)
            since.append(line)
            continue
        yield line, rows if line.of == "total" else since
        since = []


def _wanted(column: Column, under: Sequence[Line], rows: Sequence[Line]) -> str | None:
    """What must stand there; None where nothing follows from the lines."""
    match column.kind:
        case "amount" | "count":
            return totals.total(_texts(under, column.key))
        case "mean":
            return totals.mean(_texts(under, column.key))
        case "rate":
            return totals.rate(zip(_texts(under, "executed"), _texts(under, "adjusted"), strict=True))
        case "share":
            part, whole = (totals.added(_texts(some, column.of)) for some in (under, rows))
            return printing.rate(execution_rate(part, whole))
    return None


def _wanted_of_row(column: Column, row: Line, rows: Sequence[Line]) -> str | None:
    if column.kind == "deviation":
        return printing.rate(deviation(*(totals.number(row.texts[key]) for key in SCORES)))
    return _wanted(column, [row], rows) if column.kind in ("rate", "share") else None


def _same(found: str, wanted: str) -> bool:
    """“1200.00” says the same as “1200”; a dash and a rate have one spelling."""
    one, other = totals.number(found), totals.number(wanted)
    return found == wanted if one is None or other is None else one == other


def _texts(lines: Sequence[Line], key: str) -> list[str]:
    return [line.texts[key] for line in lines]
