"""Read a 年度指标值: its sign, number and measure, or the words that it is."""

from dataclasses import dataclass

from core.figures.quantities import Reading, read


@dataclass(frozen=True)
class Target(Reading):
    """年度指标值. `operator` is "" where none is written: reaching the figure is meant (财预〔2020〕10号)."""


def parse_target(text: str, *, year: int | None = None) -> Target:
    """Read a target; any text is taken, nothing is raised. Percentages are kept as rates.
    `year`: that of dates without one.

    Signs ≥ ≧ >= > ≤ ≦ <= < = ═ ﹦ ＝ and words 不低于 … 以上, 控制在 … 以内 (domain.md §8, seeds 000–003).

    >>> target = parse_target("≧98％")
    >>> target.operator, target.value, target.measure, target.kind
    ('>=', Decimal('0.98'), '%', 'quantitative')
    >>> parse_target("按时拨付").kind, parse_target("达到80%以上").operator
    ('qualitative', '>=')
    """
    return Target(**vars(read(text, year=year)))
