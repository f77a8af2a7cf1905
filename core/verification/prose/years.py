"""Changes of a row of years: 2021年a、2022年b、2023年c，2022年比上年增长p%，2023年比2021年减少d."""

from __future__ import annotations

from collections.abc import Iterator

from core.verification.prose.changes import difference_of, is_aside, rate_of
from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading, year_in
from core.verification.prose.words import BASE_HEADS, COMPARES

FAR = 12
IS_TIMES = ("是", "为", "相当于", "达到")
BEFORE = (*BASE_HEADS, "上年末", "年初", "改革前", "实施前", "原来", "基期")


def dated(reading: Reading) -> Iterator[Statement]:
    """Every change that names its years, 倍 of what was, and what stays as it was."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if not figure.is_exact:
            continue
        if reading.roles[place] == "change":
            yield from _of_years(reading, place)
        elif figure.name == "倍":
            yield from _multiple(reading, place)
        else:
            yield from _level(reading, place)


def _of_years(reading: Reading, place: int) -> Iterator[Statement]:
    """A change that says of which year it is and from which, where the text has one amount of each."""
    figure = reading.figures[place]
    year, base = _years(figure.label)
    now, was = _amount_of(reading, place, year), _amount_of(reading, place, base)
    if not (now and was and now.is_like(was)) or is_aside(reading, place):
        return
    if figure.kind == "rate":
        told = rate_of(figure, now, was, True)
    else:
        told = difference_of(figure, now, was, True) if figure.is_like(now) else None
    yield from [told] if told else []


def _years(label: str) -> tuple[int, int]:
    """2022 and 2021 of 2022年比上年增长, 2023 and 2021 of 2023年较2021年减少; 0 where none is said."""
    at = max(label.rfind(word) for word in COMPARES[:2])
    year = year_in(label[:at]) if at > 0 else 0
    behind = label[at + 1 :]
    base = year_in(behind) or (year - 1 if behind.startswith(BASE_HEADS) else 0)
    return (year, base) if 0 < base < year else (0, 0)


def _amount_of(reading: Reading, place: int, year: int) -> Figure | None:
    """The one amount before a change whose own words end in that year."""
    claimed = reading.figures[place]
    found = {
        reading.figures[other].amount: reading.figures[other]
        for other in reading.back(place, lambda figure: figure.kind in ("money", "count"), window=FAR)
        if year
        and reading.figures[other].paragraph == claimed.paragraph
        and _is_of(reading.figures[other], year)
        and reading.roles[other] != "change"
    }
    (only, *more) = found.values() or [None]
    return only if only and not more and only.is_exact else None


def _is_of(figure: Figure, year: int) -> bool:
    """2022年末158人, 分别为2021年168万元; not 2022年支出, which is of one thing."""
    said = figure.label.rstrip("末底度为达是共")
    return said.endswith(f"{year}年")


def _multiple(reading: Reading, place: int) -> Iterator[Statement]:
    """由a扩大到b，是上年末的2.5倍."""
    claimed, pair = reading.figures[place], reading.figures[max(0, place - 2) : place]
    told = claimed.label.startswith(IS_TIMES) and any(word in claimed.label for word in BEFORE)
    if not told or reading.roles[max(0, place - 2) : place] != ("from", "to"):
        return
    was, now = pair
    if now.is_like(was) and was.amount and claimed.sentence == was.sentence and now.is_exact and was.is_exact:
        ratio = now.amount / was.amount
        holds = ratio_holds(claimed, ratio, slack_of(now, was))
        working = f"{shown(now)} ÷ {shown(was)} = {written(ratio, claimed)}"
        yield Statement("change", claimed, (now, was), ratio, holds, working)


def _level(reading: Reading, place: int) -> Iterator[Statement]:
    """9个，与上年持平（上年9个）; 与上年9个持平: one amount, said of two years."""
    was, before = reading.figures[place], reading.figures[place - 1 : place] if place else ()
    bracketed = was.lead.endswith(f"持平（{was.label}")
    said = was.label.startswith(("与", "同", "和")) and was.tail.startswith("持平")
    if not (said or bracketed) or "基本" in was.lead or not any(word in was.lead for word in BEFORE):
        return
    for now in before:
        if now.is_like(was) and now.is_exact and now.sentence == was.sentence:
            holds: Holds = "yes" if now.amount == was.amount else "no"
            yield Statement("change", was, (now,), now.amount, holds, written(now.amount, was))
