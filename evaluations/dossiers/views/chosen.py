"""What was chosen above a list (`includes/choice.html`), by its key in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

T = TypeVar("T", bound=Model)


def named(offered: Iterable[T], key: str) -> T | None:
    return next((one for one in offered if str(one.pk) == key), None)


def named_or_first(offered: Iterable[T], key: str) -> T | None:
    """Return the one of this key, else the first."""
    found = list(offered)
    return named(found, key) or next(iter(found), None)
