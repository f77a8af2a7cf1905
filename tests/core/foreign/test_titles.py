"""Year and names around a table."""

from __future__ import annotations

import pytest

from core.foreign.case import from_data
from core.foreign.reading import check
from tests.core.filing.forms import make_form

FORM = make_form()


def found(**told):
    return [(one.check, one.found, one.expected) for one in check(from_data({"year": 2021, **told}, FORM))]


def test_a_year_that_is_neither_that_of_the_data_nor_that_of_the_work_is_told():
    assert found(title="2020年度项目支出绩效自评表") == [("C17", "2020", "2021")]


@pytest.mark.parametrize(
    "told", [{"title": "2021年度自评表"}, {"cover": {"heading": "源城区 2022 年自评报告"}}]
)
def test_the_years_of_data_and_work_are_right(told):
    assert found(**told) == []


def test_a_cover_with_another_name_is_told():
    told = {"unit": "甲局", "project": "丙项目", "cover": {"unit": "乙局", "project": "丙 项目"}}

    assert found(**told) == [("C17", "乙局", "甲局")]


def test_a_name_that_only_one_of_them_has_is_no_other():
    assert found(unit="甲局", cover={"project": "丙"}) == []
