"""What a form prints around its cells: the head and foot of the table, the outline of the report."""

from __future__ import annotations

from typing import Literal

from core.filing.texts import Frozen, Key, Label
from core.scoring.later import later


class PrintedField(Frozen):
    """A label and what stands behind it: a name of Identity, a header key, or a place to sign or to seal."""

    label: Label
    shows: Literal["project_name", "unit_name", "unit_code", "department_name", "header", "signature", "seal"]
    key: str = ""


SectionRole = Literal["background", "results"]
RESULTS = (
    *("完成", "效益", "效果", "成效", "执行", "使用", "绩效情况", "履职", "结果", "结论", "产出", "满意度"),
    *("问题", "原因", "措施", "整改", "改进", "建议", "分析"),
)
"""Words of headings under which this year's doing is told, for sections that do not say their role."""


class Section(Frozen):
    """One heading of the report, with or without text. Its number (一、（一）1.（1）) is ours.

    `role`: of what it tells, what this filing alone can say (results, problems, measures) or what may be the
    same in other filings and years. Forms that were released without it go by the words of their headings.
    """

    key: Key
    heading: Label
    level: Literal[1, 2, 3, 4] = 1
    has_text: bool = True
    required: bool = True
    max_length: int = 5000
    guidance: str = ""
    numbered: bool = later(True)
    role: SectionRole | None = later(None)

    @property
    def tells_results(self) -> bool:
        """Whether what stands here is of this filing and year alone."""
        return self.role == "results" if self.role else any(word in self.heading for word in RESULTS)


class ReportOutline(Frozen):
    """自评报告. Titles take {place} {data_year} {work_year} {project_name} {unit_name}; line breaks stay.

    Without a `cover_title` there is no cover. `attachment`: 附件, one a line. `addressee`: whom it is sent to
    (市财政局). `closing`: what stands under it, to the right, without labels (单位, 日期).
    """

    cover_title: str = ""
    title: Label
    cover: tuple[PrintedField, ...] = ()
    sections: tuple[Section, ...]
    attachment: str = ""
    addressee: str = later("")
    closing: tuple[PrintedField, ...] = later(())


class Paper(Frozen):
    """What the table prints around its cells. Templates as in ReportOutline.

    `total`: the cells of its last row; without any it has none (赫山). `workings`: 计算过程 is printed as an
    appendix of every table (core.paper.workings); else who prints may ask for it.
    """

    title: Label
    year_line: str = "（{data_year}年度）"
    head: tuple[PrintedField, ...] = ()
    header: tuple[PrintedField, ...]
    foot: tuple[PrintedField, ...] = ()
    total_label: str = "总分"
    total: tuple[Literal["points", "score", "grade"], ...] = later(("points", "score", "grade"))
    workings: bool = later(False)
