"""What each month makes in a year: 每月需96250元，全年需115.50万元; 人均年补助7200元，折合每人每月600元."""

from __future__ import annotations

from collections.abc import Iterator

from core.verification.prose.figures import Figure
from core.verification.prose.prices import MONTH, is_of_time, is_timely, names_of
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names
from core.verification.prose.worth import Product, Term

AHEAD = 3
IN_A_YEAR = 12
WHOLE_YEAR = names("全年 年需 年共 一年 年发放 年支出 年度共 年合计 年应")
CONVERTED = names("折合 合 即 相当于 折算")


def monthly(reading: Reading) -> Iterator[Statement]:
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if figure.name != "元" or not figure.is_exact or not figure.value:
            continue
        product = _year(reading, place) if is_of_time(figure) else _converted(reading, place)
        if product and product.fits:
            yield product.statement("yes")
        elif product and product.misprinted():
            yield product.statement("no")


def _year(reading: Reading, place: int) -> Product | None:
    """What all months make, right behind what one does; the months may stand between."""
    month, times = reading.figures[place], list[Figure]()
    for figure in reading.figures[place + 1 : place + 1 + AHEAD]:
        if is_timely(figure, MONTH) and figure.is_exact and figure.value:
            times.append(figure)
        elif figure.name == "元" and figure.is_exact and figure.value and figure.sentence == month.sentence:
            told = bool(times) or any(word in figure.lead for word in WHOLE_YEAR)
            constant = 1 if times else IN_A_YEAR
            return Product(figure, (Term(month),), tuple(times), constant) if told else None
        else:
            return None
    return None


def _converted(reading: Reading, place: int) -> Product | None:
    """人均年补助7200元，折合每人每月600元: one price for a year and for a month of it."""
    month = reading.figures[place]
    year = reading.figures[place - 1] if place else month
    said = month.label.startswith(CONVERTED) and MONTH in names_of(month)
    is_year = (
        year.name == "元"
        and year.is_exact
        and year.sentence == month.sentence
        and MONTH not in names_of(year)
    )
    each = "每" in year.label or "均" in year.label
    return (
        Product(year, (Term(month),), (), IN_A_YEAR, is_average=True) if said and is_year and each else None
    )
