"""The layout of a page: boxes, groups of boxes, rows of boxes, and the choice between kinds of rules."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Union

from pydantic import BaseModel

from core.scoring.wording import rule_in_words
from indicators.asking.fields import Leaf


@dataclass
class Part:
    """A class inside another. `switch`: whether there is one at all, where it may be missing."""

    field: str
    label: str
    nodes: list[Node]
    help: str = ""
    switch: Leaf | None = None
    kind = "part"


@dataclass
class Row:
    """One of several; those that are left empty or ticked as deleted are not in the answer."""

    number: int
    nodes: list[Node]
    order: Leaf
    gone: Leaf
    is_stored: bool = False

    @property
    def leaves(self) -> list[Leaf]:
        return [node for node in self.nodes if isinstance(node, Leaf)]

    @property
    def shown(self) -> list[Leaf]:
        return [leaf for leaf in self.leaves if not leaf.hidden]

    @property
    def hidden(self) -> list[Leaf]:
        return [leaf for leaf in self.leaves if leaf.hidden]


@dataclass
class Parts:
    """Several of one class. `count`: the hidden box that says how many rows the page has.

    `kept`: the rows in the order of the answer. `by_name`: the answer is a mapping by the first box.
    """

    field: str
    label: str
    rows: list[Row]
    count: Leaf
    help: str = ""
    by_name: bool = False
    kept: list[Row] = dataclass_field(default_factory=list)
    named: dict[str, Row] = dataclass_field(default_factory=dict)
    kind = "parts"

    @property
    def is_table(self) -> bool:
        return all(isinstance(node, Leaf) for row in self.rows for node in row.nodes)


@dataclass
class Choice:
    """A rule inside a page: its kind, and the boxes of that kind."""

    field: str
    label: str
    picked: Leaf
    chosen: str
    nodes: list[Node]
    help: str = ""
    kind = "choice"


@dataclass
class Link:
    """A rule that has a page of its own."""

    field: str
    label: str
    path: str
    value: Any
    models: tuple[type[BaseModel], ...]
    help: str = ""
    kind = "link"

    @property
    def address(self) -> str:
        return self.path.replace(".", "/")

    @property
    def words(self) -> str:
        """What the rule means; empty where there is none."""
        kinds = {model.model_fields["kind"].default: model for model in self.models}
        rule: Any = kinds[self.value["kind"]].model_validate(self.value) if self.value else None
        return rule_in_words(rule) if rule else ""


Node = Union[Leaf, Part, Parts, Choice, Link]  # noqa: UP007  the classes name each other
