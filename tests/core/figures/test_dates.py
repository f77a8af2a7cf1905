"""Dates in what people write: days, months, ends of them; what is in time and what is late."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.dates import NoSuchDayError, When, find_dates
from core.figures.quantities import parse_actual, read
from core.figures.targets import parse_target

YEAR = (date(2021, 1, 1), date(2021, 12, 31))
MONTH = (date(2021, 12, 1), date(2021, 12, 31))
LAST_DAY = (date(2021, 12, 31),) * 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021年12月31日前", LAST_DAY),
        ("2021-12-31", LAST_DAY),
        ("2021/12/31", LAST_DAY),
        ("2021.12.31之前完成", LAST_DAY),
        ("２０２１年１２月３１日", LAST_DAY),
        ("12月31号以前", LAST_DAY),
        ("当年12月31日", LAST_DAY),
        ("2021年度12月31日", LAST_DAY),
        ("2021年12月完成", MONTH),
        ("12月份", MONTH),
        ("12月底前", (date(2021, 12, 21), date(2021, 12, 31))),
        ("2月末", (date(2021, 2, 21), date(2021, 2, 28))),
        ("12月初", (date(2021, 12, 1), date(2021, 12, 10))),
        ("12月上旬", (date(2021, 12, 1), date(2021, 12, 10))),
        ("12月中旬", (date(2021, 12, 11), date(2021, 12, 20))),
        ("第二季度", (date(2021, 4, 1), date(2021, 6, 30))),
        ("4季度末", (date(2021, 12, 21), date(2021, 12, 31))),
        ("2021年1季度初", (date(2021, 1, 1), date(2021, 1, 10))),
        ("上半年", (date(2021, 1, 1), date(2021, 6, 30))),
        ("2021年下半年", (date(2021, 7, 1), date(2021, 12, 31))),
        ("年底前完成", (date(2021, 12, 21), date(2021, 12, 31))),
        ("2021年底", (date(2021, 12, 21), date(2021, 12, 31))),
        ("年内完成", YEAR),
        ("2021年度内", YEAR),
        ("2021年完成", YEAR),
    ],
)
def test_a_date_is_found(text, days):
    (found,) = find_dates(text, year=2021)

    assert (found.first, found.last) == days


@pytest.mark.parametrize("text", ["按时拨付", "三年内", "112月", "13月", "0月", "3.12月", ""])
def test_what_is_no_date_is_none(text):
    assert find_dates(text, year=2021) == []


def test_a_date_without_a_year_is_none_where_no_year_is_known():
    assert find_dates("12月底前") == []


def test_two_dates_are_both_found_and_neither_is_meant():
    assert len(find_dates("2025年8月7日(实际2026年1月16日)")) == 2
    assert read("2025年8月7日(实际2026年1月16日)").day is None


@pytest.mark.parametrize("text", ["2021年2月30日", "2021-13-01", "9月31日"])
def test_a_day_that_no_calendar_has_is_said(text):
    with pytest.raises(NoSuchDayError):
        find_dates(text, year=2021)

    assert read(text, year=2021).problem == f"「{text}」中的日期不存在，请核对年、月、日。"


@pytest.mark.parametrize(
    "text", ["不早于2021年12月31日", "≥2021-12-31", "2021年12月31日之后", "2021年12月31日起"]
)
def test_some_dates_say_not_before(text):
    assert find_dates(text)[0].side == "from"


@pytest.mark.parametrize(
    ("due", "done", "kept"),
    [
        ("2021年12月31日前", "2021年12月31日", True),
        ("2021年12月31日前", "2022年1月1日", False),
        ("2021年12月31日前", "2021年12月", True),
        ("2021年12月20日前", "2021年12月", None),
        ("12月底前", "2021年12月25日", True),
        ("12月底前", "2022年1月15日", False),
        ("12月前", "2021年11月30日", True),
        ("12月前", "2021年12月1日", None),
        ("2021年12月1日前", "2021年12月", None),
        ("12月前", "2022年1月", False),
        ("12月", "2021年12月15日", True),
        ("上半年", "2021年6月30日", True),
        ("年底前", "12月31日", True),
        ("不早于2021年3月1日", "2021年3月1日", True),
        ("不早于2021年3月1日", "2021年2月", False),
        ("不早于2021年3月31日", "2021年3月", None),
    ],
)
def test_in_time_or_late_or_not_known(due, done, kept):
    target, actual = parse_target(due, year=2021), parse_actual(done, year=2021)

    assert target.day.is_kept_by(actual.day) is kept


@pytest.mark.parametrize(("text", "yes"), [("是", True), ("=是", True), ("否。", False), ("＝ 否", False)])
def test_yes_and_no_are_answers(text, yes):
    assert parse_target(text).yes is yes


@pytest.mark.parametrize("text", ["是否", "不是", "定性", "否则"])
def test_other_words_are_none(text):
    assert parse_actual(text).yes is None


def test_a_figure_beside_a_date_is_the_figure():
    reading = read("6月30日前完成100%", year=2021)

    assert (reading.kind, reading.day) == ("quantitative", None)


def test_a_long_story_has_no_date():
    assert read("2021年12月，" + "持续优化医保经办服务" * 5).day is None


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["{}-{}-{}", "{}年{}月{}日", "{}.{}.{}"])
)
def test_a_printed_day_reads_back(day, form):
    (found,) = find_dates(form.format(day.year, day.month, day.day))

    assert found == When(day, day)


@given(st.text(alphabet="0123456789年月日号底前季度上下半内旬-/.第一二是否≥ ", max_size=40))
def test_whatever_looks_like_a_date_is_read_without_an_error(text):
    reading = read(text, year=2021)

    assert reading.day is None or reading.day.first <= reading.day.last
