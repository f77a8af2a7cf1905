"""How high the rows of a laid-out table are, by the names of its places. Points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import sub

from weasyprint import Document

from core.paper.heights import Heights, Plan, set_as, stretches
from core.paper.pages import split
from core.paper.sheet import Sheet

POINTS_PER_PX = 0.75


@dataclass(frozen=True)
class Place:
    """Where something begins and ends on one page."""

    page: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Measured:
    """Heights, estimated at first. `as_planned`: every part stands on one page, or must not."""

    heights: Heights
    is_estimate: bool = True
    as_planned: bool = False


def measure(document: Document, planned: Plan, sheet: Sheet, before: Measured, *, top: float) -> Measured:
    """Return what `document` shows, whose pages begin at `top`.

    A row measured `before` counts as the higher of both, so that planning comes to an end.
    """
    places = _places(document)
    parts = split(sheet, planned.breaks)
    expected = set_as(planned.density, sheet, before.heights)
    found = [height for number, part in enumerate(parts, 1) for height in _rows(places, number, part)]
    rows = list(map(sub, found, stretches(sheet, planned.breaks)))
    if not before.is_estimate:
        rows = list(map(max, rows, expected.rows))
    heights = Heights(
        above=places["row-1-1"][0].top - top,
        rows=tuple(rows),
        below=_below(places, len(parts), expected.below),
        density=planned.density,
    )
    as_planned = all(_is_whole(places, number, part, planned) for number, part in enumerate(parts, 1))
    return Measured(set_as("regular", sheet, heights), is_estimate=False, as_planned=as_planned)


def _places(document: Document) -> dict[str, list[Place]]:
    """Every name with its places: several where a row or a part goes on overleaf."""
    places: dict[str, list[Place]] = {}
    for number, page in enumerate(document.pages):
        for name, (_, top, _, bottom) in page.anchors.items():
            place = Place(number, top * POINTS_PER_PX, bottom * POINTS_PER_PX)
            places.setdefault(name, []).append(place)
    return places


def _rows(places: dict[str, list[Place]], number: int, part: Sheet) -> Iterator[float]:
    """The heights of the rows of a part, but for those repeated above them."""
    for row in range(part.repeated + 1, part.row_count + 1):
        yield sum(place.bottom - place.top for place in places[f"row-{number}-{row}"])


def _below(places: dict[str, list[Place]], number: int, expected: float) -> float:
    """What stands below the table; what was expected where a page ends between them."""
    table, end = places[f"table-end-{number}"][0], places[f"end-{number}"][0]
    return end.top - table.top if table.page == end.page else expected


def _is_whole(places: dict[str, list[Place]], number: int, part: Sheet, planned: Plan) -> bool:
    own = range(part.first_row, part.first_row + part.own_count)
    begins, ends = places[f"part-{number}"][0], places[f"end-{number}"][0]
    return begins.page == ends.page or any(row in planned.flowing for row in own)
