"""Print figures: each is rounded once, here, half up unless the form says otherwise (D2)."""

from decimal import Decimal
from fractions import Fraction

from core.figures.rounding import Exact, RoundingMode, round_exact

DASH = "—"


def amount(
    value: Exact | None,
    *,
    decimals: int = 2,
    mode: RoundingMode = "half_up",
    grouped: bool = False,
    empty: str = "",
) -> str:
    """Return an amount (万元) with exactly `decimals` decimals; `empty` where there is none (not zero).

    >>> amount(Decimal("1155.5")), amount(Decimal("1155.5"), grouped=True), amount(None, empty=DASH)
    ('1155.50', '1,155.50', '—')
    """
    if value is None:
        return empty
    rounded = round_exact(value, decimals=decimals, mode=mode)
    return f"{rounded:,f}" if grouped else f"{rounded:f}"


def rate(value: Exact | None, *, decimals: int = 2, mode: RoundingMode = "half_up", empty: str = DASH) -> str:
    """Return a rate, 1 being 100 %, as a percentage; "—" where there is none (执行率 of a budget of 0).

    >>> rate(Fraction(70123, 115550)), rate(Decimal("0.607"), decimals=1), rate(None)
    ('60.69%', '60.7%', '—')
    """
    if value is None:
        return empty
    return f"{round_exact(Fraction(value) * 100, decimals=decimals, mode=mode):f}%"


def score(value: Exact | None, *, decimals: int = 2, mode: RoundingMode = "half_up", empty: str = "") -> str:
    """Return points or a score with at most `decimals` decimals, as offices write them: 6, 22.5, 7.93.

    >>> score(Fraction(70123, 11555)), score(Decimal("22.50")), score(Fraction(70123, 11555), decimals=0)
    ('6.07', '22.5', '6')
    """
    if value is None:
        return empty
    return plain(round_exact(value, decimals=decimals, mode=mode))


def said(points: Exact) -> str:
    """Return points as a 计算过程 says them, with six decimals at most.

    >>> said(Decimal("22.50")), said(Fraction(1, 3))
    ('22.5', '0.333333')
    """
    return score(points, decimals=6)


def file_size(size: int) -> str:
    """Return the size of a file as people compare it: KB or MB of 1024, one decimal.

    >>> file_size(0), file_size(1536), file_size(20 * 1024 * 1024)
    ('0.0KB', '1.5KB', '20.0MB')
    """
    kilobytes = Fraction(size, 1024)
    if kilobytes < 1024:
        return f"{round_exact(kilobytes, decimals=1):f}KB"
    return f"{round_exact(kilobytes / 1024, decimals=1):f}MB"


def plain(value: Decimal | int | None, *, empty: str = "") -> str:
    """Return a number as short as it can be written exactly: no rounding, no exponent, no needless zero.

    >>> plain(Decimal("228.50")), plain(Decimal("1E+3")), plain(Decimal("-0.0"))
    ('228.5', '1000', '0')
    """
    if value is None:
        return empty
    text = f"{Decimal(value):f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short
