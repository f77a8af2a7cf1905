"""Read a 年度指标值: its sign, number and measure, or the words that it is."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from core.figures.quantities import Reading, read

_PARTS = re.compile(r"\s*([≥≧≤≦><＞＜]?[=＝═﹦]?)\s*(-?[0-9０-９.,，．]+)\s*([^0-9０-９]{0,20})")


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


class TargetParts(NamedTuple):
    """A target as forms print it that have a column for each part (四川, 云南)."""

    sign: str
    figure: str
    unit: str


def split_target(text: str) -> TargetParts:
    """Return the parts of a target as they were written; words, and what is no plain figure, stay whole.

    >>> split_target("≧735人次")
    TargetParts(sign='≧', figure='735', unit='人次')
    >>> split_target("按时拨付").figure, split_target("2022年6月30日前").figure
    ('按时拨付', '2022年6月30日前')
    """
    found = _PARTS.fullmatch(text.strip())
    return TargetParts(*found.groups()) if found else TargetParts("", text, "")
