"""M14: a simple table of the report whose row 合计 is not what its other rows make. It only tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.figures import printing
from core.figures.numbers import parse_number
from core.figures.text import FigureError, quoted
from core.filing.cells import CellRef
from core.filing.tables import Entry, Table, tables_in
from core.verification.findings import Case, Finding, Severity
from core.verification.references.clauses import squeezed

TOTALS = frozenset({"合计", "总计", "共计"})
BROKEN_DOWN = ("其中", "小计", "合计", "总计", "共计")
"""Rows that say over again what others say: then nothing is added up."""
NOT_ADDED = ("率", "比", "均", "价", "标准", "序号", "年份", "编号", "代码", "电话", "得分", "%")
LEAST_PARTS = 2


def columns_that_do_not_add_up(case: Case) -> Iterator[Finding]:
    """M14 one row 合计, first or last, beside the sum of the others; what rounding explains is left alone."""
    for ref in case.sections:
        for table in tables_in(case.snapshot.typed(ref)):
            yield from _of(case, ref, table)


def _of(case: Case, ref: CellRef, table: Table) -> Iterator[Finding]:
    head, *body = table.rows
    totals = [place for place, row in enumerate(body) if squeezed(row[0].text) in TOTALS]
    if len(totals) != 1 or totals[0] not in (0, len(body) - 1):
        return
    total = body.pop(totals[0])
    if any(word in row[0].text for row in body for word in BROKEN_DOWN):
        return
    for place, entry in list(enumerate(total))[1:]:
        name = head[place].text if place < len(head) else ""
        parts = [row[place].text for row in body if place < len(row)]
        made = None if any(word in name for word in NOT_ADDED) else _sum(entry.text, parts)
        if made is not None:
            yield _finding(case, ref, table, name, entry, made)


def _sum(total: str, parts: Sequence[str]) -> Decimal | None:
    """What the parts make, where that is not the total; None where it is, or where some are no numbers."""
    try:
        claimed = parse_number(total, allow_negative=True)
        found = [parse_number(part, allow_negative=True) for part in parts]
    except FigureError:
        return None
    numbers = [number for number in found if number is not None]
    if claimed is None or len(numbers) < LEAST_PARTS:
        return None
    places = [-int(number.as_tuple().exponent) for number in (claimed, *numbers)]
    made, whole = sum(numbers, Decimal(0)), not any(places)
    allowed = Decimal(0) if whole else Decimal(len(places)) / 2 * Decimal(1).scaleb(-min(places))
    return made if abs(made - claimed) > allowed else None


def _finding(case: Case, ref: CellRef, table: Table, name: str, entry: Entry, made: Decimal) -> Finding:
    which = f"表格{quoted(table.title)}" if table.title else "表格"
    right = printing.plain(made)
    message = (
        f"{case.name(ref)}中{which}的{quoted(name)}一栏，各行相加为{right}，合计写的是{entry.text}，请核对。"
    )
    return Finding("M14", Severity.HINT, (ref,), entry.text, right, message, spans=(entry.span,))
