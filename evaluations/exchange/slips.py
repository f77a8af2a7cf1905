"""股室填报单 of one team: which rows of which filings go out, and what came back (docs/offline.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from core.filing import cells
from core.filing.cells import CellRef
from documents.imprint import Imprint
from documents.offline import Box, Entry
from documents.slips import (
    BASIS,
    MATERIALS,
    MEASURES,
    OWN_COLUMNS,
    REASON,
    REMARK,
    SLIP,
    Slip,
    SlipRow,
    SlipSheet,
    own,
)
from evaluations.dossiers.fillable import Slot
from evaluations.exchange import reading
from evaluations.exchange.boxes import Filing
from evaluations.exchange.reading import Returned

REMARK_LABEL = "完成情况说明"
SPLIT = f"\n{MEASURES}："
GUIDE = (
    "一、本表由系统生成，发给{unit}{team}填写，每个项目一张工作表。",
    "二、只填写黄色单元格。实际完成值直接填数字或文字；没有完成年度指标值的，写明未完成原因和改进措施。",
    "三、数据来源及计算写明数从哪里来、怎样算；佐证材料名称只写名称，材料另交。",
    "四、填完后保存为xlsx格式，交回经办人，由经办人导入系统。不要改文件内的工作表结构。",
)
HIDDEN = frozenset(OWN_COLUMNS.values())


@dataclass(frozen=True)
class Share:
    """The rows of one filing that a team fills in: keys of indicators, addresses of texts."""

    filing: Filing
    subject: str
    rows: frozenset[str]


@dataclass(frozen=True)
class Said:
    """数据来源及计算 and 佐证材料名称 of one row."""

    row: str
    label: str
    basis: str
    materials: str


@dataclass
class Beside:
    """What a worksheet says besides the cells of its filing. `remark`: 完成情况说明.

    `placed`: into which cell the filer had the remark written.
    """

    rows: list[Said] = field(default_factory=list)
    remark: str = ""
    placed: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Beside:
        rows = [Said(**one) for one in data.get("rows", ())]
        return cls(rows, data.get("remark", ""), data.get("placed", ""))


def assignable(filing: Filing) -> list[tuple[str, str, str]]:
    """(row, name, target or where it stands) of what may be handed to a team, in the order of the paper."""
    rows = [(line.key, line.name, _target(filing, line.key)) for line in filing.snapshot.lines]
    return rows + [(str(slot.ref), slot.label, "文字") for slot in filing.slots.values() if _is_text(slot)]


def answer_of(row: str) -> CellRef:
    """The cell that says whether a row is filled in: its 实际完成值, or the text itself."""
    return CellRef.parse(row) if "/" in row else cells.indicator(row, "actual")


def slip(unit: str, team: str, shares: Iterable[Share], made: datetime) -> Slip:
    """Return the workbook of one team as its filings stand."""
    title = f"{team}-股室填报单"
    facts = (("kind", SLIP), ("unit", unit), ("team", team), ("made", made.isoformat(timespec="seconds")))
    guide = tuple(line.format(unit=unit, team=team) for line in GUIDE)
    return Slip(Imprint(title, title, team, made), facts, guide, tuple(map(_sheet, shares)))


def sheet_facts(book: reading.Book, page: str) -> dict[str, str]:
    """Which filing a worksheet is of, as the hidden sheet says, in the names of 离线填报表."""
    facts = book.facts
    own_facts = {name: facts.get(f"{name} {page}", "") for name in ("number", "form", "subject")}
    return {**own_facts, "unit": facts.get("unit", "")}


def apart(filing: Filing, returned: Returned) -> tuple[Returned, Beside]:
    """What a worksheet says of cells, 未完成原因 and 改进措施 put together; and what it says besides."""
    by_ref = {entry.ref: entry for entry in returned.entries}
    names = {line.key: line.name for line in filing.snapshot.lines}
    kept = [entry for entry in returned.entries if not _is_own(entry.ref)]
    beside = Beside(remark=by_ref[str(REMARK)].text if str(REMARK) in by_ref else "")
    for row, name in names.items():
        said = [by_ref.get(str(own(row, heading))) for heading in (BASIS, MATERIALS)]
        texts = [entry.text if entry else "" for entry in said]
        if any(texts):
            beside.rows.append(Said(row, name, *texts))
        reason, measures = (by_ref.get(str(own(row, heading))) for heading in (REASON, MEASURES))
        if reason and measures:
            text = _together(reason.text, measures.text)
            written = _together(reason.written, measures.written)
            note = str(cells.indicator(row, "note"))
            kept.append(replace(reason, ref=note, text=text, written=written, kind="text"))
    return replace(returned, entries=kept), beside


def _is_own(ref: str) -> bool:
    return ref == str(REMARK) or ref.rpartition("/")[2] in HIDDEN


def _together(reason: str, measures: str) -> str:
    """One note of two boxes."""
    return f"{reason}{SPLIT}{measures}".strip("\n") if measures else reason


def _target(filing: Filing, row: str) -> str:
    return filing.stands(cells.indicator(row, "target"))


def _is_text(slot: Slot) -> bool:
    """Words of the table that a team may know: texts, and what became of the goals."""
    is_goal = slot.ref.section == "goals" and slot.ref.column == "actual"
    return not slot.is_locked and (slot.ref.section == "texts" or is_goal)


def _sheet(share: Share) -> SlipSheet:
    identity = share.filing.snapshot.identity
    lines = [line for line in share.filing.snapshot.lines if line.key in share.rows]
    rows = tuple(
        SlipRow(line.name, _target(share.filing, line.key), tuple(_boxes(share.filing, line.key)))
        for line in lines
    )
    remark = Entry(REMARK_LABEL, Box(REMARK, kind="long"))
    entries = (*_asked(share), remark)
    return SlipSheet(identity.number, share.filing.snapshot.form_sha256, share.subject, rows, entries)


def _boxes(filing: Filing, row: str) -> Iterator[Box]:
    """The boxes below the headings from 实际完成值 on; the note of the filing stands in two of them."""
    actual = filing.slots.get(answer_of(row))
    yield _plain(filing, actual) if actual else Box(answer_of(row), is_open=False)
    stands = filing.stands(cells.indicator(row, "note"))
    note, _, measures = f"\n{stands}".partition(SPLIT)
    yield Box(own(row, BASIS), kind="long")
    yield Box(own(row, REASON), note.removeprefix("\n"), kind="long")
    yield Box(own(row, MEASURES), measures, kind="long")
    yield Box(own(row, MATERIALS), kind="long")


def _asked(share: Share) -> Iterator[Entry]:
    """What the rules of the rows ask besides, and the texts."""
    for slot in share.filing.slots.values():
        if (slot.ref.asks and slot.ref.row in share.rows) or str(slot.ref) in share.rows:
            yield Entry(slot.label, _plain(share.filing, slot))


def _plain(filing: Filing, slot: Slot) -> Box:
    """The box of a cell without a formula: what that would add up stands on no slip."""
    return replace(filing.box(slot), formula="", is_open=not slot.is_locked)
