"""实际完成值: read as written; any text is taken."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.figures import measures
from core.figures.quantities import WRITTEN, Actual, parse_actual, read, shown, written

SIGNS = "0123456789.,%％‰≥≧≤<=-－ 不低于超过控制在以上内达到第年月日号个万元人(含)①٣\u200b目标:、"


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [("1782人", "1782", "人"), ("91%", "0.91", "%"), ("95", "95", ""), ("0", "0", "")],
)
def test_an_actual_is_read(text, value, measure):
    assert parse_actual(text) == Actual(text, "quantitative", Decimal(value), measure)


@pytest.mark.parametrize("text", ["达成预期", "部分达成预期", "已全覆盖", "有所提高", "较上一年度下降"])
def test_words_are_words(text):
    assert parse_actual(text) == Actual(text, "qualitative")


def test_a_sign_in_an_actual_is_kept_for_the_check():
    assert parse_actual("≥95%").operator == ">="


@pytest.mark.parametrize("text", ["≥ 1 700人", "1 700人", "1　700人", "95 96%", "12 34 56"])
def test_figures_parted_by_a_blank_alone_are_not_guessed(text):
    reading = read(text)

    assert (reading.kind, reading.value) == ("unreadable", None)
    assert "数字中间有空格" in reading.problem


@pytest.mark.parametrize(("text", "value"), [("≥ 1700 人", "1700"), ("2021年 95%", "0.95"), (" 5 ", "5")])
def test_a_blank_elsewhere_parts_nothing(text, value):
    assert read(text).value == Decimal(value)


def test_a_long_story_is_words():
    story = "推行门诊慢性病、“两病”门诊“长处方”制度，将购药时长由30天延长至90天，保障群众用药需求，得到好评。"

    assert read(story).kind == "qualitative"


def test_a_long_story_with_one_sign_is_a_figure():
    assert read("持续优化医保经办服务，强化为民务实作风，" * 2 + "满意度不低于95%").value == Decimal("0.95")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("达95%" + "好" * 37, "quantitative"),
        ("好" * 37 + "95%", "quantitative"),
        ("好" * 38 + "95%", "qualitative"),
        ("好" * 1996 + "≥95%", "quantitative"),
        ("好" * 1997 + "≥95%", "qualitative"),
    ],
)
def test_prose_of_more_than_40_signs_claims_nothing_unsigned_and_of_more_than_2000_nothing(text, kind):
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "value", "operator"),
    [
        ("-5%", "-0.05", ""),
        ("不低于-5%", "-0.05", ">="),
        ("表-5", "5", ""),
        ("123456789人", "123456789", ""),
        ("1.123456", "1.123456", ""),
        ("60.1234%", "0.601234", ""),
    ],
)
def test_a_sign_and_all_digits_that_a_cell_holds_are_read(text, value, operator):
    assert (read(text).value, read(text).operator) == (Decimal(value), operator)


@pytest.mark.parametrize("text", ["1234567890人", "1.1234567", "60.12345%", "1" * 31])
def test_more_digits_than_a_cell_holds_are_refused(text):
    assert "位数过多" in read(text).problem


def test_digits_behind_a_letter_are_part_of_a_name():
    assert read("参加G20峰会").kind == "qualitative"


@pytest.mark.parametrize(("more", "found"), [(30, True), (31, False)])
def test_in_prose_a_date_is_told_not_meant(more, found):
    assert bool(read("2021年6月30日" + "好" * more).day) is found


@pytest.mark.parametrize(
    ("text", "malformed"), [("91%%左右", True), ("٣人", True), ("1 700人", True), ("95%、96%", False)]
)
def test_a_figure_that_is_none_is_told_from_several(text, malformed):
    reading = read(text)

    assert (reading.kind, reading.is_malformed) == ("unreadable", malformed)


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [("0.607", "%", "60.7%"), ("0.005", "‰", "5‰"), ("0.05", "个百分点", "5%"), ("2.8000", "万元", "2.8")],
)
def test_a_working_shows_figures_as_people_write_them(value, measure, text):
    assert shown(Decimal(value), measure) == text


@given(st.text() | st.text(alphabet=SIGNS, max_size=60))
@example("1" * 2000)
def test_any_text_is_read_without_an_error(text):
    reading = read(text)

    assert (reading.value is not None) == (reading.kind == "quantitative")
    assert bool(reading.problem) == (reading.kind == "unreadable")


@given(st.text(alphabet=SIGNS, max_size=60))
def test_a_value_fits_a_cell(text):
    value = read(text).value

    assert value is None or (abs(value) < 10**9 and value == value.quantize(Decimal("0.000001")))


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,234,", "1.", "第", "年", "百分之1", "≥", "不", "-1", "1%", " ", "(1", "万"]
)
def test_long_adversarial_text_is_read_or_taken_as_words(piece):
    """Going back and forth would not come to an end at 2,000; what is longer is not searched."""
    longest, longer = (piece * 2_000)[:2_000], (piece * 2_001)[:2_001]

    assert read(longest).text == longest
    assert read(longer).kind == "qualitative"


@given(
    value=st.decimals(0, 10**8, places=4),
    sign=st.sampled_from(sorted(WRITTEN)),
    measure=st.sampled_from(["", "%", "‰", "个百分点", "百分比", *measures.WORDS, "万元", "亿元", "万"]),
)
def test_a_printed_figure_reads_back(value, sign, measure):
    first = read(f"{sign}{value:f}{measure}")

    again = read(written(first))

    assert (again.value, again.operator) == (first.value, first.operator)
    assert measures.base(again.measure) == measures.base(first.measure)


@given(st.text(alphabet=SIGNS, max_size=40))
def test_a_printed_text_says_the_same_again(text):
    """What is printed of what was read is read as the same, whatever was typed."""
    first = read(text)

    again = read(written(first))

    assert again.value == first.value
    assert again.kind == first.kind


@pytest.mark.parametrize("text", ["制度健全规范,得2分", "审批齐全，得2分；缺失扣1分", "办法健全（1分）"])
def test_points_that_a_rule_gives_are_no_target(text):
    assert read(text).kind == "qualitative"


def test_points_that_were_reached_are_a_figure():
    assert (read("年度考核得95分").value, read("≥90分").value) == (95, 90)
