"""What is looked at in the rules of a form before its release: each gives what its row is worth (C34)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.figures import printing
from core.filing.form import FixedRow, FormDefinition
from core.scoring.asked import asked_of
from core.scoring.parameters import Rule
from core.scoring.rules import maximum

DEFAULTS = {
    "at_least": "指标值为≥、>或没有符号",
    "at_most": "指标值为≤、<",
    "equal": "指标值为=",
    "qualitative": "定性指标",
    "words": "定量指标的完成值写成文字",
}
OF_AMOUNTS = (
    "执行率的评分规则须能由全年预算数和全年执行数算出，不能另问填报人，请改用执行率比例、按完成率分档等规则。"
)


def rule_problems(form: FormDefinition) -> Iterator[tuple[str, str]]:
    """The id and the sentence of everything that does not fit."""
    yield from _execution(form)
    if form.indicators.scored:
        yield from _defaults(form)
        for _, leaf in form.indicators.leaves():
            for row in leaf.rows:
                yield from _row(form, row)


def _execution(form: FormDefinition) -> Iterator[tuple[str, str]]:
    funds = form.funds
    if funds is None or funds.execution_rule is None or funds.execution_points is None:
        return
    rule = funds.execution_rule
    if rule.numbers_in != ("target", "actual") or asked_of(rule):
        yield "rule/execution", OF_AMOUNTS
    elif problem := _unequal("预算执行率", rule, funds.execution_points):
        yield "rule/execution", problem


def _defaults(form: FormDefinition) -> Iterator[tuple[str, str]]:
    """The rules by sign stand in rows of any points: each must be a share of them."""
    for name, what in DEFAULTS.items():
        rule: Rule = getattr(form.indicators.rules, name)
        most = maximum(rule, Decimal(1))
        if most != 1 or maximum(rule, Decimal(2)) != 2:
            message = f"“{what}”的评分规则不按各行的分值给满分，请改用按分值计分的规则，或只用于固定指标。"
            yield f"rule/default-{name}", message


def _row(form: FormDefinition, row: FixedRow) -> Iterator[tuple[str, str]]:
    if row.rule is None or row.points is None:
        return
    if problem := _unequal(row.name, row.rule, row.points):
        yield f"rule/{row.key}", problem
    if "target" in row.rule.numbers_in and not row.target and form.indicators.target_policy == "locked":
        yield f"target/{row.key}", f"「{row.name}」的评分规则要用指标值，但没有写指标值，请补上。"


def _unequal(name: str, rule: Rule, points: Decimal) -> str:
    """Say how the most that a rule gives differs from the points (采购: 4, 计2分); a bonus may exceed."""
    most = maximum(rule, points)
    if most == points or (rule.kind == "bonus" and most > points):
        return ""
    given, worth = printing.score(most, decimals=6), printing.plain(points)
    return f"「{name}」分值{worth}分，按评分规则最多得{given}分，请核对分值和评分规则。"
