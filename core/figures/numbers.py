"""Read the numbers that people type: amounts, points, scores and rates. Never a float, never a guess."""

import re
from decimal import Decimal

from core.figures.text import REFUSED, FigureError, clip, narrow

LONGEST = 64
NOT_APPLICABLE = frozenset({"", "-", "--", "–", "—", "——", "/", "*"})
DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
TEN_THOUSANDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)万元?")
RATE_SCALES = {"%": 2, "‰": 3}
MAX_DIGITS = 15
DECIMAL_PLACES = 6


def parse_number(
    text: str,
    *,
    allow_negative: bool = False,
    max_digits: int = MAX_DIGITS,
    decimal_places: int = DECIMAL_PLACES,
) -> Decimal | None:
    """Return the number, None for an empty cell and the marks - — —— / * (domain.md §8); else FigureError.

    Decimals stay as typed: "228.50" keeps its zero. Full-width signs, spaces around, 1,234.56 are understood;
    a space inside (two numbers?), exponents, NaN, Infinity, _ and foreign digits are refused.

    >>> parse_number("１,１５５.50"), parse_number("——")
    (Decimal('1155.50'), None)
    """
    plain = _plain(text)
    if plain in NOT_APPLICABLE:
        return None
    digits = _digits(plain.removeprefix("-"), text)
    _check_size(digits, text, whole=max_digits - decimal_places, decimals=decimal_places)
    value = Decimal(digits)
    if value and plain.startswith("-"):
        if not allow_negative:
            raise FigureError(f"「{clip(text)}」是负数，本栏不能填负数，请核对后改为不小于0的数。")
        return -value
    return value


def parse_rate(text: str, *, allow_negative: bool = False) -> Decimal | None:
    """Return the rate that "60.7%" or "3‰" says, 1 being 100 %; None as in parse_number.

    A number without a sign of percent is refused, as 1 may mean 1 % and 100 %; only 0 is 0 either way.
    At most six decimals of the rate are kept, so four of a percentage.

    >>> parse_rate("60.7％"), parse_rate("100%")
    (Decimal('0.607'), Decimal('1'))
    """
    plain = _plain(text)
    scale = RATE_SCALES.get(plain[-1:], 0)
    if not scale:
        return _bare_rate(text)
    number = plain[:-1].rstrip()
    if not any(form.fullmatch(number.removeprefix("-")) for form in (DIGITS, GROUPED)):
        raise FigureError(f"「{clip(text)}」不能识别为百分比，请写成例如60.7%。")
    value = parse_number(number, allow_negative=allow_negative, decimal_places=DECIMAL_PLACES - scale)
    return None if value is None else as_rate(value, scale)


def _bare_rate(text: str) -> Decimal | None:
    value = parse_number(text, allow_negative=True)
    if value:
        raise FigureError(f"「{clip(text)}」没有百分号，请注明百分号，例如60.7%。")
    return value


def as_rate(value: Decimal, scale: int) -> Decimal:
    """Return `value` ÷ 10^scale without rounding and without needless zeros.

    >>> as_rate(Decimal("60.70"), 2), as_rate(Decimal("100"), 2)
    (Decimal('0.607'), Decimal('1'))
    """
    shifted = value.scaleb(-scale)
    text = f"{shifted:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else shifted


def _plain(text: str) -> str:
    """Return the text in half-width signs without spaces around; its length is looked at first."""
    if len(text) > LONGEST:
        raise FigureError(f"「{clip(text)}」太长，共{len(text)}个字符，不能识别为数字，请只填一个数字。")
    if REFUSED.search(text):
        raise FigureError(f"「{clip(text)}」含有看不见的控制字符，请删除本栏内容后重新输入。")
    return narrow(text).strip()


def _digits(plain: str, text: str) -> str:
    """Return digits and point alone; refuse anything else with the message that fits."""
    if DIGITS.fullmatch(plain):
        return plain
    if GROUPED.fullmatch(plain):
        return plain.replace(",", "")
    if DIGITS.fullmatch(plain.replace(",", "")):
        raise FigureError(f"「{clip(text)}」的千位分隔符位置不对，请去掉逗号后重新填写，例如1234.56。")
    amount = TEN_THOUSANDS.fullmatch(plain)
    if amount:
        number = amount[1] if "." in amount[1] else f"{amount[1]}.00"
        raise FigureError(f"「{clip(text)}」不能识别为数字，请改为{number}。")
    raise FigureError(f"「{clip(text)}」不能识别为数字，请只填数字，例如1234.56。")


def _check_size(digits: str, text: str, *, whole: int, decimals: int) -> None:
    before, _, after = digits.partition(".")
    if len(before.lstrip("0")) > whole or len(after) > decimals:
        raise FigureError(
            f"「{clip(text)}」位数过多，整数最多{whole}位，小数最多{decimals}位，请核对后重新填写。"
        )
