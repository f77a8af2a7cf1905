"""What holds for every rule, whatever its parameters, its row and its answers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from core.scoring.asked import asked_of
from core.scoring.kinds.bands import holds
from core.scoring.kinds.delay import elapsed
from core.scoring.parameters import (
    AllOrNothing,
    Alternative,
    AtLeast,
    AtMost,
    Band,
    Bands,
    Bonus,
    BonusItem,
    ChangeRate,
    Checklist,
    Coefficient,
    Delay,
    EitherOr,
    Equal,
    ExecutionShare,
    Fault,
    Item,
    Judgement,
    Manual,
    Occurrences,
    Options,
    OverTarget,
    Period,
    Periods,
    RateShare,
    RatioLimit,
    Reduction,
    Rounding,
    Rule,
    Satisfaction,
    Steps,
)
from core.scoring.rules import maximum, score
from core.scoring.wording import rule_in_words
from core.scoring.working import working
from tests.core.scoring.claims import TIERS, claim

RULES = TypeAdapter(Rule)
points = st.decimals(min_value=0, max_value=100, places=1)
rates = st.decimals(min_value=-200, max_value=900, places=2).map(lambda value: f"{value}%")
shares = st.decimals(min_value=0, max_value=1, places=4)
scores = st.decimals(min_value=0, max_value=20, places=1)
positive = st.decimals(min_value="0.01", max_value=20, places=2)
sides, roundings = st.sampled_from(["above", "below"]), st.sampled_from(["floor", "ceil", "linear"])


@st.composite
def banded(draw, given_scores=scores):
    """Bands from the top down without a hole, each end on one side or the other."""
    ends = sorted(draw(st.sets(shares, min_size=1, max_size=5)), reverse=True)
    closed = draw(st.lists(st.booleans(), min_size=len(ends), max_size=len(ends)))
    worth = draw(st.lists(given_scores, min_size=len(ends) + 1, max_size=len(ends) + 1))
    lows, highs = [*ends, None], [None, *ends]
    low_closed, high_closed = [*closed, True], [False, *(not above for above in closed)]
    return tuple(
        Band(low=low, low_closed=bottom, high=high, high_closed=top, score=earned)
        for low, bottom, high, top, earned in zip(lows, low_closed, highs, high_closed, worth, strict=True)
    )


bands = st.builds(Bands, bands=banded(), of=st.sampled_from(["actual", "completion"]))
share_bands = st.builds(Bands, bands=banded(shares), scores=st.just("share"))
steps = st.builds(Steps, side=sides, limit=shares, step=positive, deduction=positive, rounding=roundings)
own_full = st.builds(
    Steps,
    side=sides,
    limit=shares,
    step=positive,
    deduction=positive,
    lowest=st.just(1),
    full=st.just(Decimal(4)),
)
items = st.lists(scores, min_size=2, max_size=5).map(
    lambda worth: tuple(Item(name=f"第{n}项", score=value) for n, value in enumerate(worth))
)
numeric = st.one_of(
    st.sampled_from(
        [AtLeast(), AtLeast(pass_mark="0.6"), Equal(), Equal(mode="strict"), Equal(mode="exact")]
    ),
    st.sampled_from(
        [AtMost(), AtMost(mode="linear"), ExecutionShare(), RateShare(), RateShare(of="completion")]
    ),
    st.sampled_from([ChangeRate(), RatioLimit(), Satisfaction(), Satisfaction(mode="rate"), AllOrNothing()]),
    st.builds(
        AtLeast,
        over_target=st.just(
            OverTarget(mode="reduce", threshold="1.3", reductions=(Reduction(above=2, share="0.1"),))
        ),
    ),
    bands,
    share_bands,
    steps,
    own_full,
)
answered = st.one_of(
    st.builds(Checklist, items=items),
    st.builds(Options, options=items),
    st.builds(Periods, periods=items.map(lambda several: tuple(Period(**dict(item)) for item in several))),
    st.just(Periods(periods=(Period(name="春节前", score=1, planned="0.5"), Period(name="年底", score=2)))),
    st.builds(AllOrNothing, question=st.just("有年度计划"), full=st.sampled_from([None, Decimal(2)])),
    st.builds(Occurrences, deduction=positive, asked=st.just("次数"), lowest=st.sampled_from([0, 1])),
    st.just(Judgement(faults=(Fault(name="虚列", least=4, most=7), Fault(name="超标准", least=2, most=5)))),
    st.sampled_from(
        [Delay(), Delay(mode="steps", deduction=2), Delay(mode="steps", deduction=1, per="month")]
    ),
    st.builds(Coefficient, highest=shares),
    st.sampled_from([TIERS, Manual()]),
)
either = st.builds(
    lambda one, other, pick: EitherOr(
        pick=pick,
        alternatives=(
            Alternative(name="一", rule=one, target="≤9%"),
            Alternative(name="二", rule=other),
        ),
    ),
    numeric,
    answered,
    st.sampled_from(["chosen", "best"]),
)
plain_rules = st.one_of(numeric, answered, either)
bonuses = st.builds(
    Bonus,
    items=st.builds(
        lambda each, most: (BonusItem(name="表彰", score=each, most=most),), scores, st.none() | scores
    ),
    highest=scores,
)

ANSWERS = {
    "tick": st.sampled_from(["是", "否"]),
    "number": st.integers(0, 20).map(str),
    "rate": shares.map(lambda share: f"{share * 100}%"),
    "date": st.dates(date(2019, 1, 1), date(2024, 12, 31)).map(str),
    "text": rates,
}


@st.composite
def rows(draw, rule):
    """A row of `rule` with everything answered, well or badly."""
    answers = {
        asked.key: draw(
            st.sampled_from([value for value, _ in asked.choices]) if asked.choices else ANSWERS[asked.kind]
        )
        for asked in asked_of(rule)
    }
    actual = draw(rates | st.sampled_from(["达成预期", "部分达成预期", ""]))
    return claim(draw(rates), actual, draw(points), **answers)


def with_rows(rules):
    return rules.flatmap(lambda rule: st.tuples(st.just(rule), rows(rule)))


@given(with_rows(plain_rules))
def test_a_score_lies_between_nothing_and_the_points_and_is_exact(drawn):
    rule, row = drawn

    outcome = score(rule, row, words=TIERS)

    assert outcome.score is None or (type(outcome.score) is Fraction and 0 <= outcome.score <= row.points)
    assert outcome.high is None or 0 <= outcome.low <= outcome.high <= row.points


@given(with_rows(bonuses))
def test_a_bonus_lies_between_nothing_and_its_most(drawn):
    rule, row = drawn

    assert 0 <= score(rule, row).score <= rule.highest


@given(with_rows(plain_rules | bonuses))
def test_no_rule_gives_more_than_its_maximum(drawn):
    rule, row = drawn
    given_score = score(rule, row).score

    assert given_score is None or given_score <= maximum(rule, row.points)


@given(with_rows(plain_rules | bonuses))
def test_there_is_always_something_to_read(drawn):
    rule, row = drawn
    outcome = score(rule, row)

    assert working(outcome, Rounding())
    assert outcome.score is not None or outcome.is_range or outcome.working.endswith("。")


@given(plain_rules | bonuses)
def test_without_any_answer_nothing_is_ever_scored(rule):
    unanswered = score(rule, claim("≥95%", ""))

    assert unanswered.score is None or rule.kind == "manual"


@given(plain_rules | bonuses)
def test_a_rule_goes_through_json_unchanged(rule):
    assert RULES.validate_json(RULES.dump_json(rule)) == rule


@given(plain_rules | bonuses)
def test_what_is_asked_has_keys_of_its_own(rule):
    keys = [asked.key for asked in asked_of(rule)]

    assert len(set(keys)) == len(keys)


@given(plain_rules | bonuses, points)
def test_every_rule_is_said(rule, worth):
    assert len(rule_in_words(rule, points=worth)) > 5


@given(with_rows(numeric))
def test_points_are_a_scale_unless_the_rule_has_points_of_its_own(drawn):
    rule, row = drawn
    scales = rule.kind not in ("bands", "steps")
    doubled = score(rule, claim(row.target.text, row.actual.text, row.points * 2)).score
    single = score(rule, row).score

    assert not scales or single is None or doubled == 2 * single


rising = st.one_of(
    st.sampled_from([AtLeast(), AtLeast(pass_mark="0.6"), Equal(), RateShare(), RateShare(of="completion")]),
    st.sampled_from([Satisfaction(), Satisfaction(mode="rate"), AllOrNothing()]),
    st.builds(
        Steps, side=st.just("below"), limit=shares, step=positive, deduction=positive, rounding=roundings
    ),
)
falling = st.one_of(
    st.sampled_from([ChangeRate(), RatioLimit(), AtMost(), AtMost(mode="linear")]),
    st.builds(
        Steps, side=st.just("above"), limit=shares, step=positive, deduction=positive, rounding=roundings
    ),
)
percents = st.decimals(min_value=0, max_value=900, places=2)


@given(rising, percents, percents, points)
def test_more_is_never_worse_where_more_is_asked(rule, one, other, worth):
    less, more = (score(rule, claim("85%", f"{value}%", worth)).score for value in sorted((one, other)))

    assert less <= more


@given(falling, percents, percents, points)
def test_more_is_never_better_where_less_is_asked(rule, one, other, worth):
    less, more = (score(rule, claim("85%", f"{value}%", worth)).score for value in sorted((one, other)))

    assert less >= more


@given(banded(), st.decimals(min_value=-3, max_value=3, places=6))
def test_every_number_lies_in_exactly_one_band(several, number):
    assert [holds(band, Fraction(number)) for band in several].count(True) == 1


@given(banded())
def test_an_end_belongs_to_the_band_that_says_so(several):
    for upper, lower in pairwise(several):
        assert holds(upper, Fraction(upper.low)) == upper.low_closed
        assert holds(lower, Fraction(upper.low)) == lower.high_closed


@given(st.integers(0, 60), positive, points)
def test_each_occurrence_costs_the_same_until_nothing_is_left(times, deduction, worth):
    rule = Occurrences(deduction=deduction)

    assert score(rule, claim("0起", f"{times}起", worth)).score == max(
        0, Fraction(worth) - times * Fraction(deduction)
    )


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.integers(0, 9000),
    st.sampled_from(["day", "month", "year"]),
)
def test_time_is_cut_into_whole_parts(begin, days, per):
    whole, rest = elapsed(begin, begin + timedelta(days), per)
    size = {"day": 1, "month": 31, "year": 366}[per]

    assert 0 <= whole * {"day": 1, "month": 28, "year": 365}[per] <= days
    assert days <= (whole + rest) * size
    assert rest or days == whole or per != "day"
