"""Answers as they are typed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from core.scoring.answers import Asked, MissingError, choice, day, numbers, rate, ticks
from tests.core.scoring.claims import answered

TICK = Asked("a", "有计划", "tick")
CHOICE = Asked("a", "情况", "choice", choices=(("到位", "到位（2分）"),))
NUMBER = Asked("a", "次数", "number")


@pytest.mark.parametrize(("typed", "read"), [("是", True), (" 否 ", False)])
def test_a_tick_is_yes_or_no(typed, read):
    assert ticks(answered(a=typed), [TICK]) == [read]


def test_a_choice_is_read_without_its_spaces():
    assert choice(answered(a="　到位 "), CHOICE) == "到位"


@pytest.mark.parametrize(("typed", "read"), [("２", 2), ("1,234.5", Fraction("1234.5")), ("0", 0)])
def test_a_number_is_read_as_in_any_cell(typed, read):
    assert numbers(answered(a=typed), [NUMBER]) == [read]


def test_a_rate_is_exact():
    assert rate(answered(a="33.3333%"), NUMBER) == Fraction(Decimal("0.333333"))


@pytest.mark.parametrize(
    "typed", ["2021-12-31", "2021/12/31", "2021.12.31", "2021年12月31日", "２０２１年12月31日"]
)
def test_a_date_is_written_in_several_ways(typed):
    assert day(answered(a=typed), NUMBER) == date(2021, 12, 31)


@pytest.mark.parametrize("typed", ["2021-13-01", "31.12.2021", "1821-12-31", "2021-12-31 08:00", "12月"])
def test_what_is_no_date_is_refused_in_words(typed):
    with pytest.raises(MissingError, match="不是日期，请写成例如2021-12-31。"):
        day(answered(a=typed), NUMBER)


@pytest.mark.parametrize("read", [rate, day])
def test_nothing_is_no_answer(read):
    with pytest.raises(MissingError, match="请填写“次数”，保存后显示计算得分。"):
        read(answered(), NUMBER)
