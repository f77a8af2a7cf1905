"""What a field and a choice are called in Chinese. A test demands a name for every one that a page asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from indicators.asking.words.choices import CHOICES
from indicators.asking.words.forms import FORM_RATES, FORMS, SHOWN_KEYS
from indicators.asking.words.kinds import KINDS
from indicators.asking.words.rules import RULE_CHOICES, RULE_RATES, RULES

NAMES: Mapping[str, str] = {**FORMS, **RULES}
"""By `Class.field` of the class or of one above it: the label, and after a line break what helps."""
ALL_CHOICES: Mapping[str, Mapping[Any, str]] = {**CHOICES, **RULE_CHOICES}
RATES = FORM_RATES | RULE_RATES


def name_of(model: type[BaseModel], field: str) -> str:
    """The label of a field; its own name where nobody gave it one yet."""
    return _words(model, field).partition("\n")[0] or field


def help_of(model: type[BaseModel], field: str) -> str:
    return _words(model, field).partition("\n")[2]


def choice_name(model: type[BaseModel], field: str, choice: object) -> str:
    """The label of one choice of a field."""
    names = next((ALL_CHOICES[key] for key in keys_of(model, field) if key in ALL_CHOICES), {})
    return names.get(choice, str(choice))


def kind_name(kind: str) -> str:
    """The label of a kind of rule."""
    return KINDS.get(kind, kind)


def is_rate(model: type[BaseModel], field: str) -> bool:
    """Whether a field is a number that people write as a percentage."""
    return not RATES.isdisjoint(keys_of(model, field))


def is_written(field: str) -> bool:
    """Whether the key `Class.field` is written by people."""
    return field in SHOWN_KEYS


def keys_of(model: type[BaseModel], field: str) -> list[str]:
    """Under what a field may stand in the tables: its class, then those above it."""
    return [f"{above.__name__}.{field}" for above in model.__mro__]


def _words(model: type[BaseModel], field: str) -> str:
    return next((NAMES[key] for key in keys_of(model, field) if key in NAMES), "")
