"""What a place asks for, as data: the released definition of one form (D5), checked once, then immutable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.explanations import Explanations
from core.filing.outline import Paper as Paper
from core.filing.outline import PrintedField as PrintedField
from core.filing.outline import ReportOutline as ReportOutline
from core.filing.outline import Section as Section
from core.filing.texts import Frozen, Goals, Key, Label, Points, TextBlock
from core.scoring.aggregation import Aggregation
from core.scoring.caps import TotalCap
from core.scoring.later import later
from core.scoring.measures import Measure
from core.scoring.parameters import Grading, Manual, NotApplicable, Rounding, Rule, Tier, Tiers
from core.scoring.sharing import Sharing


class HeaderField(Frozen):
    """A line of text that the filer types: 填报人, 联系电话, 填报日期."""

    key: Key
    label: Label
    required: bool = True
    max_length: int = 100
    kind: Literal["text", "date"] = "text"


class FundRow(Frozen):
    """`block`: the label that rows of one block share (收入构成); each block adds up to its own total row.

    A `memo` row (其中：直达资金) is part of what another row says and is not added up.
    """

    key: Key
    label: Label
    role: Literal["total", "part", "memo"]
    block: str = later("")


class FundColumn(Frozen):
    """`decimals`: how amounts and scores print; None prints what was typed (“1155.5”, “228.50”, “-”).

    `heading`: printed over neighbours that share it (项目投资数 over 上年结转 and 当年安排, seed 003).
    """

    key: Key
    label: Label
    role: Literal["initial", "adjusted", "executed", "carried_over", "allocated", "rate", "points", "score"]
    decimals: int | None = None
    allow_negative: bool = False
    only_total: bool = False
    heading: str = later("")

    @property
    def is_amount(self) -> bool:
        return self.role not in ("rate", "points", "score")


AmountUnit = Literal["万元", "元"]


class Funds(Frozen):
    """项目资金. Rate = executed ÷ adjusted of the same row; points and score stand on the total row alone.

    `amount_unit`: in which amounts are typed and printed; they are kept in 万元 (core.filing.amounts).
    `execution_rounding`: of the execution score, where it is not that of the indicators (重庆: two decimals).
    """

    label: Label
    rows: tuple[FundRow, ...]
    columns: tuple[FundColumn, ...]
    amount_unit: AmountUnit = "万元"
    execution_points: Points | None = None
    execution_rule: Rule | None = None
    rate_decimals: int = 1
    execution_rounding: Rounding | None = later(None)

    @property
    def total(self) -> FundRow | None:
        """The row whose rate is the execution rate: the first total."""
        return next(iter(self.totals), None)

    @property
    def totals(self) -> tuple[FundRow, ...]:
        return tuple(row for row in self.rows if row.role == "total")

    def parts(self, total: FundRow) -> tuple[FundRow, ...]:
        """The rows that add up to `total`: the parts of its block."""
        return tuple(row for row in self.rows if row.role == "part" and row.block == total.block)

    def column(self, role: str) -> FundColumn | None:
        return next((column for column in self.columns if column.role == role), None)


class FixedRow(Frozen):
    """A third-level indicator that the form itself prescribes (赫山's 27 rows).

    `measure`: how its 实际完成值 is worked out; None: it is typed. `aggregation`: as in Group.
    """

    key: Key
    name: Label
    target: Annotated[str, StringConstraints(max_length=300)] = ""
    points: Points | None = None
    rule: Rule | None = None
    measure: Measure | None = later(None)
    aggregation: Aggregation | None = later(None)
    definition: str = ""
    scoring_note: str = ""


class Group(Frozen):
    """A first- or second-level indicator with its points (None: not printed, not checked).

    `shares_score`: its rows have one score together (R27), which stands in the first that applies; how it
    comes from theirs. `aggregation`: how the figures of several implementing units become one (R26); None: as
    their kind asks (`core.scoring.aggregation.usual`).
    """

    key: Key
    name: Label
    points: Points | None = None
    children: tuple[Group, ...] = ()
    rows: tuple[FixedRow, ...] = ()
    max_rows: int = 30
    shares_score: Sharing | None = later(None)
    aggregation: Aggregation | None = later(None)

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
    """A rule that an approved row may be given instead of the default one, and what it is called there.

    `measure`: how the 实际完成值 of such a row is worked out; None: it is typed.
    """

    name: Label
    rule: Rule
    measure: Measure | None = later(None)


class IndicatorLabels(Frozen):
    level1: str = "一级指标"
    level2: str = "二级指标"
    level3: str = "三级指标"
    target: str = "年度指标值"
    actual: str = "实际完成值"
    points: str = "分值"
    score: str = "得分"
    note: str = "偏差原因分析及改进措施"
    definition: str = later("指标解释")
    scoring_note: str = later("指标说明")
    target_sign: str = later("指标性质")
    target_unit: str = later("度量单位")


COLUMNS = ("level1", "level2", "level3", "target", "actual", "points", "score", "note")
"""The columns of 财预〔2020〕10号, left to right."""
TARGET_PARTS = ("target_sign", "target_unit")
"""Columns that print a part of the target, which then does not stand in its own column too."""
KNOWN_COLUMNS = frozenset({*COLUMNS, *TARGET_PARTS, "definition", "scoring_note"})
CELL_COLUMNS = KNOWN_COLUMNS | {"score_reason", "not_applicable", "evidence"}


class MoreColumn(Frozen):
    """A further column of words in every row: 度量单位, 是否核心指标.

    `is_answer`: it prints what the rule of the row asks by this key, where it is typed (重庆: 得分系数, R28).
    """

    key: Key
    label: Label
    required: bool = False
    max_length: int = 100
    is_answer: bool = later(False)


Policy = Literal["locked", "explain", "open"]


class Indicators(Frozen):
    """绩效指标. `level3`: rows of the form (fixed) or of the project's ApprovedTarget (per_project).

    `label` stands beside them; a table of indicators alone may do without (赫山). `row_rules`: what a row of
    an ApprovedTarget may choose from; else it is scored by `rules`.

    `columns`: what is asked and printed, left to right: names of IndicatorLabels and keys of `more`. Without
    level1 and level2 the rows stand in one list (重庆). `unprinted`: what is asked on the page alone (赫山's
    rates, of which only the score is printed).
    """

    label: str = "绩效指标"
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
    columns: tuple[str, ...] = later(COLUMNS)
    more: tuple[MoreColumn, ...] = later(())
    unprinted: tuple[Literal["target", "actual"], ...] = later(())
    row_rules: tuple[RowRule, ...] = later(())

    @model_validator(mode="after")
    def _columns_are_known(self) -> Self:
        known = KNOWN_COLUMNS | {column.key for column in self.more}
        unknown = sorted(set(self.columns) - known)
        if unknown or len(set(self.columns)) < len(self.columns) or "level3" not in self.columns:
            raise ValueError("columns只能列出已有的列，每列一次，且须有level3（三级指标）。")
        if any(column.key in CELL_COLUMNS for column in self.more):
            raise ValueError("more中的代码与已有的列重复，请改用其他代码。")
        return self

    @model_validator(mode="after")
    def _a_rule_has_one_measure(self) -> Self:
        """An approved row keeps its rule alone, by which the measure is found again."""
        for one, other in combinations(self.row_rules, 2):
            if one.rule == other.rule and one.measure != other.measure:
                raise ValueError(f"「{one.name}」和「{other.name}」规则相同而计算完成值不同，请改规则。")
        return self

    @property
    def printed(self) -> tuple[str, ...]:
        """The columns on paper and page: without points and scores where none are given."""
        return tuple(name for name in self.columns if self.scored or name not in ("points", "score"))

    @property
    def words(self) -> tuple[MoreColumn, ...]:
        """The further columns that are typed in cells of their own."""
        return tuple(column for column in self.more if not column.is_answer)

    def cell(self, row: str, column: str) -> CellRef:
        """The cell of a row that a column prints."""
        answered = any(more.key == column and more.is_answer for more in self.more)
        return cells.answer(row, column) if answered else cells.indicator(row, column)

    def asks(self, column: str) -> bool:
        """Whether a row has this cell to fill in."""
        return column in self.columns or column in self.unprinted

    def label_of(self, column: str) -> str:
        """The head of a column."""
        own = {more.key: more.label for more in self.more}
        return own.get(column) or str(getattr(self.labels, column, column))

    @cached_property
    def fixed_rows(self) -> Mapping[str, FixedRow]:
        """The rows that the form itself prescribes, by their keys."""
        return {row.key: row for _, leaf in self.leaves() for row in leaf.rows}

    def leaves(self) -> Iterator[tuple[Group, Group]]:
        """Every (first level, carrying group) in the order of the paper."""
        for group in self.groups:
            for leaf in group.leaves:
                yield group, leaf


NO_INDICATORS = Indicators(
    level3="fixed",
    groups=(),
    scored=False,
    rules=DefaultRules(
        at_least=Manual(),
        at_most=Manual(),
        equal=Manual(),
        qualitative=Manual(),
        words=Tiers(tiers=(Tier(name="完成", low=Decimal(0), high=Decimal(1), high_closed=True),)),
    ),
)
"""Of a form that asks for a report alone."""


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
    year: int = Field(ge=2000, le=2100)
    version: int = Field(default=1, ge=1, le=9999)
    source: Label
    paper: Paper = Paper(title="自评表", header=())
    header: tuple[HeaderField, ...]
    funds: Funds | None = None
    goals: Goals | None = None
    texts: tuple[TextBlock, ...] = later(())
    indicators: Indicators = NO_INDICATORS
    total_points: Points | None = Decimal(100)
    total_caps: tuple[TotalCap, ...] = later(())
    grading: Grading | None = None
    explanations: Explanations = later(Explanations())
    report: ReportOutline | None = None
    checks: Mapping[str, CheckSetting] = {}
    accepted_deviations: Mapping[str, str] = {}

    @property
    def has_table(self) -> bool:
        """Whether there is anything to print in a table; else the form is its report (攀枝花)."""
        return bool(self.indicators.groups or self.funds or self.goals or self.texts)

    @property
    def execution_rounding(self) -> Rounding:
        """How the execution score is rounded: in its own way, or like every score of the form."""
        own = self.funds.execution_rounding if self.funds else None
        return own or self.indicators.rounding
