"""One figure from several units: added, weighed by funds, the main unit's, or typed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.quantities import parse_actual
from core.scoring.aggregation import UnitFigure, aggregate


def figures(*texts, funds=(100, 300, 600)):
    units = zip("甲乙丙", texts, funds, strict=False)
    return [
        UnitFigure(unit, parse_actual(text), None if weight is None else Decimal(weight))
        for unit, text, weight in units
    ]


def test_absolute_figures_are_added_in_one_measure():
    result = aggregate(figures("2.8万元", "12000元", "1"), "sum")

    assert (result.value, result.text) == (5, "5万元")
    assert result.working == "2.8万元 + 1.2万元 + 1万元 = 5万元"


def test_rates_are_weighed_by_funds():
    result = aggregate(figures("90%", "95%", "100%"), "weighted_mean")

    assert (result.value, result.text) == (Fraction(975, 1000), "97.5%")


def test_a_rate_that_is_no_short_figure_stays_exact():
    result = aggregate(figures("90%", "100%", funds=(100, 200)), "weighted_mean")

    assert (result.value, result.text) == (Fraction(29, 30), "96.67%")


def test_the_main_unit_speaks_for_all():
    units = [*figures("90%"), UnitFigure("乙", parse_actual("及时"), is_main=True)]

    assert aggregate(units, "main").text == "及时"
    assert aggregate(units, "main").working == "取“乙”的数：及时"


@pytest.mark.parametrize(
    ("units", "how", "problem"),
    [
        (figures("5次", "及时"), "sum", "“乙”没有填写数值"),
        (figures("5次", ""), "sum", "“乙”没有填写数值"),
        ([], "sum", "各单位没有填写数值"),
        (figures("5次", "3户"), "sum", "“乙”的计量单位与其他单位不一致，不能汇总，请统一为次"),
        (figures("95%", "95"), "weighted_mean", "“乙”的计量单位与其他单位不一致"),
        (figures("95%", "90%", funds=(100, None)), "weighted_mean", "“乙”没有全年预算数"),
        (figures("95%", "90%", funds=(0, 0)), "weighted_mean", "合计为0"),
        (figures("95%", "90%"), "main", "没有指定唯一的牵头单位"),
        ([UnitFigure("甲", parse_actual(""), is_main=True)], "main", "“甲”尚未填写"),
        (figures("95%"), "typed", "不自动汇总"),
    ],
)
def test_what_cannot_be_put_together_says_why(units, how, problem):
    result = aggregate(units, how)

    assert result.value is None
    assert problem in result.problem


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 1000)), min_size=1, max_size=3))
def test_a_mean_lies_between_the_units(pairs):
    units = figures(*(f"{rate}%" for rate, _ in pairs), funds=[weight for _, weight in pairs])

    value = aggregate(units, "weighted_mean").value

    assert min(rate for rate, _ in pairs) <= value * 100 <= max(rate for rate, _ in pairs)
