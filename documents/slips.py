"""股室填报单 before it is drawn: what one team of a unit fills in, each project on its own worksheet."""

from __future__ import annotations

from dataclasses import dataclass

from core.filing import cells
from core.filing.cells import CellRef
from documents.imprint import Imprint
from documents.offline import Box, Entry

SLIP = "slip"
"""What the hidden sheet says of the kind of workbook; the one of a single filing says nothing."""
ACTUAL, BASIS, REASON, MEASURES, MATERIALS = (
    "实际完成值",
    "数据来源及计算",
    "未完成原因",
    "改进措施",
    "佐证材料名称",
)
HEADINGS = ("指标", "年度指标值", ACTUAL, BASIS, REASON, MEASURES, MATERIALS)
REMARK = cells.header("slip_remark")
"""完成情况说明 of a worksheet; no cell of the filing."""
OWN_COLUMNS = {
    BASIS: "slip_basis",
    REASON: "slip_reason",
    MEASURES: "slip_measures",
    MATERIALS: "slip_materials",
}
"""What a row of a slip holds besides the cells of the filing."""


def own(row: str, heading: str) -> CellRef:
    """The address of what a row holds besides."""
    return cells.indicator(row, OWN_COLUMNS[heading])


@dataclass(frozen=True)
class SlipRow:
    """One indicator: name and target are locked; `boxes` stand below the other headings."""

    name: str
    target: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class SlipSheet:
    """One project. `facts` of the filing; `entries`: what is asked below the rows, 完成情况说明 last."""

    number: str
    form: str
    subject: str
    rows: tuple[SlipRow, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Slip:
    """`facts`: whose slip it is, in names and texts of the hidden sheet."""

    imprint: Imprint
    facts: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    sheets: tuple[SlipSheet, ...]
