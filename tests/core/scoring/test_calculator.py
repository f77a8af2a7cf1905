"""Every formula of a working comes to its score: whoever has a calculator can follow it."""

import re
from fractions import Fraction

import pytest

from core.scoring.parameters import (
    AtLeast,
    AtMost,
    Bonus,
    BonusItem,
    ChangeRate,
    Checklist,
    Coefficient,
    Delay,
    Equal,
    ExecutionShare,
    Fault,
    Item,
    Judgement,
    Occurrences,
    OverTarget,
    Period,
    Periods,
    RateShare,
    RatioLimit,
    Reduction,
    Satisfaction,
    Steps,
    Tier,
    Tiers,
)
from core.scoring.rules import score
from tests.core.scoring.claims import amounts, answered, claim

SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")"})
NUMBER = re.compile(r"(?<![.\d])\d+(?:\.\d+)?%?")
CUT = OverTarget(mode="reduce", threshold="1.3", reductions=(Reduction(above=2, share="0.1"),))
FAULTS = Judgement(faults=(Fault(name="虚列套取", least=4, most=7), Fault(name="超标准", least=2, most=5)))
ITEMS = Checklist(items=(Item(name="甲", score=1), Item(name="乙", score="0.5")))
PERIODS = Periods(periods=(Period(name="甲", score=1), Period(name="乙", score="0.5")))
BONUS = Bonus(base=1, items=(BonusItem(name="甲", score="0.5"), BonusItem(name="乙", score=2)), highest=9)
TIERS = Tiers(
    asks_share=True,
    tiers=(Tier(name="中", low="0.6", high="0.8"), Tier(name="低", low="0.3", high="0.3", high_closed=True)),
)
DATES = {"start": "2021-01-01", "planned": "2021-04-11", "done": "2021-05-06"}
FORMULAS = [
    (AtLeast(), claim("5662", "4044", "2")),
    (AtLeast(over_target=CUT), claim("100", "250")),
    (AtMost(), claim("≤5300", "5830")),
    (AtMost(mode="linear"), claim("≤5300", "5830")),
    (Equal(), claim("=100%", "98%")),
    (Equal(mode="strict"), claim("=100", "125")),
    (ExecutionShare(), amounts("701.23", "1155.50")),
    (RateShare(), claim("", "62.5%", "5")),
    (RateShare(of="completion"), claim("100分", "87.5分", "8")),
    (ChangeRate(), claim("", "20%", "5")),
    (RatioLimit(), claim("", "125%", "5")),
    (Coefficient(), answered("2", coefficient="85%")),
    (Satisfaction(), claim("≥95%", "92%")),
    (Steps(limit=1, step="0.01", deduction="0.5"), claim("", "103%", "2")),
    (Steps(limit="0.15", step="0.05", deduction=1, rounding="linear"), claim("", "22%", "4")),
    (Steps(limit=1, step="0.01", deduction="0.5"), claim("", "104%", "2")),
    (Occurrences(deduction="0.5"), claim("0起", "3起", "3")),
    (FAULTS, answered(fault_1="4.5", fault_2="2")),
    (Delay(), answered("15", **DATES)),
    (Delay(mode="steps", per="month", rounding="ceil", deduction=2), answered("15", **DATES)),
    (ITEMS, answered(item_1="是", item_2="是")),
    (PERIODS, answered(period_1="是", period_2="是")),
    (BONUS, answered("5", item_1="3", item_2="1")),
    (TIERS, claim("定性", "中", "8", share="75%")),
    (TIERS, claim("定性", "低", "8")),
]


def reckoned(formula: str) -> Fraction:
    """What a formula comes to; nothing but numbers, signs and brackets may stand in it."""
    plain = NUMBER.sub(
        lambda found: f"(F('{found[0].rstrip('%')}'){'/100' * found[0].endswith('%')})", formula
    )
    assert not re.sub(r"\(F\('[\d.]+'\)(?:/100)?\)|[-+*/() ]", "", plain.translate(SIGNS)), formula
    return eval(plain.translate(SIGNS), {"F": Fraction})


@pytest.mark.parametrize(("rule", "asked"), FORMULAS, ids=lambda given: getattr(given, "kind", ""))
def test_a_formula_comes_to_its_score(rule, asked):
    outcome = score(rule, asked)

    assert outcome.formula
    assert reckoned(outcome.working.split("：")[-1].removeprefix("得分系数")) == outcome.score
