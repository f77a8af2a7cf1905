"""Grades: half-open bands, caps, and the words that say how."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.grades import GradeOutcome, grade
from core.scoring.parameters import GradeBand, GradeCap, Grading
from core.scoring.totals import execution_rate

BANDS = tuple(
    GradeBand(name=name, minimum=minimum) for name, minimum in (("优", 90), ("良", 80), ("中", 60), ("差", 0))
)
PLAIN = Grading(bands=BANDS)
BELOW_90 = GradeCap(execution_rate_below="0.9", highest="良", reason="预算执行率低于90%")
BELOW_50 = GradeCap(execution_rate_below="0.5", highest="中", reason="预算执行率低于50%")
CAPPED = Grading(bands=BANDS, caps=(BELOW_90, BELOW_50))


EDGES = {"102": "优", "100": "优", "90": "优", "90.00": "优", "89.99": "良", "89.5": "良", "80": "良"}
EDGES |= {"79.99": "中", "60": "中", "59.9": "差", "0": "差"}


@pytest.mark.parametrize(("points", "name"), EDGES.items())
def test_bands_are_half_open(points, name):
    assert grade(Decimal(points), None, PLAIN).name == name


def test_yuancheng_with_94_points_is_held_at_good():
    outcome = grade(Decimal(94), execution_rate(Decimal("701.23"), Decimal("1155.50")), CAPPED)

    assert (outcome.name, outcome.uncapped) == ("良", "优")
    assert outcome.working == "总分94，达到“优”（90分起）；预算执行率低于90%，等级最高为“良”"


@pytest.mark.parametrize(
    ("rate", "name"),
    [
        ("0.9", "优"),
        ("0.899999", "良"),
        ("0.89996", "良"),
        ("0.5", "良"),
        ("0.4999", "中"),
        ("1.2", "优"),
        (None, "优"),
    ],
)
def test_a_cap_looks_at_the_exact_rate(rate, name):
    assert grade(94, None if rate is None else Fraction(rate), CAPPED).name == name


def test_a_cap_never_lifts_a_grade():
    assert grade(55, Fraction(0), CAPPED) == GradeOutcome("差", "差", "总分55，达到“差”（0分起）")


def test_a_cap_that_allows_the_grade_reached_says_nothing():
    assert grade(85, Fraction("0.8"), CAPPED) == GradeOutcome("良", "良", "总分85，达到“良”（80分起）")


def test_the_caps_may_stand_in_any_order():
    turned = Grading(bands=BANDS, caps=(BELOW_50, BELOW_90))

    assert grade(94, Fraction(1, 4), turned).name == "中"


@pytest.mark.parametrize("grading", [Grading(), Grading(bands=BANDS[:2])])
def test_no_band_no_grade(grading):
    assert grade(Decimal("79.9"), None, grading) == GradeOutcome(None, None)


@given(st.decimals(min_value=0, max_value=100, places=2), st.fractions(0, 2))
def test_a_cap_only_lowers(points, rate):
    order = [band.name for band in BANDS]
    outcome = grade(points, rate, CAPPED)

    assert order.index(outcome.name) >= order.index(outcome.uncapped)


def test_a_reason_that_says_the_highest_grade_is_not_said_again():
    cap = BELOW_90.model_copy(update={"reason": "执行率低于90%的，自评等级最高为良。"})

    outcome = grade(94, Fraction(1, 2), Grading(bands=BANDS, caps=(cap,)))

    assert outcome.working.endswith("；执行率低于90%的，自评等级最高为良")
