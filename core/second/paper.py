"""复核底稿 as a Sheet: each row as filed and as found, why they differ, and how the filing was drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.filing import canonical
from core.filing.snapshot import ABSENT_WHEN_EMPTY
from core.paper import totals
from core.paper.sheet import Band, PrintedLine, Sheet, SheetCell
from core.second.scores import DIFFERING

HEADS = (
    *("序号", "一级指标", "二级指标", "三级指标", "指标值", "分值", "自评\n完成值", "自评\n得分"),
    *("复核\n完成值", "复核\n得分", "完成\n比例", "原因", "备注", "佐证"),
)
WIDTHS = (9, 17, 17, 28, 19, 12, 20, 13, 20, 13, 17, 22, 44, 14)
NUMBERS = {5: "points", 7: "score", 9: "score", 10: "rate"}
TITLE = "{}绩效自评复核底稿"
TOTAL = "合计"
ENDS = "。；;.！!"
RESULT = "自评{}分{}，复核{}分{}，偏离度{}（偏离度＝（自评得分－复核得分）÷自评得分）"


@dataclass(frozen=True)
class PaperRow:
    """One row in words. `evidence`: 已核对 and how many files there are."""

    first: str
    second: str
    name: str
    target: str
    points: str
    filed_actual: str
    filed_score: str
    actual: str
    score: str
    ratio: str
    reason: str
    remark: str
    evidence: str


@dataclass(frozen=True)
class WorkingPaper:
    """What one 底稿 says. `drawn`: how it came into the sample; `frozen`: the SHA-256 of what was filed.

    `filed_by_rows`: what the rows as filed make, where 自评得分 is another one; `total_remark`: why.
    """

    name: str
    unit_name: str
    unit_code: str
    number: str
    cycle_name: str
    data_year: int
    drawn: str
    reviewer: str
    finished_on: str
    frozen: str
    filed: str
    filed_grade: str
    total: str
    grade: str
    deviation: str
    rows: tuple[PaperRow, ...]
    filed_by_rows: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})
    total_remark: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})


def to_text(said: WorkingPaper) -> str:
    """Return the canonical JSON."""
    return canonical.text_of(said)


def from_text(text: str) -> WorkingPaper:
    """Read what `to_text` wrote."""
    body = json.loads(text)
    return WorkingPaper(**{**body, "rows": tuple(PaperRow(**row) for row in body["rows"])})


def working_sheet(said: WorkingPaper) -> Sheet:
    """Return the page: landscape, a line for each row, the total below them."""
    last = len(said.rows) + 1
    return Sheet(
        title=(TITLE.format(said.name),),
        year_line=f"（{said.data_year}年度）",
        widths=WIDTHS,
        row_count=last + 1,
        cells=(*_heads(), *_rows(said.rows), *_total(last, said)),
        bands=(Band(0, last + 1, header=0),),
        head=(PrintedLine("填报单位", said.unit_name), PrintedLine("编号", said.number)),
        foot=(
            PrintedLine("复核结果", result_of(said), "note"),
            *(PrintedLine("自评得分", text, "note") for text in differing(said)),
            PrintedLine("抽取", said.drawn, "note"),
            PrintedLine("依据的报送内容", said.frozen, "note"),
            PrintedLine("完成复核", f"{said.reviewer}，{said.finished_on}"),
            PrintedLine("复核人签字", place="signature"),
        ),
        orientation="landscape",
    )


def result_of(said: WorkingPaper) -> str:
    """Both scores with their grades, and how far they are apart."""
    filed, found = (f"（{grade}）" if grade else "" for grade in (said.filed_grade, said.grade))
    return RESULT.format(said.filed, filed, said.total, found, said.deviation)


def differing(said: WorkingPaper) -> tuple[str, ...]:
    """Why 自评得分 is another one than its rows make; nothing where it is theirs."""
    if not said.filed_by_rows:
        return ()
    return (f"{DIFFERING.format(said.filed, said.filed_by_rows)}{said.total_remark.rstrip(ENDS)}。",)


def _heads() -> Iterator[SheetCell]:
    yield from (SheetCell(0, column, text, "head") for column, text in enumerate(HEADS))


def _rows(rows: tuple[PaperRow, ...]) -> Iterator[SheetCell]:
    for number, row in enumerate(rows, start=1):
        texts = (str(number), *(getattr(row, name) for name in PaperRow.__dataclass_fields__))
        for column, text in enumerate(texts):
            role = NUMBERS.get(column, "text")
            value = totals.number(text) if column in NUMBERS else None
            align = "left" if column in (3, 12) else "center"
            yield SheetCell(number, column, text, role, align=align, value=value)  # type: ignore[arg-type]


def _total(row: int, said: WorkingPaper) -> Iterator[SheetCell]:
    yield SheetCell(row, 0, TOTAL, "label", colspan=7)
    filed = said.filed_by_rows or said.filed
    yield SheetCell(row, 7, filed, "score", value=totals.number(filed))
    yield SheetCell(row, 8, "", "text")
    yield SheetCell(row, 9, said.total, "score", value=totals.number(said.total))
    yield SheetCell(row, 10, f"偏离度{said.deviation}", "text", colspan=4)
