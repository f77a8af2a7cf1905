"""What is printed when printing is measured: filings on the form of 源城区 2021, with texts of our own."""

from __future__ import annotations

from dataclasses import replace

from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Line, Snapshot
from tests.golden.yuancheng import yuancheng

Filing = tuple[FormDefinition, Snapshot]
CHARACTERS = 8_000
NAMES = (
    "享受资助参保的困难群众人数",
    "经基本医保报销后住院救助覆盖率",
    "救助资金在规定时限内拨付到位率",
    "每人次平均救助水平较上年变化情况",
    "困难群众看病就医的方便程度",
)
TARGETS = ("≥1700人", "100%", "30个工作日内", "不低于上年", "明显提高")
NOTES = ("", "受疫情影响，部分乡镇的入户核查推迟到第三季度，已于十二月底前完成。", "", "")
SENTENCES = (
    "本项目按照年初批复的绩效目标组织实施，资金由财政部门审核后直接支付到定点医疗机构。",
    "截至12月31日，共救助困难群众1,736人次，支出资金1,155.50万元，预算执行率为60.7%。",
    "主要问题是：部分乡镇申报材料不齐全，审核周期较长；个别指标未设定量化标准，难以衡量。",
    "下一步将完善“一站式”结算，加强部门间的信息比对，做到应救尽救、不漏一户一人。",
)
RARE_NAMES = "参与核查的有赟、喆、堃、昇四位同志，核查面积3,200㎡。"


def table_of(rows: int = 20) -> Filing:
    """A filing with `rows` indicators under all groups of the form, all columns filled in."""
    form, snapshot = yuancheng()
    groups = [leaf.key for _, leaf in form.indicators.leaves()]
    lines = tuple(
        Line(f"n{number}", groups[number * len(groups) // rows], NAMES[number % len(NAMES)])
        for number in range(rows)
    )
    cells = {ref: cell for ref, cell in snapshot.cells.items() if not ref.startswith("indicators/")}
    for number, line in enumerate(lines):
        cells |= {f"indicators/{line.key}/{column}": Cell(text) for column, text in _row(number).items()}
    return form, replace(snapshot, lines=lines, cells=cells)


def filing(rows: int = 20, characters: int = CHARACTERS, *, mark: str = "") -> Filing:
    """A filing with table and report; `mark` makes its texts its own."""
    form, snapshot = table_of(rows)
    keys = [section.key for section in form.report.sections if section.has_text]
    each = characters // len(keys)
    texts = {f"report/{key}": Cell(_text(each, mark + RARE_NAMES, number)) for number, key in enumerate(keys)}
    return form, replace(snapshot, cells={**snapshot.cells, **texts})


def _row(number: int) -> dict[str, str]:
    target = TARGETS[number % len(TARGETS)]
    columns = {"target": target, "actual": target.lstrip("≥"), "points": "3.5", "score": "3.25"}
    return columns | {"note": NOTES[number % len(NOTES)]}


def _text(characters: int, first: str, start: int) -> str:
    """Paragraphs of three sentences until `characters` are reached."""
    sentences, number = [first], start
    while sum(map(len, sentences)) < characters:
        sentences.append(SENTENCES[number % len(SENTENCES)] + ("\n" if number % 3 == 2 else ""))
        number += 1
    return "".join(sentences)
