"""送签单 as a Sheet: one line for each filing of a unit and year, and where four people sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from core.figures import printing
from core.figures.printing import DASH
from core.filing import cells
from core.filing.form import FormDefinition
from core.filing.last_year import Before
from core.filing.snapshot import ABSENT_WHEN_EMPTY, EMPTY, Cell, Snapshot
from core.paper import totals
from core.paper.printing import fund_cell
from core.paper.sheet import Band, PrintedLine, Role, Sheet, SheetCell

HEADS = (
    *("序号", "项目名称", "全年预算数\n（万元）", "全年执行数\n（万元）", "执行率", "自评得分", "等级"),
    *("较上年", "需说明\n项数"),
)
WIDTHS = (12, 66, 34, 34, 24, 24, 18, 25, 28)
TITLE = "{}绩效自评送签单"
SIGNERS = (("经办人", 0, 2), ("财务负责人", 2, 2), ("分管领导", 4, 3), ("主要负责人", 7, 2))
"""Who signs, from which column, over how many."""
ROOM_TO_SIGN = "\n\n\n\n　　　　年　　月　　日"
WHOLE_UNIT = "{}整体支出"
NOT_SCORED = "不计分"
LACKING = "送签时尚有必改项未改：{}，上列数字以改后为准。"


@dataclass(frozen=True)
class SignOffRow:
    """One filing in words. `number`: its own; `frozen`: the SHA-256 of what these were taken from.

    `must_fix`: how many 必改项 it has while it is printed; who signs it is told.
    """

    name: str
    adjusted: str
    executed: str
    rate: str
    score: str
    grade: str
    change: str
    explained: str
    number: str
    frozen: str
    must_fix: int = 0

    @property
    def lacking(self) -> str:
        """What is still to be mended in it; empty where nothing is."""
        return f"{self.name}{self.must_fix}处" if self.must_fix else ""


@dataclass(frozen=True)
class SignOff:
    """What one 送签单 says. `label`: 送签稿, or 定稿 where every filing is approved.

    `letter`: the SHA-256 of the 函 that goes with it; empty where none does.
    """

    unit_name: str
    unit_code: str
    cycle_name: str
    data_year: int
    label: str
    rows: tuple[SignOffRow, ...]
    letter: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})


def sign_off_row(
    form: FormDefinition,
    snapshot: Snapshot,
    *,
    before: Before | None,
    explained: int,
    frozen: str,
    must_fix: int = 0,
) -> SignOffRow:
    """Return one filing's line, with what it prints itself; amounts in 万元 whatever the form asks in.

    `before`: what was filed the year before; `explained`, `must_fix`: its 需说明项 and 必改项, counted.
    """
    identity = snapshot.identity
    score = snapshot.value(cells.total("score"))
    return SignOffRow(
        name=identity.project_name or WHOLE_UNIT.format(identity.unit_name),
        adjusted=_amount(form, snapshot, "adjusted"),
        executed=_amount(form, snapshot, "executed"),
        rate=_of_total(form, snapshot, "rate").typed or DASH,
        score=(snapshot.typed(cells.total("score")) or DASH) if form.indicators.scored else NOT_SCORED,
        grade=snapshot.typed(cells.total("grade")) or DASH,
        change=_change(score, before.snapshot.value(cells.total("score")) if before else None),
        explained=str(explained),
        number=identity.number,
        frozen=frozen,
        must_fix=must_fix,
    )


def sign_off_sheet(said: SignOff) -> Sheet:
    """Return the page: landscape, one row for each filing, the signatures kept together below them."""
    last = len(said.rows) + 1
    return Sheet(
        title=(TITLE.format(said.unit_name),),
        year_line=f"（{said.data_year}年度）",
        widths=WIDTHS,
        row_count=last + 1,
        cells=(*_heads(), *_rows(said.rows), *_signatures(last)),
        bands=(Band(0, last, header=0), Band(last, last + 1)),
        head=(PrintedLine("填报单位", said.unit_name), PrintedLine("自评工作", said.cycle_name)),
        foot=tuple(_notes(said.rows)),
        orientation="landscape",
    )


def _notes(rows: tuple[SignOffRow, ...]) -> Iterator[PrintedLine]:
    if lacking := [row.lacking for row in rows if row.lacking]:
        yield PrintedLine("注", LACKING.format("、".join(lacking)))


def _heads() -> Iterator[SheetCell]:
    yield from (SheetCell(0, column, text, "head") for column, text in enumerate(HEADS))


def _rows(rows: tuple[SignOffRow, ...]) -> Iterator[SheetCell]:
    for number, one in enumerate(rows, start=1):
        yield SheetCell(number, 0, str(number), "text")
        yield SheetCell(number, 1, one.name, "text", align="left")
        for column, text in enumerate((one.adjusted, one.executed), start=2):
            yield SheetCell(number, column, text, "amount", align="right", value=totals.number(text))
        rest: tuple[tuple[str, Role], ...] = (
            *((one.rate, "rate"), (one.score, "score"), (one.grade, "grade")),
            *((one.change, "text"), (one.explained, "text")),
        )
        for column, (text, role) in enumerate(rest, start=4):
            yield SheetCell(number, column, text, role, value=totals.number(text))


def _signatures(row: int) -> Iterator[SheetCell]:
    for label, column, span in SIGNERS:
        yield SheetCell(row, column, f"{label}：{ROOM_TO_SIGN}", "text", colspan=span, align="left")


def _amount(form: FormDefinition, snapshot: Snapshot, role: str) -> str:
    """As the table prints it; where that is in 元, the same amount in 万元."""
    cell = _of_total(form, snapshot, role)
    in_ten_thousands = form.funds is None or form.funds.amount_unit == "万元"
    text = cell.typed if in_ten_thousands else printing.plain(cell.value)
    return text or DASH


def _of_total(form: FormDefinition, snapshot: Snapshot, role: str) -> Cell:
    """What the total row prints in the column of `role`; nothing where the form has no such one."""
    funds = form.funds
    column = funds.column(role) if funds else None
    if funds is None or funds.total is None or column is None:
        return EMPTY
    return fund_cell(funds, funds.total, column, snapshot)


def _change(now: Decimal | None, before: Decimal | None) -> str:
    """How the score differs from the year before; “—” where one of them is not there."""
    if now is None or before is None:
        return DASH
    if now == before:
        return "持平"
    return f"{'升' if now > before else '降'}{printing.plain(abs(now - before))}分"
