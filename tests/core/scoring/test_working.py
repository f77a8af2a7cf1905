"""计算过程 can be followed with a calculator: what is shown leads to what is given."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.outcome import earned
from core.scoring.parameters import AtLeast, AtMost, Checklist, Equal, ExecutionShare, Item, Rounding
from core.scoring.rounding import round_score
from core.scoring.rules import score
from core.scoring.working import working
from tests.core.scoring.claims import TIERS, amounts, answered, claim

BOTH = Checklist(items=(Item(name="甲", score=1), Item(name="乙", score=1)))
WHOLE, CUT = Rounding(decimals=0), Rounding(decimals=0, mode="down")


@pytest.mark.parametrize(
    ("rule", "asked", "rounding", "text"),
    [
        (ExecutionShare(), amounts("701.23", "1155.5"), WHOLE, "701.23 ÷ 1155.50 × 10 = 6.07 → 6"),
        (ExecutionShare(), amounts("701.23", "1155.5"), Rounding(), "701.23 ÷ 1155.50 × 10 = 6.07"),
        (ExecutionShare(), amounts("207.4538", "210"), CUT, "207.4538 ÷ 210.00 × 10 = 9.88 → 9"),
        (ExecutionShare(), amounts("182", "179"), WHOLE, "182.00 ≥ 179.00，得满分：10"),
        (AtLeast(), claim("85%", "60.7%", "8"), WHOLE, "60.7% ÷ 85% × 8 = 5.71 → 6"),
        (AtLeast(), claim("≥1700人", "1782人", "22.5"), WHOLE, "1782 ≥ 1700，得满分：22.5 → 23"),
        (AtLeast(), claim("≥90%", "45", "8"), WHOLE, "45% ÷ 90% × 8 = 4"),
        (AtMost(), claim("≤5300", "5830"), Rounding(), "5300 ÷ 5830 × 10 = 9.09"),
        (AtMost(mode="linear"), claim("≤5300", "5830"), WHOLE, "(1 − (5830 − 5300) ÷ 5300) × 10 = 9"),
        (AtMost(mode="linear"), claim("≤160", "386"), WHOLE, "386 ≥ 2 × 160，不得分：0"),
        (AtMost(), claim("≤0起", "2起"), WHOLE, "2 > 0，不得分：0"),
        (AtMost(mode="linear"), claim("≤160", "320"), WHOLE, "320 ≥ 2 × 160，不得分：0"),
        (ExecutionShare(), amounts("179", "179"), WHOLE, "179.00 ≥ 179.00，得满分：10"),
        (Equal(), claim("=100", "100"), WHOLE, "100 = 100，得满分：10"),
        (Equal(), claim("=100", "125"), WHOLE, "125 ≥ 100，得满分：10"),
        (Equal(), claim("=0", "0"), WHOLE, "0 = 0，得满分：10"),
        (Equal(), claim("=0", "-1"), WHOLE, "-1 ≤ 0，得满分：10"),
        (Equal(mode="strict"), claim("=100", "100"), WHOLE, "100 = 100，得满分：10"),
        (BOTH, answered("1", item_1="是", item_2="是"), WHOLE, "2项中符合2项：1 + 1 = 2分，最多得分值1分：1"),
        (AtLeast(), claim("≥2次", "0次"), WHOLE, "0 ÷ 2 × 10 = 0"),
        (AtLeast(), claim("≥2次", "-1次"), WHOLE, "-1 < 2，不得分：0"),
        (Equal(mode="strict"), claim("=100", "125"), WHOLE, "100 ÷ 125 × 10 = 8"),
        (Equal(mode="exact"), claim("=5天", "6天"), WHOLE, "6 ≠ 5，不得分：0"),
    ],
)
def test_a_working_shows_the_figures_the_score_and_the_rounding(rule, asked, rounding, text):
    assert working(score(rule, asked), rounding) == text


def test_a_range_is_told():
    told = working(score(AtLeast(), claim("85%", "部分达成预期", "8"), words=TIERS), WHOLE)

    assert told == "「部分达成预期」属于“部分达成”，得分区间为4.8分（含）至6.4分（不含）"


@pytest.mark.parametrize(
    ("exact", "rounding", "text"),
    [
        (Fraction(54996, 10000), WHOLE, "A = 5.4996 → 5"),
        (Fraction(9999, 1000), CUT, "A = 9.999 → 9"),
        (Fraction(49, 5), Rounding(decimals=1), "A = 9.8"),
        (Fraction(10**14 - 1, 10**13), CUT, "A = 9"),
    ],
)
def test_more_decimals_are_shown_where_two_would_mislead(exact, rounding, text):
    assert working(earned(exact, "A", formula=True), rounding) == text


@given(
    st.fractions(0, 100, max_denominator=10**6),
    st.builds(
        Rounding, decimals=st.integers(0, 3), mode=st.sampled_from(["half_up", "half_even", "down", "up"])
    ),
)
def test_the_shown_score_rounds_to_the_given_one(exact, rounding):
    told = working(earned(exact, "A", formula=True), rounding)

    shown = told.removeprefix("A = ").split(" → ")
    assert round_score(Fraction(shown[0]), rounding) == round_score(exact, rounding) == Fraction(shown[-1])
