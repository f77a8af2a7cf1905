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
NOT_ADDED = (
    *("率", "比", "均", "价", "标准", "序号", "年份", "编号", "代码", "电话", "得分", "%"),
    *("满意度", "进度", "时间", "日期", "名次", "排名"),
)
MONEY = ("元", "金额")
"""In the head of a column whose whole numbers may have been rounded; what is counted never is."""
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
    if any(word in entry.text for row in body for entry in row for word in BROKEN_DOWN):
        return
    for place, entry in list(enumerate(total))[1:]:
        name = head[place].text if place < len(head) else ""
        parts = [row[place].text if place < len(row) else "" for row in body]
        made = _sum(squeezed(name), entry.text, parts)
        if made is not None:
            yield _finding(case, ref, table, name, entry, made)


def _sum(name: str, total: str, parts: Sequence[str]) -> Decimal | None:
    """What the parts of a column make, where that is not the total; None where it is, and where nothing is to
    be added: rates and dates, cells that are empty or no numbers, rows that others break down.
    """
    if "" in parts or any(word in name for word in NOT_ADDED):
        return None
    try:
        claimed = parse_number(total, allow_negative=True)
        found = [parse_number(part, allow_negative=True) for part in parts]
    except FigureError:
        return None
    numbers = [number for number in found if number is not None]
    if claimed is None or len(numbers) < LEAST_PARTS or _has_subtotals(numbers):
        return None
    made, is_money = sum(numbers, Decimal(0)), any(word in name for word in MONEY)
    return None if abs(made - claimed) <= _rounding((claimed, *numbers), is_money=is_money) else made


def _has_subtotals(numbers: Sequence[Decimal]) -> bool:
    """Whether a row is the sum of two or more right below it: 一、100, （一）60, （二）40."""
    for place, number in enumerate(numbers):
        made = Decimal(0)
        for last, part in enumerate(numbers[place + 1 :], start=place + 2):
            made += part
            near = _rounding(numbers[place:last], is_money=False)
            if last > place + 2 and number and abs(made - number) <= near:
                return True
    return False


def _rounding(numbers: Sequence[Decimal], *, is_money: bool) -> Decimal:
    """By how much a sum and its n parts may differ: (n + 1) × half a unit of the coarsest last place."""
    places = [-int(number.as_tuple().exponent) for number in numbers]
    may_be_rounded = is_money or any(places)
    return Decimal(len(places)) / 2 * Decimal(1).scaleb(-min(places)) if may_be_rounded else Decimal(0)


def _finding(case: Case, ref: CellRef, table: Table, name: str, entry: Entry, made: Decimal) -> Finding:
    which = f"表格{quoted(table.title)}" if table.title else "表格"
    right = printing.plain(made)
    message = (
        f"{case.name(ref)}中{which}的{quoted(name)}一栏，各行相加为{right}，合计写的是{entry.text}，请核对。"
    )
    return Finding("M14", Severity.HINT, (ref,), entry.text, right, message, spans=(entry.span,))
