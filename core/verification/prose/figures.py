"""A figure in prose: where it stands, what it says, at which precision it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from core.verification.prose.measures import Kind, base, kind_of

ANSWERED = ({"份", "人"}, {"户", "家"}, {"户", "人"}, {"件", "起"})


@dataclass(frozen=True)
class Figure:
    """One number with its measure.

    `start`, `end`: the span in the text as written. `label`: the words of its clause before it; `lead`: all
    between the figure before and this one. `depth`: brackets around it. `is_exact`: not 约, 余, 以上, 3-5.
    `is_borrowed`: its measure is that of its neighbour (下达74.73，支出74.23万元). `tail`: the first words
    behind it in its sentence (村 of 20个村).
    """

    start: int
    end: int
    text: str
    value: Decimal
    measure: str
    label: str
    lead: str
    depth: int
    sentence: int
    paragraph: int
    is_exact: bool = True
    is_borrowed: bool = False
    tail: str = ""

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.measure)

    @cached_property
    def name(self) -> str:
        """The measure without its multiple: 元 of 万元."""
        return base(self.measure)[0]

    @cached_property
    def decimals(self) -> int:
        return -int(self.value.as_tuple().exponent)

    @cached_property
    def significant(self) -> int:
        """How many digits it is printed with, noughts before the first aside: 3 of 0.125, 4 of 60.00."""
        return len(f"{self.value:f}".replace(".", "").lstrip("0"))

    @cached_property
    def amount(self) -> Fraction:
        """The value in its base measure; of a rate 1 is 100 %."""
        return scaled(Fraction(self.value), base(self.measure)[1])

    @cached_property
    def half(self) -> Fraction:
        """Half a unit of the last printed place, in the base measure; 0 of 0万元, and where one counts."""
        power = base(self.measure)[1]
        is_nothing = not self.value and self.kind != "rate"
        is_counted = self.kind in ("count", "score") and not self.decimals and not power and self.name != "倍"
        if is_nothing or is_counted:
            return Fraction(0)
        return scaled(Fraction(1, 2), power - self.decimals)

    @property
    def priced(self) -> str:
        """The words that may say what a price is for: 按每人每天伙食、场地费合计 of 150元."""
        clause = self.lead.rpartition("，")[2].rpartition("；")[2].rpartition("。")[2]
        return clause if self.label.endswith(("合计", "共计", "合计为")) else self.label

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    def is_like(self, other: Figure) -> bool:
        """Whether the two can be added: both money, or things counted in the same measure."""
        return self.kind == other.kind and self.name == other.name

    def is_close_to(self, other: Figure) -> bool:
        """Whether the two may count the same things: 户 and 户次, 份 of questionnaires and 人."""
        mine, theirs = (figure.name.removesuffix("次") for figure in (self, other))
        return self.is_like(other) or (
            self.kind == other.kind == "count" and (mine == theirs or {mine, theirs} in ANSWERED)
        )


def scaled(value: Fraction, power: int) -> Fraction:
    """Return value × 10^power, exactly.

    >>> scaled(Fraction(1, 2), -2)
    Fraction(1, 200)
    """
    factor: int = 10 ** abs(power)
    return value * factor if power >= 0 else value / factor
