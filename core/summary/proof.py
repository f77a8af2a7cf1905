"""Every total once more, from nothing but what is printed. A table that does not agree is not printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.printing import DASH
from core.paper.printing import shown_number
from core.summary.columns import Column
from core.summary.table import Line, Table

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
            wanted = _wanted(column, [row], table.rows) if column.kind in ("rate", "share") else None
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
            numbers = _numbers(under, column.key)
            return printing.plain(sum(numbers, Decimal(0))) if numbers else DASH
        case "mean":
            numbers = _numbers(under, column.key)
            return printing.score(Fraction(sum(numbers)) / len(numbers) if numbers else None, empty=DASH)
        case "rate":
            pairs = [(_number(one, "executed"), _number(one, "adjusted")) for one in under]
            return _share([(done, given) for done, given in pairs if done is not None and given is not None])
        case "share":
            part, whole = (sum(_numbers(some, column.of), Decimal(0)) for some in (under, rows))
            return _share([(part, whole)])
    return None


def _share(pairs: Sequence[tuple[Decimal, Decimal]]) -> str:
    done, given = (sum((pair[place] for pair in pairs), Decimal(0)) for place in (0, 1))
    return printing.rate(Fraction(done) / Fraction(given) if given > 0 else None)


def _same(found: str, wanted: str) -> bool:
    """“1200.00” says the same as “1200”; a dash and a rate have one spelling."""
    one, other = shown_number(found), shown_number(wanted)
    return one[0] == other[0] if one and other else found == wanted


def _numbers(lines: Sequence[Line], key: str) -> list[Decimal]:
    return [number for line in lines if (number := _number(line, key)) is not None]


def _number(line: Line, key: str) -> Decimal | None:
    shown = shown_number(line.texts[key])
    return shown[0] if shown else None
