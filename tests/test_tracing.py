"""Libraries run without being measured, and whoever calls them is measured as before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import FrameType

import pytest

from tests.tracing import HEAVY, heavy_untraced, untraced


def called_while_traced(function: Callable[[], object]) -> list[str]:
    """The names of the functions that a tracer hears of."""
    heard: list[str] = []

    def tracer(frame: FrameType, event: str, _: object) -> None:
        heard.append(frame.f_code.co_name)

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        function()
    finally:
        sys.settrace(before)
    return heard


def library() -> None:
    deeper()


def deeper() -> None: ...


def failing() -> None:
    raise LookupError


def ours() -> None: ...


def test_a_tracer_hears_of_everything_that_is_called():
    assert called_while_traced(library)[:2] == ["library", "deeper"]


def test_it_hears_nothing_of_what_is_untraced():
    assert {"library", "deeper"} & set(called_while_traced(untraced(library))) == set()


def test_it_hears_of_what_comes_after():
    def calls() -> None:
        untraced(library)()
        ours()

    assert called_while_traced(calls)[-1] == "ours"


def test_it_hears_of_what_comes_after_an_error():
    def calls() -> None:
        with pytest.raises(LookupError):
            untraced(failing)()
        ours()

    heard = called_while_traced(calls)

    assert ("failing" in heard, heard[-1]) == (False, "ours")


@pytest.mark.parametrize(("place", "name"), HEAVY)
def test_the_heavy_libraries_are_untraced_and_as_before_afterwards(place, name):
    module, _, kind = place.partition(".")
    thing = getattr(import_module(module), kind)
    before = getattr(thing, name)

    with heavy_untraced():
        meanwhile = getattr(thing, name)

    assert meanwhile.__wrapped__ is before
    assert getattr(thing, name) is before
