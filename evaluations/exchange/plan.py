"""离线填报表 of one filing: which worksheets, which boxes, what is said beside them (docs/offline.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.paper.table import table
from documents.imprint import Imprint
from documents.offline import Box, Entry, EntrySheet, Offline, SelfCheck
from evaluations.dossiers.fillable import Slot
from evaluations.exchange.boxes import Filing, elsewhere, hint
from evaluations.exchange.formulas import is_filled, name, quoted

MORE, REPORT = "其他填报内容", "自评报告"
GUIDE = (
    "一、本表由系统生成，对应编号{number}的自评任务，只能导回这一任务，不能用于其他项目、其他单位或其他年度。",
    "二、只填写黄色单元格；绿色单元格按公式自动计算，其中资金合计没有分项的可以直接填写。其他单元格已锁定，修改无效。",
    "三、金额单位、分值等以表内标注为准；数字直接填写，不写单位；没有的填0，不适用的填“—”。",
    "四、“其他填报内容”是自评表上不打印、但计分或校验需要的内容，请一并填写。",
    "五、本年度不考核的指标，在“其他填报内容”该指标的“不适用”选“是”，并写明原因。",
    "六、填完后看“报送前自查”，“未填”的请补填。保存为xlsx格式，不要改文件内的工作表结构。",
    "七、导回：登录系统，打开“离线填报”，选择本文件（可一次选择多个）。系统先列出改动和冲突，确认后才写入。",
    "八、写入后仍需在系统中校验并报送；截止日期{due}。",
)


@dataclass(frozen=True)
class Task:
    """What a workbook says of the task that it belongs to. `subject`: project, or unit and 整体支出."""

    subject: str
    due_on: date
    revision: int
    made_at: datetime


def plan(filing: Filing, task: Task) -> Offline:
    """Return the workbook of a filing as it stands."""
    form = filing.form
    sheet = table(form, filing.snapshot) if form.has_table else None
    printed = {cell.ref: cell.text for cell in sheet.cells if cell.ref} if sheet else {}
    boxes = {ref: filing.box(filing.slots[ref], text) for ref, text in printed.items() if ref in filing.slots}
    rest = elsewhere(filing.slots.values(), boxes)
    report = [slot for slot in rest if slot.ref.section == "report"]
    more = [slot for slot in rest if slot.ref.section != "report"]
    sheets = tuple(
        EntrySheet(title, tuple(Entry(slot.label, filing.box(slot), hint(slot)) for slot in slots))
        for title, slots in ((MORE, more), (REPORT, report))
        if slots
    )
    entries = {entry.box.ref: entry.box for entries in sheets for entry in entries.entries}
    return Offline(
        imprint=_imprint(filing, task),
        facts=facts(filing, task),
        guide=tuple(_guide(filing, task)),
        table=sheet,
        boxes=boxes,
        entries=sheets,
        checks=tuple(_checks(filing, boxes | entries)),
    )


def facts(filing: Filing, task: Task) -> tuple[tuple[str, str], ...]:
    """Which filing a workbook is of, for the hidden sheet."""
    identity = filing.snapshot.identity
    return (
        ("number", identity.number),
        ("year", str(identity.data_year)),
        ("unit", identity.unit_name),
        ("subject", task.subject),
        ("form", filing.snapshot.form_sha256),
        ("revision", str(task.revision)),
        ("made", task.made_at.isoformat(timespec="seconds")),
    )


def day(date: date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _imprint(filing: Filing, task: Task) -> Imprint:
    number = filing.snapshot.identity.number
    title = f"{task.subject}-离线填报表"
    return Imprint(f"离线填报表　编号：{number}", title, number, task.made_at)


def _guide(filing: Filing, task: Task) -> Iterator[str]:
    identity = filing.snapshot.identity
    yield f"自评任务：{task.subject}"
    yield f"填报单位：{identity.unit_name}　　数据年度：{identity.data_year}年　　表样：{filing.form.name}"
    words = {"number": identity.number, "due": day(task.due_on)}
    yield from (line.format(**words) for line in GUIDE)


def _checks(filing: Filing, boxes: dict[CellRef, Box]) -> Iterator[SelfCheck]:
    """Sums first, then every cell that is filled in, in the order of the paper."""
    yield from _sums(filing, boxes)
    nothing = replace(filing.snapshot, cells={})
    required = set(compute(filing.form, nothing).missing)
    for ref, slot in filing.slots.items():
        box = boxes.get(ref)
        if box and (box.is_open or box.formula):
            yield SelfCheck(ref, slot.label, _state(slot, is_required=ref in required, boxes=boxes))


def _sums(filing: Filing, boxes: dict[CellRef, Box]) -> Iterator[SelfCheck]:
    funds = filing.form.funds
    for total in funds.totals if funds else ():
        for column in funds.columns if funds else ():
            ref = cells.fund(total.key, column.key)
            parts = [cells.fund(part.key, column.key) for part in funds.parts(total)] if funds else []
            if column.is_amount and not column.only_total and ref in boxes and parts:
                whole, added = name(ref), f"SUM({','.join(map(name, parts))})"
                counted = f"COUNT({','.join(map(name, parts))})"
                equal = f'IF(ABS({whole}-{added})<0.0000005,"相符","与分项合计不符")'
                formula = f'IF(OR(COUNT({whole})=0,{counted}=0),"选填",{equal})'
                yield SelfCheck(ref, f"{total.label} {column.label} 与分项合计", formula)


def _state(slot: Slot, *, is_required: bool, boxes: dict[CellRef, Box]) -> str:
    """What may be wrong with one cell, in words."""
    here = name(slot.ref)
    state = quoted("已填")
    if slot.kind in ("number", "rate"):
        marks = ",".join(f"TRIM({here})={quoted(mark)}" for mark in ("-", "—", "——", "/", "*"))
        state = f'IF(OR(COUNT({here})=1,{marks}),"已填","不是数字")'
    elif slot.kind == "text":
        state = f'IF(LEN({here})>{slot.limit},"超过{slot.limit}字","已填")'
    empty = quoted("未填" if is_required else "选填")
    state = f"IF({is_filled(slot.ref)},{state},{empty})"
    away = cells.indicator(slot.ref.row, "not_applicable") if slot.ref.section == "indicators" else None
    if away in boxes and slot.ref.column not in ("note", "not_applicable") and away is not None:
        state = f'IF({name(away)}="是","不适用",{state})'
    return state
