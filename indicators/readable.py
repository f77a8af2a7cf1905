"""A form definition in words, for the administrator who reads it before release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.figures.printing import plain, rate
from core.filing.cells import CellRef
from core.filing.form import FormDefinition, Section
from core.filing.naming import cell_name
from core.filing.order import addresses, nobodys
from core.paper.report import headings as headings_of
from core.scoring.parameters import Grading
from core.scoring.wording import rounding_in_words, rule_in_words

NOT_APPLICABLE = {
    "as_printed": "不计分，其余指标照原分值",
    "rescale": "不计分，总分按其余分值折算",
    "full": "按满分计",
    "to_siblings": "不计分，分值移给同级的其他指标",
}
POLICIES = {"locked": "锁定", "explain": "可改，须说明", "open": "可填"}
SELF_SCORES = {"free_with_reason": "可与系统计算得分不同，须说明理由", "as_computed": "按系统计算得分"}


@dataclass(frozen=True)
class Heading:
    """One row of the indicator tree: `depth` 0 to 2."""

    depth: int
    name: str
    points: str
    note: str


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


def headings(form: FormDefinition) -> Iterator[Heading]:
    """The indicators in the order of the paper."""
    for group in form.indicators.groups:
        yield Heading(0, group.name, plain(group.points), "")
        for leaf in group.leaves:
            depth = 0 if leaf is group else 1
            note = "三级指标来自项目批复绩效目标" if form.indicators.level3 == "per_project" else ""
            if depth:
                yield Heading(1, leaf.name, plain(leaf.points), note)
            for row in leaf.rows:
                text = rule_in_words(row.rule) if row.rule else "按指标值的符号取默认规则"
                yield Heading(depth + 1, row.name, plain(row.points), text)


def rules(form: FormDefinition) -> list[Fact]:
    """How points are earned, one fact a line."""
    asked = form.indicators
    facts = [
        Fact("指标值为≥、>或没有符号", rule_in_words(asked.rules.at_least)),
        Fact("指标值为≤、<", rule_in_words(asked.rules.at_most)),
        Fact("指标值为=", rule_in_words(asked.rules.equal)),
        Fact("定性指标", rule_in_words(asked.rules.qualitative)),
        Fact("定量指标的完成值写成文字", rule_in_words(asked.rules.words)),
        Fact("得分取整", rounding_in_words(asked.rounding)),
        Fact("不适用的指标", NOT_APPLICABLE[asked.not_applicable]),
        Fact("批复的指标值", POLICIES[asked.target_policy]),
        Fact("批复的分值", POLICIES[asked.points_policy]),
        Fact("自评得分", SELF_SCORES[asked.self_score]),
    ]
    return [*_execution(form), *facts]


def _execution(form: FormDefinition) -> list[Fact]:
    funds = form.funds
    if funds is None or funds.execution_rule is None:
        return []
    points = plain(funds.execution_points, empty="—")
    return [Fact(f"预算执行率（{points}分）", rule_in_words(funds.execution_rule, of_amounts=True))]


def grades(grading: Grading | None) -> list[Fact]:
    """The grades from the top, then what holds one down."""
    if grading is None:
        return []
    above = (None, *(band.minimum for band in grading.bands))
    bands = [
        Fact(band.name, _band(band.minimum, top)) for band, top in zip(grading.bands, above, strict=False)
    ]
    caps = [
        Fact(f"执行率低于{rate(cap.execution_rate_below, decimals=0)}", f"最高为{cap.highest}：{cap.reason}")
        for cap in grading.caps
    ]
    return [*bands, *caps]


def caps(form: FormDefinition) -> list[Fact]:
    """What holds the total down by the execution rate."""
    return [
        Fact(
            f"执行率低于{_percent(cap.execution_rate_below)}",
            f"自评总分最高{plain(cap.highest)}分：{cap.reason}",
        )
        for cap in form.total_caps
    ]


def explanations(form: FormDefinition) -> list[Fact]:
    """What is to be explained, and where."""
    asked, note = form.explanations, form.indicators.labels.note
    slow, changed = _place(form, asked.execution_place), _place(form, asked.budget_place)
    said = [
        (asked.over_target, "实际完成值达到指标值的{percent}", note),
        (asked.over_zero, "指标值为0而实际完成值达到{plain}", note),
        (asked.execution_below, "执行率低于{percent}", slow),
        (asked.budget_changed, "预算调整超过年初预算数的{percent}", changed),
    ]
    if asked.budget_changed == 0:
        said[-1] = (asked.budget_changed, "预算有调整", changed)
    return [
        Fact(what.format(percent=_percent(limit), plain=plain(limit)), f"须说明原因，写在：{place}")
        for limit, what, place in said
        if limit is not None
    ]


def _place(form: FormDefinition, address: str) -> str:
    """Where a reason is to stand: a cell of the form, or the answer to the finding."""
    if address not in addresses(form):
        return address or "校验页的说明"
    return cell_name(form, nobodys(form), CellRef.parse(address))


def _percent(share: Decimal) -> str:
    return f"{plain(share * 100)}%"


def outline(form: FormDefinition) -> list[tuple[str, Section]]:
    """The headings of the report with the numbers that are printed before them."""
    found = headings_of(form.report) if form.report else []
    return [(number, section) for section, number in found]


def _band(low: Decimal, top: Decimal | None) -> str:
    """80分（含）至90分（不含）; the highest has no top, the lowest may have no bottom."""
    if top is None:
        return f"{plain(low)}分（含）以上"
    return f"{plain(low)}分（含）至{plain(top)}分（不含）" if low > 0 else f"{plain(top)}分以下"
