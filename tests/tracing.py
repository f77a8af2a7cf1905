"""What is not ours runs without being measured: a tracer slows every line of a library, and counts none.

Only the inside of the library's call: who calls it, and what comes before and after, is measured as always.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any

import pytest

HEAVY = (
    ("weasyprint.HTML", "render"),
    ("weasyprint.Document", "write_pdf"),
    ("openpyxl.Workbook", "save"),
)
"""To lay out and to write: methods of libraries that call nothing of ours back."""


def untraced(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` as it is, but for its being measured."""

    @wraps(function)
    def run(*given: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        sys.settrace(None)
        try:
            return function(*given, **named)
        finally:
            sys.settrace(tracer)
            _wake()

    return run


def _wake() -> None:
    """Coverage's tracer goes on with the next call: this one, so that no line of the caller is missed."""


@pytest.fixture(autouse=True, scope="session")
def libraries_untraced() -> Iterator[None]:
    """For the whole run, where something is measured."""
    if sys.gettrace() is None:
        yield
        return
    with heavy_untraced():
        yield


@contextmanager
def heavy_untraced() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for place, name in HEAVY:
            module, _, kind = place.partition(".")
            thing = getattr(import_module(module), kind)
            patch.setattr(thing, name, untraced(getattr(thing, name)))
        yield
