"""A form from what a foreign TOML file says, after the gate has read it (foundation.intake.texts)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from core.filing.form import FormDefinition
from indicators import checks
from indicators.exchange.strange import strange_number, strange_text
from indicators.refusals import FormRefused, in_words, place_of

NO_DATE = "不能填日期或时间，日期请写成文字。"


@dataclass(frozen=True)
class Moment:
    """A date or a time of TOML, which no form has."""

    text: str


def form_from_tables(told: Any) -> FormDefinition:
    """Return the form that a file says; FormRefused with every reason, each by its place."""
    data = understood(told)
    if reasons := list(_strange(data)):
        raise FormRefused(reasons)
    try:
        form = FormDefinition.model_validate(data)
    except ValidationError as problem:
        raise in_words(problem) from problem
    if faults := checks.unstorable(form):
        raise FormRefused(faults)
    return form


def understood(told: Any) -> Any:
    """What `foundation.intake.texts.told` told.

    >>> understood({"a": ["list", 1, ["number", "0.50"]]})
    {'a': [1, Decimal('0.50')]}
    """
    if isinstance(told, dict):
        return {key: understood(item) for key, item in told.items()}
    if not isinstance(told, list):
        return told
    kind, *items = told
    if kind == "list":
        return [understood(item) for item in items]
    return Decimal(items[0]) if kind == "number" else Moment(items[0])


def _strange(data: Any, place: tuple[int | str, ...] = ()) -> Iterator[str]:
    """Unwritable characters, endless figures, dates: each by its place."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _strange(item, (*place, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _strange(item, (*place, number))
    elif problem := _problem(data):
        yield f"{place_of(place)}：{problem}"


def _problem(value: Any) -> str:
    if isinstance(value, Moment):
        return NO_DATE
    return strange_text(value) if isinstance(value, str) else strange_number(Decimal(value))
