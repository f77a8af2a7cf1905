"""What a place asks for, as data: the released definition of one form (D5), checked once, then immutable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from core.scoring.later import later
from core.scoring.measures import Measure
from core.scoring.parameters import Grading, NotApplicable, Rounding, Rule, Tiers

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_\-]{1,60}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Points = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=4)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeaderField(Frozen):
    """A line of text that the filer types: 填报人, 联系电话, 填报日期."""

    key: Key
    label: Label
    required: bool = True
    max_length: int = 100
    kind: Literal["text", "date"] = "text"


class PrintedField(Frozen):
    """A label and what stands behind it: a name of Identity, a header key, or a place to sign or to seal."""

    label: Label
    shows: Literal["project_name", "unit_name", "department_name", "header", "signature", "seal"]
    key: str = ""


class FundRow(Frozen):
    key: Key
    label: Label
    role: Literal["total", "part"]


class FundColumn(Frozen):
    """`decimals`: how amounts and scores print; None prints what was typed (“1155.5”, “228.50”, “-”)."""

    key: Key
    label: Label
    role: Literal["initial", "adjusted", "executed", "carried_over", "allocated", "rate", "points", "score"]
    decimals: int | None = None
    allow_negative: bool = False
    only_total: bool = False

    @property
    def is_amount(self) -> bool:
        return self.role not in ("rate", "points", "score")


class Funds(Frozen):
    """项目资金. Rate = executed ÷ adjusted of the same row; points and score stand on the total row alone.

    `execution_rounding`: of the execution score, where it is not that of the indicators (重庆: two decimals).
    """

    label: Label
    rows: tuple[FundRow, ...]
    columns: tuple[FundColumn, ...]
    amount_unit: Literal["万元"] = "万元"
    execution_points: Points | None = None
    execution_rule: Rule | None = None
    rate_decimals: int = 1
    execution_rounding: Rounding | None = later(None)

    @property
    def total(self) -> FundRow | None:
        return next((row for row in self.rows if row.role == "total"), None)

    @property
    def parts(self) -> tuple[FundRow, ...]:
        return tuple(row for row in self.rows if row.role == "part")

    def column(self, role: str) -> FundColumn | None:
        return next((column for column in self.columns if column.role == role), None)


class Goals(Frozen):
    """年度总体目标: expected comes from the project's ApprovedTarget, actual is typed."""

    label: Label = "年度总体目标"
    expected: Label = "预期目标"
    actual: Label = "实际完成情况"
    max_length: int = 2000


class FixedRow(Frozen):
    """A third-level indicator that the form itself prescribes (赫山's 27 rows).

    `measure`: how its 实际完成值 is worked out; None: it is typed.
    """

    key: Key
    name: Label
    target: Annotated[str, StringConstraints(max_length=300)] = ""
    points: Points | None = None
    rule: Rule | None = None
    measure: Measure | None = later(None)
    definition: str = ""
    scoring_note: str = ""


class Group(Frozen):
    """A first- or second-level indicator with its points (None: not printed, not checked)."""

    key: Key
    name: Label
    points: Points | None = None
    children: tuple[Group, ...] = ()
    rows: tuple[FixedRow, ...] = ()
    max_rows: int = 30

    @property
    def leaves(self) -> tuple[Group, ...]:
        """The groups that carry rows: the children, or the group itself where it has none."""
        return self.children or (self,)


class DefaultRules(Frozen):
    """The rule of a row by the sign of its target; `words` where a numeric target meets words (D8)."""

    at_least: Rule
    at_most: Rule
    equal: Rule
    qualitative: Rule
    words: Tiers


class RowRule(Frozen):
    """A rule that an approved row may be given instead of the default one, and what it is called there."""

    name: Label
    rule: Rule


class IndicatorLabels(Frozen):
    level1: str = "一级指标"
    level2: str = "二级指标"
    level3: str = "三级指标"
    target: str = "年度指标值"
    actual: str = "实际完成值"
    points: str = "分值"
    score: str = "得分"
    note: str = "偏差原因分析及改进措施"


Policy = Literal["locked", "explain", "open"]


class Indicators(Frozen):
    """绩效指标. `level3`: rows of the form (fixed) or of the project's ApprovedTarget (per_project).

    `row_rules`: what a row of an ApprovedTarget may choose from; else it is scored by `rules`.
    """

    label: Label = "绩效指标"
    labels: IndicatorLabels = IndicatorLabels()
    level3: Literal["fixed", "per_project"]
    groups: tuple[Group, ...]
    scored: bool = True
    group_label: str = "{name}（{points}分）"
    row_label: str = "{name}"
    target_policy: Policy = "locked"
    points_policy: Policy = "locked"
    self_score: Literal["free_with_reason", "as_computed"] = "free_with_reason"
    rules: DefaultRules
    rounding: Rounding = Rounding()
    not_applicable: NotApplicable = "as_printed"
    note_max_length: int = 500
    row_rules: tuple[RowRule, ...] = later(())

    @cached_property
    def fixed_rows(self) -> Mapping[str, FixedRow]:
        """The rows that the form itself prescribes, by their keys."""
        return {row.key: row for _, leaf in self.leaves() for row in leaf.rows}

    def leaves(self) -> Iterator[tuple[Group, Group]]:
        """Every (first level, carrying group) in the order of the paper."""
        for group in self.groups:
            for leaf in group.leaves:
                yield group, leaf


class Section(Frozen):
    """One heading of the report, `level` 1 to 3, with or without text. Its number (一、（一）1.) is ours."""

    key: Key
    heading: Label
    level: Literal[1, 2, 3] = 1
    has_text: bool = True
    required: bool = True
    max_length: int = 5000
    guidance: str = ""


class ReportOutline(Frozen):
    """自评报告. Titles take {place} {data_year} {work_year} {project_name} {unit_name}; line breaks stay."""

    cover_title: Label
    title: Label
    cover: tuple[PrintedField, ...]
    sections: tuple[Section, ...]
    attachment: str = ""


class Paper(Frozen):
    """What the table prints around its cells. Templates as in ReportOutline."""

    title: Label
    year_line: str = "（{data_year}年度）"
    head: tuple[PrintedField, ...] = ()
    header: tuple[PrintedField, ...]
    foot: tuple[PrintedField, ...] = ()
    total_label: str = "总分"


class CheckSetting(Frozen):
    """How this place takes one check (C02 …): its severity, and how far values may differ."""

    severity: Literal["must_fix", "must_explain", "hint", "off"] | None = None
    tolerance: Decimal | None = None


class FormDefinition(Frozen):
    """One released form. `source`: the decree, notice or filing that it follows."""

    schema_version: Literal[1] = 1
    code: Key
    name: Label
    scope: Literal["project", "department", "transfer"]
    place: Label
    year: int
    version: int = 1
    source: Label
    paper: Paper
    header: tuple[HeaderField, ...]
    funds: Funds | None
    goals: Goals | None
    indicators: Indicators
    total_points: Points | None = Decimal(100)
    grading: Grading | None = None
    report: ReportOutline | None = None
    checks: Mapping[str, CheckSetting] = {}
    accepted_deviations: Mapping[str, str] = {}

    @property
    def execution_rounding(self) -> Rounding:
        """How the execution score is rounded: in its own way, or like every score of the form."""
        own = self.funds.execution_rounding if self.funds else None
        return own or self.indicators.rounding
