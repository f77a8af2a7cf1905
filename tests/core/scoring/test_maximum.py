"""The most that a rule can give, and what counts as met."""

from decimal import Decimal
from fractions import Fraction

import pytest

from core.scoring.parameters import (
    AllOrNothing,
    Alternative,
    AtLeast,
    Band,
    Bands,
    Bonus,
    BonusItem,
    Checklist,
    Coefficient,
    EitherOr,
    Item,
    Options,
    OverTarget,
    Period,
    Periods,
    Reduction,
    Satisfaction,
    Steps,
    Tier,
    Tiers,
)
from core.scoring.rules import is_met, maximum
from tests.core.scoring.claims import TIERS, answered, claim

BANDS = (Band(low="0.9", score=5), Band(high="0.9", score=0))
SHARES = (Band(low="0.9", score="0.9"), Band(high="0.9", score=0))
PROCUREMENT = Steps(side="below", limit=1, step="0.01", deduction="0.5", full=2)
CHECKLIST = Checklist(items=(Item(name="甲", score=1), Item(name="乙", score="0.5")))
REDUCED = AtLeast(
    over_target=OverTarget(mode="reduce", threshold="1.3", reductions=(Reduction(above=2, share="0.1"),))
)


@pytest.mark.parametrize(
    ("rule", "points", "most"),
    [
        (AtLeast(), "22.5", Fraction("22.5")),
        (PROCUREMENT, "4", 2),
        (PROCUREMENT.model_copy(update={"full": None}), "4", 4),
        (Bands(bands=BANDS), "4", 5),
        (Bands(bands=BANDS, finished=10), "4", 10),
        (Bands(bands=SHARES, scores="share"), "10", 9),
        (Satisfaction(), "10", 10),
        (Satisfaction(mode="bands", bands=BANDS), "10", 5),
        (CHECKLIST, "2", Fraction("1.5")),
        (Options(options=(Item(name="甲", score=1), Item(name="乙", score=3))), "2", 3),
        (Periods(periods=(Period(name="甲", score=1), Period(name="乙", score=3))), "2", 4),
        (Bonus(items=(BonusItem(name="甲", score=1),), highest=3), "1", 3),
        (Coefficient(highest="0.8"), "5", 4),
        (TIERS, "5", 5),
        (AllOrNothing(full="1.5"), "2", Fraction("1.5")),
        (
            EitherOr(
                alternatives=[
                    Alternative(name="一", rule=CHECKLIST),
                    Alternative(name="二", rule=PROCUREMENT),
                ]
            ),
            "5",
            2,
        ),
    ],
    ids=lambda given: getattr(given, "kind", ""),
)
def test_the_most_that_a_rule_can_give(rule, points, most):
    assert maximum(rule, Decimal(points)) == most


@pytest.mark.parametrize(
    ("rule", "asked", "met"),
    [
        (AtLeast(), claim("≥95%", "95%", None), True),
        (AtLeast(), claim("≥95%", "94%"), False),
        (AtLeast(), claim("≥95%", ""), None),
        (REDUCED, claim("100", "250"), True),
        (PROCUREMENT, claim("", "100%", "4"), True),
        (PROCUREMENT, claim("", "98%", "4"), False),
        (Bands(bands=BANDS), claim("", "90%", "1"), True),
        (Bands(bands=BANDS), claim("", "89%", "1"), False),
        (Bands(bands=SHARES, scores="share"), claim("", "90%"), True),
        (Coefficient(highest="0.8"), answered(coefficient="80%"), True),
        (Coefficient(highest="0.8"), answered(coefficient="79%"), False),
        (CHECKLIST, answered(None, item_1="是", item_2="是"), True),
        (CHECKLIST, answered(None, item_1="是", item_2="否"), False),
        (CHECKLIST, answered(None, item_1="是"), None),
        (TIERS, claim("定性", "达成预期"), None),
        (TIERS, claim("定性", "部分达成预期"), False),
        (Bonus(items=(BonusItem(name="甲", score=1),), highest=3), answered("1", item_1="0"), None),
    ],
)
def test_whether_the_target_is_met(rule, asked, met):
    assert is_met(rule, asked) is met


def test_words_for_a_number_meet_it_as_their_tier_says():
    assert is_met(AtLeast(), claim("85%", "部分达成预期"), words=TIERS) is False


def test_a_tier_below_all_points_can_be_the_highest():
    good = Tiers(tiers=(Tier(name="良", low="0.6", high="0.9"), Tier(name="差", low="0", high="0.6")))

    assert (is_met(good, claim("定性", "良")), is_met(good, claim("定性", "差"))) == (None, False)
