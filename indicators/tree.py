"""The tree of indicators as plain data: find, add, move, delete, and what the points come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.figures.printing import plain
from core.filing.form import FormDefinition, Group

Item = dict[str, Any]
NEW = {1: "新的一级指标", 2: "新的二级指标", 3: "新的三级指标"}


@dataclass(frozen=True)
class Place:
    """Where an item stands: in `siblings` at `number`; `depth` 1 to 3; `parent`: what it belongs to."""

    siblings: list[Item]
    number: int
    depth: int
    is_row: bool
    parent: Item | None

    @property
    def item(self) -> Item:
        return self.siblings[self.number]


@dataclass(frozen=True)
class Sum:
    """What is given below a heading, in 分. `points`: what there is to give; None where nobody says."""

    key: str
    label: str
    points: Decimal | None
    given: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.points is None else self.points - self.given

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def points_text(self) -> str:
        return plain(self.points, empty="—")

    @property
    def given_text(self) -> str:
        return plain(self.given)

    @property
    def left_text(self) -> str:
        """What is still to be given; said in words where too much is."""
        if self.left is None:
            return "—"
        return f"超出{plain(-self.left)}" if self.is_over else plain(self.left)


def places(groups: list[Item]) -> Iterator[Place]:
    """Every group and row in the order of the paper."""
    yield from _places(groups, None, 1)


def _places(groups: list[Item], parent: Item | None, depth: int) -> Iterator[Place]:
    for number, group in enumerate(groups):
        yield Place(groups, number, depth, False, parent)
        yield from _places(group["children"], group, depth + 1)
        for row in range(len(group["rows"])):
            yield Place(group["rows"], row, depth + 1, True, group)


def outline(data: Mapping[str, Any]) -> list[list[Any]]:
    """What the page of the tree shows of the data."""
    shown = ("key", "name", "points", "target")
    return [
        [place.depth, place.is_row, *(place.item.get(name) for name in shown)]
        for place in places(data["indicators"]["groups"])
    ]


def alone(data: Mapping[str, Any], key: str) -> Item | None:
    """An item without what stands below it, as its own page shows it."""
    place = find(data["indicators"]["groups"], key)
    return {name: v for name, v in place.item.items() if name not in ("children", "rows")} if place else None


def find(groups: list[Item], key: str) -> Place | None:
    return next((place for place in places(groups) if place.item["key"] == key), None)


def there(groups: list[Item], key: str) -> Item:
    """The item of a page whose author saw it as it is now, so that it is there."""
    return next(place.item for place in places(groups) if place.item["key"] == key)


def move(groups: list[Item], key: str, by: int) -> None:
    """Move an item up (-1) or down (1) among its siblings; at the end into the neighbouring heading."""
    place = find(groups, key)
    if place is None:
        return
    wanted = place.number + by
    if 0 <= wanted < len(place.siblings):
        place.siblings.insert(wanted, place.siblings.pop(place.number))
    elif (neighbour := _neighbour(groups, place, by)) is not None:
        item = place.siblings.pop(place.number)
        neighbour.insert(0 if by > 0 else len(neighbour), item)


def _neighbour(groups: list[Item], place: Place, by: int) -> list[Item] | None:
    """The list of the same kind under the heading before or after that can take the item."""
    same = "rows" if place.is_row else "children"
    homes = [home for home in places(groups) if not home.is_row and _takes(home, place)]
    at = next((n for n, home in enumerate(homes) if home.item is place.parent), None)
    if at is None or not 0 <= at + by < len(homes):
        return None
    found: list[Item] = homes[at + by].item[same]
    return found


def _takes(home: Place, place: Place) -> bool:
    """Whether the item at `place` can stand below `home`."""
    if place.is_row:
        return not home.item["children"]
    return home.depth == 1 and not home.item["rows"]


def add(groups: list[Item], under: str, key: str, *, is_row: bool) -> Item | None:
    """Add an empty group or row under the one called `under` ("": a first level); None where it cannot be."""
    new: Item = {"key": key, "name": NEW[3] if is_row else NEW[2]}
    home = find(groups, under) if under else None
    if not is_row:
        new |= {"children": [], "rows": []}
    if home is None:
        return _appended(groups, new | {"name": NEW[1]}) if not under and not is_row else None
    if home.is_row or home.item["rows" if not is_row else "children"] or (home.depth > 1 and not is_row):
        return None
    return _appended(home.item["rows" if is_row else "children"], new)


def _appended(items: list[Item], new: Item) -> Item:
    items.append(new)
    return new


def remove(groups: list[Item], key: str) -> None:
    """Delete an item with all that stands below it."""
    if place := find(groups, key):
        place.siblings.pop(place.number)


def sums(form: FormDefinition) -> list[Sum]:
    """For the whole form and for each heading with something below it: points, given, left."""
    execution = form.funds.execution_points if form.funds else None
    tops = [execution, *(group.points for group in form.indicators.groups)]
    return [
        Sum("", form.paper.total_label, form.total_points, _sum(tops)),
        *(found for group in form.indicators.groups for found in _below(group)),
    ]


def _below(group: Group) -> Iterator[Sum]:
    if group.children or group.rows:
        yield Sum(group.key, group.name, group.points, _given(group))
    for child in group.children:
        yield from _below(child)


def _given(group: Group) -> Decimal:
    """What stands below a heading; of one without points of its own, what stands below that."""
    children = [_given(child) if child.points is None else child.points for child in group.children]
    return _sum([*children, *(row.points for row in group.rows)])


def _sum(points: list[Decimal | None]) -> Decimal:
    return sum((one for one in points if one is not None), Decimal(0))


def below(item: Item) -> int:
    """How many groups and rows stand below an item."""
    return sum(1 for _ in places([{"children": [], "rows": [], **item}])) - 1
