"""One box of a page: made from the shape of a field, filled from its value, read back as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from accounts.validators import written_text
from core.figures.printing import plain
from core.figures.text import narrow
from indicators.asking.shapes import Shape

NOTHING: Any = object()
"""What an empty box says where the field has a default of its own, or must not be empty."""
ORDER = "order"
LONG = frozenset({"definition", "scoring_note", "guidance", "cover_title", "title"})
Choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class Leaf:
    """`field`: the name in its class; `name`: the path in the page. `label`: with its place, for messages;
    `heading`: without. `in_table`: the heading is above it.
    """

    field: str
    name: str
    label: str
    shape: Shape
    value: Any = None
    heading: str = ""
    help: str = ""
    in_table: bool = False
    choices: Choices = ()
    is_rate: bool = False
    hidden: bool = False
    kind = "leaf"

    def make(self) -> forms.Field:
        """Return Django's field; what is missing or wrong is said by the checked data itself."""
        given: dict[str, Any] = {
            "label": self.label if self.in_table else self.heading or self.label,
            "required": False,
            "help_text": f"{self.help}{self._listed()}",
            "initial": self.initial,
        }
        if self.shape.kind == "yes_no":
            return forms.BooleanField(**given)
        if self.choices and not self.hidden and self.shape.kind != "words":
            return forms.ChoiceField(choices=self.choices, **given)
        made = forms.CharField(widget=self._widget(), validators=[written_text], strip=False, **given)
        made.empty_value = ""
        return made

    def _widget(self) -> forms.Widget:
        if self.hidden:
            return forms.HiddenInput()
        if self.shape.kind == "words" or self.field in LONG:
            return forms.Textarea({"rows": 2 if self.in_table or self.shape.kind == "words" else 3})
        if self.shape.kind in ("number", "whole"):
            look = "num place" if self.field == ORDER else "num"
            return forms.TextInput({"inputmode": "decimal", "class": look, "size": 6, "autocomplete": "off"})
        return forms.TextInput({"autocomplete": "off"})

    def _listed(self) -> str:
        """What may stand in the lines, where not everything may."""
        is_list = self.shape.kind == "words" and self.choices
        return f"一行一个，可写：{'、'.join(label for _, label in self.choices)}。" if is_list else ""

    @property
    def initial(self) -> Any:
        """The value as it stands in the box."""
        return _SHOWN[self.shape.kind](self, self.value)

    def read(self, typed: Any) -> Any:
        """What was typed as plain data; NOTHING where the field's own default counts."""
        return _READ[self.shape.kind](self, typed)


def _shown_number(leaf: Leaf, value: Any) -> str:
    if value is None:
        return ""
    if leaf.shape.is_share or leaf.is_rate:
        return f"{plain(Decimal(value) * 100)}%"
    return plain(Decimal(value))


def _shown_choice(_leaf: Leaf, value: Any) -> str:
    return "" if value is None else str(value)


def _read_text(leaf: Leaf, typed: str) -> Any:
    text = typed.replace("\r\n", "\n").rstrip()
    return None if leaf.shape.optional and not text else text


def _read_number(leaf: Leaf, typed: str) -> Any:
    """`90%` is 0.9; anything that is no number goes on as typed, and is refused there in words."""
    text = narrow(typed).strip()
    if not text:
        return None if leaf.shape.optional else NOTHING
    if not text.endswith("%"):
        return text
    try:
        return plain(Decimal(text.removesuffix("%").strip()).scaleb(-2))
    except (InvalidOperation, ValueError):
        return text


def _read_choice(leaf: Leaf, typed: str) -> Any:
    if not typed:
        return None if leaf.shape.optional else NOTHING
    return next((choice for choice in leaf.shape.choices if str(choice) == typed), typed)


def _shown_words(leaf: Leaf, value: Any) -> str:
    labels = dict(leaf.choices)
    return "\n".join(labels.get(word, word) for word in value or ())


def _read_words(leaf: Leaf, typed: str) -> list[str]:
    """One on a line, by its label where there is one; what has none goes on, to be refused in words."""
    words = {label: word for word, label in leaf.choices}
    return [words.get(line.strip(), line.strip()) for line in typed.splitlines() if line.strip()]


_SHOWN: Mapping[str, Callable[[Leaf, Any], Any]] = {
    "text": lambda _, value: value or "",
    "number": _shown_number,
    "whole": _shown_choice,
    "choice": _shown_choice,
    "yes_no": lambda _, value: bool(value),
    "words": _shown_words,
}
_READ: Mapping[str, Callable[[Leaf, Any], Any]] = {
    "text": _read_text,
    "number": _read_number,
    "whole": _read_number,
    "choice": _read_choice,
    "yes_no": lambda _, typed: bool(typed),
    "words": _read_words,
}
