"""What a field and a choice are called in Chinese. A test demands a name for every one that a page asks."""

from __future__ import annotations

from pydantic import BaseModel

from indicators.asking.words.choices import CHOICES
from indicators.asking.words.forms import FORM_RATES, FORMS
from indicators.asking.words.kinds import KINDS
from indicators.asking.words.rules import RULE_RATES, RULES

NAMES = {**FORMS, **RULES}
"""By `Class.field`: the label, and after a line break what helps to fill it in."""


def name_of(model: type[BaseModel], field: str) -> str:
    """The label of a field; its own name where nobody gave it one yet."""
    return NAMES.get(f"{model.__name__}.{field}", field).partition("\n")[0]


def help_of(model: type[BaseModel], field: str) -> str:
    return NAMES.get(f"{model.__name__}.{field}", "").partition("\n")[2]


def choice_name(model: type[BaseModel], field: str, choice: object) -> str:
    """The label of one choice of a field."""
    return CHOICES.get(f"{model.__name__}.{field}", {}).get(choice, str(choice))


def kind_name(kind: str) -> str:
    """The label of a kind of rule."""
    return KINDS.get(kind, kind)


def is_rate(field: str) -> bool:
    """Whether `Class.field` is a number that people write as a percentage."""
    return field in FORM_RATES or field in RULE_RATES
