"""修改意见单 as a Sheet: every remark that was sent on a filing, over all rounds, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.sheet import Band, PrintedLine, Sheet, SheetCell
from core.paper.wording import facts, put_in

HEADS = ("序号", "表/部位", "现填内容", "问题", "修改要求", "依据", "单位答复", "修改结果", "确认")
WIDTHS = (10, 28, 34, 40, 34, 26, 34, 34, 25)
TITLE = "{project_name}修改意见单"
UNIT_TITLE = "{unit_name}修改意见单"
NOTHING = "还没有送出的修改意见。"


@dataclass(frozen=True)
class ListedRemark:
    """One remark in words. `change`: what its place holds now; `verdict`: 确认 or 再次提出, by whom, when."""

    number: int
    place: str
    said: str
    problem: str
    wanted: str
    basis: str
    answer: str
    change: str
    verdict: str


@dataclass(frozen=True)
class RemarkList:
    """`state`: of which state of the filing."""

    state: str
    rows: tuple[ListedRemark, ...]


def remark_sheet(form: FormDefinition, snapshot: Snapshot, listed: RemarkList) -> Sheet:
    """Return the list, one row for each remark."""
    title = TITLE if snapshot.identity.project_name else UNIT_TITLE
    cells = tuple(_table(listed.rows))
    count = cells[-1].bottom
    return Sheet(
        title=(put_in(title, facts(form, snapshot)),),
        year_line=f"（{snapshot.identity.data_year}年度）",
        widths=WIDTHS,
        row_count=count,
        cells=cells,
        bands=(Band(0, count, header=0),),
        head=(PrintedLine("填报单位", snapshot.identity.unit_name), PrintedLine("办理情况", listed.state)),
        foot=(PrintedLine("合计", f"{len(listed.rows)}条"),),
        orientation="landscape",
    )


def _table(rows: tuple[ListedRemark, ...]) -> Iterator[SheetCell]:
    yield from (SheetCell(0, column, text, "head") for column, text in enumerate(HEADS))
    for number, one in enumerate(rows, start=1):
        yield from _row(number, one)
    if not rows:
        yield SheetCell(1, 0, NOTHING, "text", colspan=len(HEADS), align="left")


def _row(row: int, one: ListedRemark) -> Iterator[SheetCell]:
    yield SheetCell(row, 0, str(one.number), "text")
    texts = (one.place, one.said, one.problem, one.wanted, one.basis, one.answer, one.change, one.verdict)
    for column, text in enumerate(texts, start=1):
        yield SheetCell(row, column, text, "text", align="left")
