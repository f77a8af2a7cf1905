"""Round an exact number once, without ever passing through another precision (D2)."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

RoundingMode = Literal["half_up", "half_down", "half_even", "down", "up"]
Exact = Decimal | Fraction | int


def round_exact(value: Exact, *, decimals: int, mode: RoundingMode = "half_up") -> Decimal:
    """Return `value` with exactly `decimals` decimals, rounded once; ties and cuts go by size, not by sign.

    嘉峪关 cuts 9.96 points to 9, 源城 rounds 6.07 half up to 6 (seeds 003, 000).

    >>> round_exact(Fraction(70123, 11555), decimals=0), round_exact(Decimal("9.96"), decimals=0, mode="down")
    (Decimal('6'), Decimal('9'))
    """
    if isinstance(value, float):
        raise TypeError("a float has already lost digits")
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rest and _goes_up(whole, 2 * rest, scaled.denominator, mode):
        whole += 1
    return Decimal((int(exact < 0 and whole > 0), _digits(whole), -decimals))


def _goes_up(whole: int, doubled: int, one: int, mode: RoundingMode) -> bool:
    """Whether what is left over `whole`, `doubled` ÷ 2 of `one`, makes it one more."""
    match mode:
        case "half_up":
            return doubled >= one
        case "half_down":
            return doubled > one
        case "half_even":
            return doubled > one or (doubled == one and whole % 2 == 1)
        case "up":
            return True
        case _:  # down
            return False


def _digits(whole: int) -> tuple[int, ...]:
    return tuple(int(digit) for digit in str(whole))
