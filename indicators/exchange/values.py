"""One value of a form as the text of a cell, and back. Choices by their Chinese names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from core.filing.form import IndicatorLabels
from core.verification.verify import CHECKS
from indicators.asking.fields import NOTHING, Leaf
from indicators.asking.shapes import Shape
from indicators.asking.words import choice_name, is_rate, name_of

YES, NO = "是", "否"
ESCAPE, WORDS = "\\", "、"
ONLY = "只能填{choices}，请改正。"
CHECK_NAMES = {id_: f"{id_} {check.label}" for id_, check in CHECKS.items()}
"""The checks as a list offers them."""


class Misread(Exception):
    """A text that means nothing here; the sentence says what may stand there."""


def names_of(model: type[BaseModel], field: str, shape: Shape) -> Mapping[Any, str]:
    """What may be chosen, and what it is called; empty where anything may be written."""
    if shape.kind == "yes_no":
        return {True: YES, False: NO}
    if (model.__name__, field) == ("Indicators", "columns"):
        return {name: name_of(IndicatorLabels, name) for name in IndicatorLabels.model_fields}
    return {choice: choice_name(model, field, choice) for choice in shape.choices}


def shown(model: type[BaseModel], field: str, shape: Shape, value: Any) -> str | Decimal:
    """The value as it stands in a cell."""
    if value is None:
        return ""
    names = names_of(model, field, shape)
    if shape.kind == "words":
        return joined((names.get(word, word) for word in value), WORDS)
    if names:
        return names[value]
    if shape.kind in ("number", "whole") and not (shape.is_share or is_rate(model, field)):
        return Decimal(value)
    return str(_leaf(model, field, shape, value).initial)


def understood(model: type[BaseModel], field: str, shape: Shape, text: str) -> Any:
    """What a cell says as plain data; NOTHING where the default counts, Misread for no choice of ours."""
    names = {name: choice for choice, name in names_of(model, field, shape).items()}
    if shape.kind == "words":
        words = (word.strip() for word in split(text.replace("\n", WORDS), WORDS))
        return [names.get(word, word) for word in words if word]
    if not names or not text.strip():
        return _leaf(model, field, shape).read(text) if shape.kind != "yes_no" else NOTHING
    if text.strip() not in names:
        raise Misread(ONLY.format(choices=WORDS.join(names)))
    return names[text.strip()]


def joined(parts: Iterable[str], mark: str) -> str:
    """The parts in one text of one line, from which `split` finds them again."""
    return mark.join(guarded(part, mark) for part in parts)


def guarded(text: str, mark: str) -> str:
    """The text in one line, with what has a meaning here marked as text."""
    signs = (ESCAPE + sign if sign in (ESCAPE, mark) else sign for sign in text)
    return "".join(signs).replace("\n", f"{ESCAPE}n")


def split(text: str, mark: str) -> list[str]:
    """The parts between the marks; behind a `\\` a mark is text, and n a line break.

    >>> split(r"甲、乙\\、丙", "、")
    ['甲', '乙、丙']
    """
    parts, signs = [""], iter(text)
    for sign in signs:
        if sign == mark:
            parts.append("")
        elif sign == ESCAPE:
            behind = next(signs, ESCAPE)
            parts[-1] += "\n" if behind == "n" else behind
        else:
            parts[-1] += sign
    return parts


def _leaf(model: type[BaseModel], field: str, shape: Shape, value: Any = None) -> Leaf:
    return Leaf(field, field, name_of(model, field), shape, value=value, is_rate=is_rate(model, field))
