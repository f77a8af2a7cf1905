"""Rates of what is left: 抽检n批，不合格k批，合格率p%; 预算b，合同价a，节约率p%."""

from __future__ import annotations

from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.nearby import amounts_near, said
from core.verification.prose.rate_words import Terms, is_negated
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

SAVED = names("节约 节支 节资 审减 核减 下浮 压减 结余")
OFFERED = names("预算 控制价 限价 送审 概算 报审 计划 上报 申报")
PAID = names("合同 中标 成交 采购 实际 决算 审定 结算 支出 执行")


def complement(reading: Reading, place: int, terms: Terms) -> Statement | None:
    """The rate of what two amounts alone before it leave between them."""
    claimed = reading.figures[place]
    inside = [
        reading.figures[other]
        for other in amounts_near(reading, place)
        if reading.figures[other].sentence == claimed.sentence and reading.roles[other] == "plain"
    ]
    if len(inside) != 2 or not inside[0].is_like(inside[1]) or not all(one.is_exact for one in inside):
        return None
    low, high = sorted(inside, key=lambda figure: figure.amount)
    if not high.amount or not (_denies(terms, low, high) or _saves(terms, low, high)):
        return None
    expected = 1 - low.amount / high.amount
    holds = ratio_holds(claimed, expected, slack_of(low, high))
    working = f"1 - {shown(low)} ÷ {shown(high)} = {written(expected, claimed)}"
    return Statement("rate", claimed, (low, high), Fraction(expected), holds, working)


def is_saving(reading: Reading, place: int, terms: Terms) -> bool:
    """节约率p% right behind the two amounts, with no difference between."""
    saved = reading.roles[place] == "change" and terms.stem.endswith(SAVED)
    return saved and reading.roles[place - 1 : place] == ("plain",)


def _denies(terms: Terms, low: Figure, high: Figure) -> bool:
    """合格率 beside 不合格k批, where no 合格n批 stands."""
    denied = terms.core in said(low) and is_negated(said(low)) and not is_negated(terms.stem)
    return bool(terms.core) and denied and terms.core not in said(high)


def _saves(terms: Terms, low: Figure, high: Figure) -> bool:
    """节约率 beside 预算 and 合同价."""
    saved = terms.stem.endswith(SAVED) and not any(word in said(low) for word in SAVED)
    offered = any(word in said(high) for word in OFFERED)
    return saved and offered and any(word in said(low) for word in PAID)
