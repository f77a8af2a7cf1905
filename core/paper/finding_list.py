"""校验结果单 as a Sheet: what the machine's checks found, where, and what was answered by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.paper.sheet import Band, PrintedLine, Role, Sheet, SheetCell
from core.paper.wording import facts, put_in

HEADS = ("序号", "类别", "栏目", "填列内容", "应填内容", "问题", "说明", "说明人和时间")
WIDTHS = (12, 20, 40, 30, 30, 73, 34, 26)
TITLE = "{project_name}校验结果单"
UNIT_TITLE = "{unit_name}校验结果单"
NOTHING = "校验未发现问题。"
REASON = "带问题报送的理由"
LABEL_COLUMNS = 2


@dataclass(frozen=True)
class Listed:
    """One finding in words; `answered`: who answered it and when."""

    kind: str
    place: str
    found: str
    expected: str
    message: str
    answer: str
    answered: str


@dataclass(frozen=True)
class FindingList:
    """`state`: of which state of the filing. `reason`: why it was filed with what must be mended."""

    state: str
    reason: str
    rows: tuple[Listed, ...]


def finding_sheet(form: FormDefinition, snapshot: Snapshot, listed: FindingList) -> Sheet:
    """Return the list, one row for each finding, the reason for 带问题报送 above them."""
    title = TITLE if snapshot.identity.project_name else UNIT_TITLE
    cells = (*_reason(listed.reason), *_table(listed.rows, first=int(bool(listed.reason))))
    count = cells[-1].bottom
    return Sheet(
        title=(put_in(title, facts(form, snapshot)),),
        year_line=f"（{snapshot.identity.data_year}年度）",
        widths=WIDTHS,
        row_count=count,
        cells=cells,
        bands=(Band(0, count, header=int(bool(listed.reason))),),
        head=(PrintedLine("填报单位", snapshot.identity.unit_name), PrintedLine("校验内容", listed.state)),
        foot=(PrintedLine("合计", f"{len(listed.rows)}处"),),
        orientation="landscape",
    )


def _reason(reason: str) -> Iterator[SheetCell]:
    if reason:
        rest = len(HEADS) - LABEL_COLUMNS
        yield SheetCell(0, 0, REASON, "label", colspan=LABEL_COLUMNS)
        yield SheetCell(0, LABEL_COLUMNS, reason, "text", colspan=rest, align="left")


def _table(rows: Sequence[Listed], *, first: int) -> Iterator[SheetCell]:
    yield from (SheetCell(first, column, text, "head") for column, text in enumerate(HEADS))
    for number, row in enumerate(rows, start=1):
        yield from _row(first + number, str(number), row)
    if not rows:
        yield SheetCell(first + 1, 0, NOTHING, "text", colspan=len(HEADS), align="left")


def _row(row: int, number: str, one: Listed) -> Iterator[SheetCell]:
    role: Role = "text"
    texts = (one.place, one.found, one.expected, one.message, one.answer, one.answered)
    yield SheetCell(row, 0, number, role)
    yield SheetCell(row, 1, one.kind, role)
    for column, text in enumerate(texts, start=2):
        yield SheetCell(row, column, text, role, align="left")
