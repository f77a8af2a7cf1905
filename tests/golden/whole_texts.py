"""The full texts of the five filings, cut at the headings of their forms: a report as it would be filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.filing import canonical, cells
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Identity, Snapshot
from tests.golden import cases
from tests.golden.cases import GOLDEN, Case
from tests.golden.yuancheng import catalogue_form

NUMBERING = frozenset("一二三四五六七八九十0123456789（）()、.．* \t\u3000")
MARKS = "。：:* 　\n\t（可用表格形式反映）"


def text_of(name: str) -> str:
    return (GOLDEN / "texts" / f"{name}.txt").read_text(encoding="utf-8")


def sections_of(form: FormDefinition, text: str) -> dict[str, str]:
    """What stands under each heading, in their order; a heading that is not there has no text."""
    starts, at = list[tuple[str, int, int]](), 0
    for section in form.report.sections:
        found = _heading(text, section.heading, at)
        if found >= 0:
            at = found + len(section.heading)
            starts.append((section.key, found, at))
    ends = [_line(text, start) for _, start, _ in starts[1:]] + [len(text)]
    filled = {section.key for section in form.report.sections if section.has_text}
    return {
        key: text[start:end].lstrip(MARKS).rstrip()
        for (key, _, start), end in zip(starts, ends, strict=True)
        if key in filled
    }


def with_texts(filing: tuple[FormDefinition, Snapshot], texts: Mapping[str, str]) -> Snapshot:
    """The filing with these sections of its report, and no other."""
    _, snapshot = filing
    kept = {ref: cell for ref, cell in snapshot.cells.items() if not ref.startswith("report/")}
    told = {str(cells.report(key)): Cell(text) for key, text in texts.items() if text}
    return replace(snapshot, cells=kept | told)


def whole(case: Case, name: str, begins: str, ends: str) -> tuple[FormDefinition, Snapshot]:
    """A case with the text between two of its lines as the report."""
    text = text_of(name).partition(begins)[2].partition(ends)[0]
    form, snapshot = case.snapshot()
    return form, with_texts((form, snapshot), sections_of(form, f"\n{text}"))


def project_of_panzhihua(title: str, name: str, code: str) -> tuple[FormDefinition, Snapshot]:
    """One of the five project reports that stand in 攀枝花's text, by the title in its brackets."""
    form = catalogue_form("panzhihua-project-2022")
    text = (
        text_of("panzhihua-2022")
        .partition(f"项目绩效自评报告\n（{title}")[2]
        .partition("项目绩效自评报告\n")[0]
    )
    unit = "攀枝花市西区医疗保障局"
    identity = Identity(f"2022-301-{code}", 2022, 2023, "301", unit, unit, code, name)
    empty = Snapshot(identity, canonical.sha256(canonical.form_to_json(form)), goals=1, lines=())
    return form, with_texts((form, empty), sections_of(form, text))


def _heading(text: str, heading: str, at: int) -> int:
    """Where a heading stands behind nothing but its number."""
    found = text.find(heading, at)
    while found >= 0 and not NUMBERING.issuperset(text[_line(text, found) : found]):
        found = text.find(heading, found + 1)
    return found


def _line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


PANZHIHUA_PROJECTS = {
    "resident-insurance": (
        "城乡居民医保区级财政补助及参保扩面补助资金",
        "城乡居民医保区级财政补助及参保扩面补助资金",
    ),
    "fund-supervision": ("医保基金监管专项经费", "定点医药机构医保基金监管工作经费"),
    "medical-aid": ("城乡医疗救助及彩票公益金", "城乡医疗救助及彩票公益金"),
    "capacity": ("医疗服务与保障能力提升中央财政补助资金", "医疗服务与保障能力提升中央财政补助资金"),
    "veterans": ("离休干部、二残", "离休干部、二残、特殊对象补助经费和建国初期参加革命退休干部医疗补助经费"),
}
"""Title of the report, and the name of the project in 部门决算."""


def all_filed() -> dict[str, tuple[FormDefinition, Snapshot]]:
    """Each of the filings with the whole of its text."""
    found = {
        "yuancheng": cases.YUANCHENG.snapshot(),
        "heshan": whole(cases.HESHAN, "heshan-2021", "具体情况如下：", "附件：2021年度"),
        "pingan": whole(cases.PINGAN, "pingan-2024", "情况报告如下：", "\n附件\n"),
        "jiayuguan": whole(cases.OVERALL, "jiayuguan-2021", "汇报如下：", "附件1. 2021年"),
        "panzhihua": cases.PANZHIHUA.snapshot(),
    }
    for code, (title, name) in PANZHIHUA_PROJECTS.items():
        found[code] = project_of_panzhihua(title, name, code)
    return found
