"""R19 加分, the only rule that may give more than the points of its row."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from core.figures import printing
from core.figures.printing import said
from core.scoring import answers
from core.scoring.answers import Asked
from core.scoring.outcome import Claim, Outcome, earned
from core.scoring.parameters import Bonus, BonusItem


def bonus(rule: Bonus, claim: Claim) -> Outcome:
    """R19 基础分加各加分项的得分，合计最多得 `highest`. Source: 正面批示一个加1分，最多加2分; 附加分5分.

    >>> from core.scoring.kinds.example import example
    >>> rule = Bonus(items=(BonusItem(name="正面批示", score=1, most=2),), highest=2)
    >>> bonus(rule, example("", 1, item_1="2")).working
    '0 + 2 × 1'
    """
    counted = answers.numbers(claim, asks_bonus(rule), whole=True)
    parts = [_part(item, times) for item, times in zip(rule.items, counted, strict=True)]
    total, highest = Fraction(rule.base) + sum(value for value, _ in parts), Fraction(rule.highest)
    working = " + ".join([printing.plain(rule.base), *(text for _, text in parts)])
    if total <= highest:
        return replace(earned(total, working, formula=True), highest=rule.highest)
    return replace(
        earned(highest, f"{working} = {said(total)}，最多得{said(highest)}分"), highest=rule.highest
    )


def asks_bonus(rule: Bonus) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"item_{number}", f"{item.name}的个数", "number", unit="个")
        for number, item in enumerate(rule.items, start=1)
    )


def _part(item: BonusItem, times: Fraction) -> tuple[Fraction, str]:
    """What one item adds, and how; nothing of it where there is none."""
    value, most = times * Fraction(item.score), item.most
    if most is not None and value > most:
        return Fraction(most), f"{printing.plain(most)}（{item.name}最多{printing.plain(most)}分）"
    return value, f"{said(times)} × {printing.plain(item.score)}"
