"""More of what is asked is never worse, the unit never matters, and what is answered counts exactly."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.scoring.outcome import Outcome, earned
from core.scoring.parameters import (
    AllOrNothing,
    Alternative,
    AtLeast,
    AtMost,
    Band,
    Bands,
    Bonus,
    BonusItem,
    Checklist,
    Coefficient,
    Delay,
    EitherOr,
    Equal,
    Fault,
    Item,
    Judgement,
    Manual,
    Options,
    OverTarget,
    Period,
    Periods,
    RateShare,
    Reduction,
    Satisfaction,
    Steps,
)
from core.scoring.rules import score
from core.scoring.sharing import share_score
from tests.core.scoring.claims import TIERS, answered, claim

points = st.decimals(min_value=0, max_value=100, places=1)
shares = st.decimals(min_value=0, max_value=1, places=4)
days = st.integers(0, 2000)
PLANNED = date(2021, 6, 30)
PARTLY = Band(low="0.8", high="0.9", score=8)
FALLING = (Band(low="0.9", score=10), PARTLY, Band(high="0.8", score="0.5"))
CUT = OverTarget(mode="reduce", threshold="1.3", reductions=(Reduction(above=2, share="0.1"),))
BY_TARGET = st.sampled_from(
    [
        AtLeast(),
        AtLeast(pass_mark="0.6"),
        AtLeast(over_target=CUT),
        AtMost(),
        AtMost(mode="linear"),
        Equal(),
        Equal(mode="strict"),
        Equal(mode="exact"),
        RateShare(of="completion"),
        Bands(of="completion", bands=FALLING),
        Steps(side="below", of="completion", limit=1, step="0.1", deduction=1),
        Satisfaction(),
        AllOrNothing(),
    ]
)
LATE = st.sampled_from(
    [
        Delay(),
        Delay(mode="steps", deduction="0.1", per="day"),
        Delay(mode="steps", deduction=1, per="month"),
        Delay(mode="steps", deduction=1, per="month", rounding="ceil"),
        Delay(mode="steps", deduction=2, per="year", lowest=1, full=8),
    ]
)
OF_POINTS = st.sampled_from([Coefficient(), TIERS.model_copy(update={"asks_share": True}), Delay()])


def percent(share: Decimal) -> str:
    return f"{share * 100}%"


def late(number: int, points: Decimal):
    done = PLANNED + timedelta(number)
    return answered(points, start="2020-01-01", planned=str(PLANNED), done=str(done))


@given(BY_TARGET, st.integers(1, 900), st.integers(0, 900), st.integers(2, 1000), points)
def test_the_unit_of_target_and_actual_never_matters(rule, target, actual, factor, worth):
    small, large = (claim(f"{target * unit}", f"{actual * unit}", worth) for unit in (1, factor))

    assert score(rule, small).score == score(rule, large).score


@given(LATE, days, days, points)
def test_later_is_never_better(rule, one, other, worth):
    sooner, later = (score(rule, late(number, worth)).score for number in sorted((one, other)))

    assert sooner >= later


@given(st.integers(-500, 0), points)
def test_in_time_is_full_points(number, worth):
    assert score(Delay(), late(number, worth)).score == worth


@given(shares, points)
def test_a_coefficient_is_multiplied_exactly(share, worth):
    given_score = score(Coefficient(), answered(worth, coefficient=percent(share))).score

    assert type(given_score) is Fraction
    assert given_score == Fraction(share) * Fraction(worth)


@given(shares, points.filter(bool))
def test_a_share_of_a_tier_is_multiplied_exactly_where_the_tier_holds_it(share, worth):
    rule = TIERS.model_copy(update={"asks_share": True})

    outcome = score(rule, claim("", "部分达成预期", worth, share=percent(share)))

    inside = Decimal("0.6") <= share < Decimal("0.8")
    assert outcome.score == (Fraction(share) * Fraction(worth) if inside else None)


@given(st.lists(st.decimals(0, 20, places=1), min_size=1, max_size=6), st.data(), points)
def test_a_checklist_is_the_sum_of_what_is_ticked_up_to_the_points(worth, data, whole):
    ticks = data.draw(st.lists(st.booleans(), min_size=len(worth), max_size=len(worth)))
    rule = Checklist(items=[Item(name=f"第{n}项", score=value) for n, value in enumerate(worth)])
    said = {f"item_{n}": "是" if tick else "否" for n, tick in enumerate(ticks, start=1)}

    ticked = sum((Fraction(value) for value, tick in zip(worth, ticks, strict=True) if tick), Fraction(0))

    assert score(rule, answered(whole, **said)).score == min(ticked, Fraction(whole))


@given(st.decimals(0, 20, places=1), st.decimals(0, 20, places=1), points)
def test_an_option_earns_its_points_up_to_those_of_the_row(one, other, whole):
    rule = Options(options=[Item(name="甲", score=one), Item(name="乙", score=other)])

    assert score(rule, answered(whole, option="乙")).score == min(Fraction(other), Fraction(whole))


@given(shares, shares, shares, points)
def test_more_progress_by_a_date_is_never_worse(planned, one, other, whole):
    rule = Periods(periods=[Period(name="春节前", score=3, planned=planned)])
    less, more = (score(rule, answered(whole, period_1=percent(done))).score for done in sorted((one, other)))

    assert less <= more


@given(st.integers(0, 30), st.integers(0, 30), st.none() | st.decimals(0, 9, places=1))
def test_more_to_be_praised_is_never_worse(one, other, most):
    rule = Bonus(base=1, items=[BonusItem(name="表彰", score="0.5", most=most)], highest=8)
    less, more = (score(rule, answered("5", item_1=str(number))).score for number in sorted((one, other)))

    assert 1 <= less <= more <= 8


@given(st.decimals(1, 9, places=1), st.decimals(2, 5, places=1), points)
def test_what_is_judged_is_taken_exactly_until_nothing_is_left(one, other, whole):
    faults = [Fault(name="虚列", least=1, most=9), Fault(name="超标准", least=2, most=5)]

    given_score = score(Judgement(faults=faults), answered(whole, fault_1=str(one), fault_2=str(other))).score

    assert given_score == max(0, Fraction(whole) - Fraction(one) - Fraction(other))


@given(st.integers(0, 200), st.integers(0, 200), points)
def test_the_best_of_several_is_the_most_that_one_of_them_gives(actual, target, whole):
    ways = AtLeast(), RateShare(of="completion"), AllOrNothing(otherwise="0.1")
    asked = claim(f"{target + 1}", f"{actual}", whole)
    rule = EitherOr(pick="best", alternatives=[Alternative(name=way.kind, rule=way) for way in ways])

    assert score(rule, asked).score == max(score(way, asked).score for way in ways)


@given(shares, shares, points)
def test_a_higher_rate_is_never_worse_where_bands_fall(one, other, whole):
    less, more = sorted((one, other))

    for rule in (Bands(bands=FALLING), Satisfaction(mode="bands", bands=FALLING)):
        assert (
            score(rule, claim("", percent(less), whole)).score
            <= score(rule, claim("", percent(more), whole)).score
        )


@given(OF_POINTS, shares, days, points)
def test_answers_that_are_shares_scale_with_the_points(rule, share, number, whole):
    answers = {"coefficient": percent(share), "share": "75%", **late(number, whole).answers}
    once, twice = (
        score(rule, claim("", "部分达成预期", whole * factor, **answers)).score for factor in (1, 2)
    )

    assert twice == 2 * once


@given(points)
def test_a_person_may_give_anything_from_nothing_to_the_points(whole):
    outcome = score(Manual(), claim("", "", whole))

    assert (outcome.low, outcome.high, outcome.high_closed) == (0, Fraction(whole), True)


@given(st.lists(st.fractions(0, 10), min_size=1, max_size=6), st.fractions(0, 10), st.fractions(0, 10))
def test_a_score_that_rows_share_lies_between_theirs(scores, one, other):
    rows = [(f"第{n}行", earned(value, "")) for n, value in enumerate(scores)]
    low, high = sorted((one, other))
    ranged = [*rows, ("末行", Outcome(low=low, high=high))]

    lowest, mean = (share_score(rows, how, Fraction(10)).score for how in ("lowest", "mean"))
    open_one = share_score(ranged, "mean", Fraction(10))

    assert min(scores) == lowest <= mean <= max(scores)
    assert open_one.low is None or min(*scores, low) <= open_one.low <= open_one.high <= max(*scores, high)
