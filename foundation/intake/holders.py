"""Who still needs the files below `var/`: each app names its own, so that nobody deletes another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_holders: dict[str, Callable[[], Iterable[str]]] = {}


def register(holder: str, names: Callable[[], Iterable[str]]) -> None:
    """`names` tells which stored names rows of `holder` have; a second one replaces the first."""
    _holders[holder] = names


def held() -> set[str]:
    """Every stored name that a row has."""
    return {name for names in _holders.values() for name in names()}
