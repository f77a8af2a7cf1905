"""A page as one Django form: its boxes, the answer as plain data, and every error at its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from pydantic import ValidationError

from indicators.asking.build import KEY
from indicators.asking.fields import NOTHING, Leaf
from indicators.asking.nodes import Choice, Link, Node, Part, Parts, Row
from indicators.asking.places import place_in_words
from indicators.refusals import say

Place = tuple[int | str, ...]


class AskingForm(forms.Form):
    """`nodes`: the layout. `keys`: row keys that are taken in this form; a new row gets one that is not."""

    def __init__(self, nodes: Sequence[Node], typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed, label_suffix="")
        self.nodes = list(nodes)
        self.used: set[str] = set()
        for leaf in leaves(self.nodes):
            self.fields[leaf.name] = leaf.make()

    def answer(self, used: Iterable[str] = ()) -> dict[str, Any]:
        """What was typed as plain data, after `is_valid`; `used`: keys that no new row may have."""
        self.used = set(used)
        return self._part(self.nodes)

    def tell(self, problem: ValidationError, base: Place = ()) -> None:
        """Put each error of the checked data at its box; `base` is the place of this page in the data."""
        for error in problem.errors():
            words = say(error["type"], error.get("ctx", {}))
            place = error["loc"]
            inside = place[: len(base)] == base
            leaf = self.leaf_at(place[len(base) :]) if inside else None
            self.add_error(
                leaf.name if leaf else None, words if leaf else f"{place_in_words(place)}：{words}"
            )

    def leaf_at(self, place: Place) -> Leaf | None:
        """The box that an error at `place` is about, or the nearest one before it."""
        return _find(self.nodes, place)

    def _typed(self, leaf: Leaf) -> Any:
        return self.cleaned_data.get(leaf.name, False if leaf.shape.kind == "yes_no" else "")

    def _part(self, nodes: Sequence[Node]) -> dict[str, Any]:
        given = {node.field: self._value(node) for node in nodes}
        return {field: value for field, value in given.items() if value is not NOTHING}

    def _value(self, node: Node) -> Any:
        match node:
            case Leaf():
                return node.read(self._typed(node))
            case Link():
                return NOTHING if node.value is None else node.value
            case Part():
                there = node.switch is None or self._typed(node.switch)
                return self._part(node.nodes) if there else None
            case Choice():
                return {"kind": node.chosen, **self._part(node.nodes)} if node.chosen else None
        return self._several(node)

    def _several(self, parts: Parts) -> Any:
        if parts.by_name:
            return self._by_name(parts)
        parts.kept = sorted((row for row in parts.rows if self._counts(row)), key=self._order)
        return [self._with_key(parts, row) for row in parts.kept]

    def _by_name(self, parts: Parts) -> dict[str, Any]:
        """A mapping by what stands in the first box; a row without a name is none."""
        rows = (row for row in parts.rows if not self._typed(row.gone))
        parts.named = {name: row for row in rows if (name := self._typed(row.leaves[0]))}
        return {
            name: {
                field: value for field, value in self._part(row.nodes).items() if field != row.leaves[0].field
            }
            for name, row in parts.named.items()
        }

    def _counts(self, row: Row) -> bool:
        """Whether there is something in the row; what is only chosen or ticked is no content of a new one."""
        if self._typed(row.gone):
            return False
        boxes = [leaf for leaf in leaves(row.nodes) if not leaf.choices and leaf.shape.kind != "yes_no"]
        return row.is_stored or any(self._typed(leaf) not in ("", leaf.initial) for leaf in boxes)

    def _order(self, row: Row) -> tuple[bool, int, int]:
        typed = str(self._typed(row.order)).strip()
        known = typed.isascii() and typed.isdigit() and len(typed) < 5
        return not known, int(typed) if known else 0, row.number

    def _with_key(self, parts: Parts, row: Row) -> dict[str, Any]:
        answer = self._part(row.nodes)
        if any(leaf.hidden and leaf.field == KEY for leaf in row.leaves) and not answer.get(KEY):
            answer[KEY] = fresh_key(parts.field[0], self.used)
        return answer


def fresh_key(letter: str, used: set[str]) -> str:
    """Return the next key that nobody has, and note it as taken.

    >>> fresh_key("r", {"r1", "output"})
    'r2'
    """
    number = 1
    while f"{letter}{number}" in used:
        number += 1
    used.add(f"{letter}{number}")
    return f"{letter}{number}"


def leaves(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Every box of a page, in its order."""
    for node in nodes:
        match node:
            case Leaf():
                yield node
            case Part():
                yield from [node.switch] if node.switch else []
                yield from leaves(node.nodes)
            case Choice():
                yield node.picked
                yield from leaves(node.nodes)
            case Parts():
                yield node.count
                for row in node.rows:
                    yield from (row.order, *leaves(row.nodes), row.gone)


def _find(nodes: Sequence[Node], place: Place) -> Leaf | None:
    node = next((one for one in nodes if place and one.field == place[0]), None)
    match node:
        case Leaf():
            return node
        case Part():
            return _find(node.nodes, place[1:]) or node.switch
        case Choice():
            return _find(node.nodes, place[2:]) or node.picked
        case Parts():
            return _in_row(node, place[1:])
    return None


def _in_row(parts: Parts, place: Place) -> Leaf | None:
    if not place:
        return None
    row = parts.named[str(place[0])] if parts.by_name else parts.kept[int(place[0])]
    return _find(row.nodes, place[1:]) or next((leaf for leaf in row.shown), None)
