"""Fields that came after the first release of a form or a rule."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def later(default: Any) -> Any:
    """A field that is left out of the canonical text while it has its default.

    So what was released before the field was thought of keeps its text and its hash (D5).

    >>> from pydantic import BaseModel
    >>> class Rule(BaseModel):
    ...     kind: str
    ...     cap: int | None = later(None)
    >>> Rule(kind="bonus").model_dump(), Rule(kind="bonus", cap=2).model_dump()
    ({'kind': 'bonus'}, {'kind': 'bonus', 'cap': 2})
    """

    def has_it(value: object) -> bool:
        return bool(value == default)

    return Field(default=default, exclude_if=has_it)
