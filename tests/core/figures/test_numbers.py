"""Numbers are read exactly or refused in words; no guess, no float, no endless work."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.numbers import as_rate, parse_number, parse_rate
from core.figures.printing import amount, plain, rate
from core.figures.text import FigureError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("701.23", "701.23"),
        ("1155.50", "1155.50"),
        ("1,234.56", "1234.56"),
        ("12,345,678", "12345678"),
        ("１，１５５．５", "1155.5"),
        (" 228.50　", "228.50"),
        ("8\u200b0.96", "80.96"),
        ("0", "0"),
        ("-0.00", "0.00"),
        ("007", "7"),
        ("999999999.999999", "999999999.999999"),
    ],
)
def test_numbers_are_read_as_typed(text, value):
    assert str(parse_number(text)) == value


def test_what_is_longer_than_any_number_is_not_searched_for_one():
    assert parse_number(f"{' ' * 62}12") == 12
    with pytest.raises(FigureError, match="太长，共65个字符"):
        parse_number(f"{' ' * 63}12")


@pytest.mark.parametrize("text", ["", "  ", "-", "－", "—", "——", "/", "*", "–", "--", "\u200b"])
def test_empty_and_not_applicable_are_no_number(text):
    assert parse_number(text) is None


NO_NUMBERS = [
    "NaN",
    "Infinity",
    "-inf",
    "1E+1000000",
    "1e5",
    "1_000",
    "٣",
    "²",
    "①",
    "𝟏",
    "0x10",
    "=1+1",
    "+5",
    "5.",
]
NO_NUMBERS += [".5", "1.2.3", "12 34", "12\t34", "1\n2", "三百", "2000元", "--5", "- 5", "(5)", "约5", "5%"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_anything_else_is_refused_with_what_to_do(text):
    with pytest.raises(FigureError, match=r"不能识别为数字，请只填数字，例如1234\.56。"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "advice"), [("2000万", "2000.00"), ("207.4538万元", "207.4538"), ("３万", "3.00")]
)
def test_ten_thousands_are_refused_with_the_number_to_type(text, advice):
    with pytest.raises(FigureError, match=f"^「{text}」不能识别为数字，请改为{advice}。$"):
        parse_number(text)


@pytest.mark.parametrize("text", ["12,34", "1,2345", ",123", "1234,567", "1,234,5.6", "12345,"])
def test_misplaced_separators_are_refused(text):
    with pytest.raises(FigureError, match="千位分隔符位置不对，请去掉逗号后重新填写"):
        parse_number(text)


@pytest.mark.parametrize("text", ["1234567890123456", "1000000000", "0.1234567", "1,000,000,000"])
def test_too_many_digits_are_refused(text):
    with pytest.raises(FigureError, match="位数过多，整数最多9位，小数最多6位，请核对后重新填写。"):
        parse_number(text)


def test_digits_are_counted_as_the_caller_says():
    with pytest.raises(FigureError, match="整数最多3位，小数最多2位"):
        parse_number("12.345", max_digits=5, decimal_places=2)


@pytest.mark.parametrize("text", ["-5", "－5.00", "−0.01", "-1,234"])
def test_negative_numbers_have_a_message_of_their_own(text):
    with pytest.raises(FigureError, match="是负数，本栏不能填负数"):
        parse_number(text)


def test_negative_numbers_are_read_where_allowed():
    assert parse_number("−1,234.50", allow_negative=True) == Decimal("-1234.50")


@pytest.mark.parametrize("text", ["5\u202e", "\x005", "5\ufffe", "1\x0b"])
def test_hidden_controls_are_refused(text):
    with pytest.raises(FigureError, match="含有看不见的控制字符，请删除本栏内容后重新输入。"):
        parse_number(text)


def test_the_length_is_looked_at_first():
    with pytest.raises(FigureError, match="「11111111111111111111…」太长，共200000个字符"):
        parse_number("1" * 200_000)


@pytest.mark.parametrize(
    "piece", ["1", "1,", ",", "1.", "１", "-", " ", "\u200b", "万", "%", "\u202e", "1,234,"]
)
def test_long_adversarial_text_is_refused_by_its_length(piece):
    with pytest.raises(FigureError, match="太长，共50000个字符"):
        parse_number((piece * 50_000)[:50_000])


@given(st.text())
def test_any_text_is_a_number_nothing_or_a_refusal(text):
    try:
        value = parse_number(text, allow_negative=True)
    except FigureError:
        return
    assert value is None or (value.is_finite() and len(value.as_tuple().digits) <= 15)


@given(st.text(alphabet="0123456789０９.,-% 万\u200b%％‰E_"))
def test_any_text_of_number_signs_is_a_rate_nothing_or_a_refusal(text):
    try:
        value = parse_rate(text, allow_negative=True)
    except FigureError:
        return
    assert value is None or value == value.quantize(Decimal("0.000001"))


money = st.decimals(min_value=0, max_value=999_999_999, places=2)


@given(money)
def test_a_printed_amount_is_read_back(value):
    assert parse_number(amount(value, grouped=True)) == value


@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=6))
def test_a_plainly_printed_number_is_read_back(value):
    assert parse_number(plain(value), allow_negative=True) == value


@given(st.decimals(min_value=0, max_value=9, places=4))
def test_a_printed_rate_is_read_back(value):
    assert parse_rate(rate(value)) == value


RATES = [("1,234%", "12.34"), ("60.6936 %", "0.606936")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60.7%", "0.607"),
        ("60.70％", "0.607"),
        ("100%", "1"),
        ("5‰", "0.005"),
        ("0", "0"),
        ("0.0%", "0"),
        *RATES,
    ],
)
def test_rates_are_read_as_shares_of_one(text, value):
    assert parse_rate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "—", "-"])
def test_an_empty_rate_is_no_rate(text):
    assert parse_rate(text) is None


@pytest.mark.parametrize("text", ["1", "60.7", "0.607", "-1"])
def test_a_rate_needs_its_sign(text):
    with pytest.raises(FigureError, match=r"没有百分号，请注明百分号，例如60\.7%。"):
        parse_rate(text)


@pytest.mark.parametrize("text", ["91%%", "%", "-%", "/%", "百分之九十%", "%91", "1e1%"])
def test_a_rate_that_is_no_number_is_refused(text):
    with pytest.raises(FigureError, match="不能识别为"):
        parse_rate(text)


def test_more_decimals_than_a_cell_keeps_are_refused():
    with pytest.raises(FigureError, match="小数最多4位"):
        parse_rate("60.69364%")


def test_negative_rates_are_read_where_allowed():
    assert parse_rate("-5%", allow_negative=True) == Decimal("-0.05")


def test_a_negative_rate_is_refused_elsewhere():
    with pytest.raises(FigureError, match="本栏不能填负数"):
        parse_rate("-5%")


def test_large_rates_keep_plain_notation():
    assert str(as_rate(Decimal("30000"), 2)) == "300"
