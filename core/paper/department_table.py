"""部门汇总表 as a Sheet: the filings of a department by unit, with subtotals, a total and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from core.paper import totals
from core.paper.sheet import Align, Band, PrintedLine, Role, Sheet, SheetCell
from core.paper.sign_off import ROOM_TO_SIGN, SignOffRow

HEADS = (
    *(
        "序号",
        "单位",
        "项目名称",
        "全年预算数\n（万元）",
        "全年执行数\n（万元）",
        "执行率",
        "自评得分",
        "等级",
    ),
    *("较上年", "需说明\n项数"),
)
WIDTHS = (12, 42, 58, 29, 29, 22, 20, 16, 18, 19)
ROLES: tuple[Role, ...] = ("amount", "amount", "rate", "score", "grade", "text", "text")
FIRST_FIGURE = 3
SIGNERS = (("经办人", 0, 2), ("财务负责人", 2, 1), ("分管领导", 3, 3), ("主要负责人", 6, 4))
TITLE = "{}绩效自评汇总表"
SUBTOTAL, TOTAL = "小计（{}份）", "合计（{}份）"
WHOLE_UNITS = "部门（单位）整体支出包含项目支出，不计入小计、合计。"
MEANS = "小计、合计的自评得分为计分各份的平均分，执行率按预算数、执行数之和计算。"


@dataclass(frozen=True)
class DepartmentRow:
    """One filing in words. `is_whole`: of a whole unit, whose amounts hold those of its projects."""

    unit: str
    is_whole: bool
    said: SignOffRow


@dataclass(frozen=True)
class DepartmentTable:
    """What one 部门汇总表 says; rows in the order of the units. `left_out`: what is not in it, in words."""

    department_name: str
    department_code: str
    cycle_name: str
    data_year: int
    label: str
    left_out: str
    rows: tuple[DepartmentRow, ...]


def department_sheet(table: DepartmentTable) -> Sheet:
    """Return the page: landscape, one row for each filing, a subtotal below each unit."""
    lines = list(_lines(table.rows))
    last = len(lines) + 1
    cells = [cell for row, line in enumerate(lines, start=1) for cell in _row(row, line)]
    return Sheet(
        title=(TITLE.format(table.department_name),),
        year_line=f"（{table.data_year}年度）",
        widths=WIDTHS,
        row_count=last + 1,
        cells=(*_heads(), *cells, *_signatures(last)),
        bands=(Band(0, last, header=0), Band(last, last + 1)),
        head=(PrintedLine("主管部门", table.department_name), PrintedLine("自评工作", table.cycle_name)),
        foot=tuple(_notes(table)),
        orientation="landscape",
    )


def _lines(rows: Sequence[DepartmentRow]) -> Iterator[tuple[str, ...]]:
    """Every printed line in words: the filings, the subtotals, the total."""
    number = count(1)
    for unit, group in groupby(rows, key=lambda row: row.unit):
        of_unit = list(group)
        for one in (row.said for row in of_unit):
            figures = (one.adjusted, one.executed, one.rate, one.score, one.grade, one.change, one.explained)
            yield (str(next(number)), unit, one.name, *figures)
        yield ("", unit, *_summed(SUBTOTAL, of_unit))
    yield ("", "", *_summed(TOTAL, rows))


def _summed(words: str, rows: Sequence[DepartmentRow]) -> tuple[str, ...]:
    """One line over `rows`; of amounts, rates and scores those of projects alone."""
    counted = [row.said for row in rows if not row.is_whole]
    return (
        words.format(len(rows)),
        totals.total(one.adjusted for one in counted),
        totals.total(one.executed for one in counted),
        totals.rate((one.executed, one.adjusted) for one in counted),
        totals.mean(one.score for one in counted),
        "",
        "",
        str(sum(int(row.said.explained) for row in rows)),
    )


def _row(row: int, line: tuple[str, ...]) -> Iterator[SheetCell]:
    for column, text in enumerate(line[:FIRST_FIGURE]):
        yield SheetCell(row, column, text, "text", align="left" if column else "center")
    for column, (text, role) in enumerate(zip(line[FIRST_FIGURE:], ROLES, strict=True), start=FIRST_FIGURE):
        align: Align = "right" if role == "amount" else "center"
        yield SheetCell(row, column, text, role, align=align, value=totals.number(text))


def _heads() -> Iterator[SheetCell]:
    yield from (SheetCell(0, column, text, "head") for column, text in enumerate(HEADS))


def _signatures(row: int) -> Iterator[SheetCell]:
    for label, column, span in SIGNERS:
        yield SheetCell(row, column, f"{label}：{ROOM_TO_SIGN}", "text", colspan=span, align="left")


def _notes(table: DepartmentTable) -> Iterator[PrintedLine]:
    whole = WHOLE_UNITS if any(row.is_whole for row in table.rows) else ""
    yield PrintedLine("注", f"{MEANS}{whole}{table.left_out}")
