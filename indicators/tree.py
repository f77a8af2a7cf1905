"""The tree of indicators as plain data: find, add, move, delete, and what the points come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.figures.printing import plain
from core.filing.form import FixedRow, FormDefinition, Group
from core.scoring.splitting import split_evenly
from indicators.refusals import FormRefused

Item = dict[str, Any]
DIGITS = 9  # of points (core.filing.texts.Points)
NOTHING_TO_SPLIT = (
    "没有可以平均分配的分值：上级分值已分完，或下级都已有分值。要重新分配的，请先清空下级的分值。"
)
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
    """What is given below a heading, in 分. `points`: what there is to give; None where nobody says.

    `own`: what those directly below it have themselves. `empty`: the keys of those that have none yet.
    """

    key: str
    label: str
    points: Decimal | None
    given: Decimal
    own: Decimal
    empty: tuple[str, ...]

    @property
    def left(self) -> Decimal | None:
        return None if self.points is None else self.points - self.given

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def to_split(self) -> Decimal:
        """What can be divided equally among those without points; 0 where nothing or nobody is left."""
        if self.points is None or self.points <= self.given or not self.empty:
            return Decimal(0)
        return self.points - self.own

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
    groups = form.indicators.groups
    execution = form.funds.execution_points if form.funds else None
    given = _sum([execution, *(group.points for group in groups)])
    whole = Sum("", form.paper.total_label, form.total_points, given, given, _empty(groups))
    return [whole, *(found for group in groups for found in _below(group))]


def _below(group: Group) -> Iterator[Sum]:
    items: tuple[Group | FixedRow, ...] = (*group.children, *group.rows)
    if items:
        own = _sum([item.points for item in items])
        yield Sum(group.key, group.name, group.points, _given(group), own, _empty(items))
    for child in group.children:
        yield from _below(child)


def _empty(items: Sequence[Group | FixedRow]) -> tuple[str, ...]:
    return tuple(item.key for item in items if item.points is None)


def split(data: Mapping[str, Any], key: str) -> None:
    """平均分配 (R25): what is left below a heading ("": of the whole form) goes to those without points.

    FormRefused where nothing or nobody is left.
    """
    found = next((one for one in sums(FormDefinition.model_validate(data)) if one.key == key), None)
    if found is None or not found.to_split:
        raise FormRefused([NOTHING_TO_SPLIT])
    shares = split_evenly(found.to_split, len(found.empty), decimals=_decimals(found))
    for row, share in zip(found.empty, shares, strict=True):
        there(data["indicators"]["groups"], row)["points"] = plain(share)


def _decimals(found: Sum) -> int:
    """As many as what is divided has; more where else somebody would get nothing."""
    own = len(plain(found.to_split).partition(".")[2])
    return next(n for n in range(own, own + DIGITS) if found.to_split.scaleb(n) >= len(found.empty))


def _given(group: Group) -> Decimal:
    """What stands below a heading; of one without points of its own, what stands below that."""
    children = [_given(child) if child.points is None else child.points for child in group.children]
    return _sum([*children, *(row.points for row in group.rows)])


def _sum(points: list[Decimal | None]) -> Decimal:
    return sum((one for one in points if one is not None), Decimal(0))


def below(item: Item) -> int:
    """How many groups and rows stand below an item."""
    return sum(1 for _ in places([{"children": [], "rows": [], **item}])) - 1
