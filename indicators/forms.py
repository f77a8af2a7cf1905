"""What administrators type about forms, where it is not asked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.filing.form import FixedRow, Group
from indicators import tree
from indicators.asking.build import Builder
from indicators.asking.fields import Leaf
from indicators.asking.form import AskingForm, Place

IN_TREE = frozenset({"name", "points", "target"})
OFF_TREE = frozenset(
    f"{model.__name__}.{field}"
    for model in (Group, FixedRow)
    for field in model.model_fields
    if field not in IN_TREE
)


@dataclass(frozen=True)
class TreeRow:
    """One row of the page of the tree, with its boxes."""

    place: tree.Place
    leaves: list[Leaf]

    @property
    def key(self) -> str:
        return str(self.place.item["key"])

    @property
    def name(self) -> str:
        return str(self.place.item["name"])

    @property
    def depth(self) -> int:
        return self.place.depth - 1

    @property
    def takes_groups(self) -> bool:
        return self.place.depth == 1 and not self.place.item.get("rows")

    @property
    def takes_rows(self) -> bool:
        return not self.place.is_row and not self.place.item["children"]


class TreeForm(AskingForm):
    """Names, points and targets of the whole tree; a box is called `<key>.points`."""

    def __init__(self, data: Mapping[str, Any], typed: Mapping[str, str] | None = None) -> None:
        build, self.groups = Builder(typed, omitted=OFF_TREE), data["indicators"]["groups"]
        self.rows = [
            TreeRow(place, build.cells(_model(place), place.item, place.item["key"], f"「{place.item['name']}」"))
            for place in tree.places(self.groups)
        ]
        super().__init__([leaf for row in self.rows for leaf in row.leaves], typed)

    def put(self, groups: list[tree.Item]) -> None:
        """Write what was typed into the items of `groups`."""
        typed = {row.key: {leaf.field: leaf.read(self.cleaned_data[leaf.name]) for leaf in row.leaves} for row in self.rows}
        for place in tree.places(groups):
            place.item.update(typed[place.item["key"]])

    def leaf_at(self, place: Place) -> Leaf | None:
        items: Any = {"groups": self.groups}
        for part in place[1:-1]:
            items = items[part]
        row = next((row for row in self.rows if row.place.item is items), None)
        return next((leaf for leaf in row.leaves if leaf.field == place[-1]), None) if row else None


def _model(place: tree.Place) -> type[Group] | type[FixedRow]:
    return FixedRow if place.is_row else Group
