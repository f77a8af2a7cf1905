"""Measures that cannot be meant: 公用经费21.79元 where only 21.79万元 comes out (C18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.verification.prose.compare import ratio_holds, shown, slack_of
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

NEAR = 12
INTO = "万元"


def units(reading: Reading) -> Iterator[Statement]:
    """元 where only 万元 comes out: its digits stand with 万元 elsewhere, or its share needs them."""
    same = _amounts_by_digits(reading)
    for place, figure in enumerate(reading.figures):
        if figure.measure != "元" or reading.roles[place] == "price" or not figure.decimals:
            continue
        witness = _elsewhere(reading, figure, same) or _in_its_share(reading, place)
        if witness:
            meant = replace(figure, measure=INTO)
            yield Statement("unit", figure, (witness,), meant.amount, "no", f"{shown(figure)}{INTO}")


def repaired(reading: Reading, found: list[Statement]) -> Reading:
    """The reading with what was meant, so that one wrong measure is told once."""
    wrong = {statement.claimed.start for statement in found}
    figures = tuple(
        replace(figure, measure=INTO) if figure.start in wrong else figure for figure in reading.figures
    )
    return replace(reading, figures=figures)


def _amounts_by_digits(reading: Reading) -> dict[str, list[Figure]]:
    same: dict[str, list[Figure]] = {}
    for figure in reading.figures:
        reading.steps.take()
        if figure.measure == INTO and figure.is_exact and figure.value:
            same.setdefault(f"{figure.value:f}", []).append(figure)
    return same


def _elsewhere(reading: Reading, figure: Figure, same: dict[str, list[Figure]]) -> Figure | None:
    for other in same.get(f"{figure.value:f}", [])[:8]:
        reading.steps.take()
        if len(figure.label) > 1 and len(other.label) > 1 and figure.label[-4:] == other.label[-4:]:
            return other
    return None


def _in_its_share(reading: Reading, place: int) -> Figure | None:
    """The whole of which it is the printed share with 万元, and is not with 元."""
    following = reading.figures[place + 1 : place + 2]
    if not following or reading.roles[place + 1] != "share" or not following[0].value:
        return None
    claimed, meant = following[0], replace(reading.figures[place], measure=INTO)
    for other in reading.back(place, lambda figure: figure.measure == INTO and figure.is_exact, window=NEAR):
        whole = reading.figures[other]
        if (
            whole.amount
            and ratio_holds(claimed, meant.amount / whole.amount, slack_of(meant, whole)) == "yes"
        ):
            return whole
    return None
