"""How deep and how many the values of a file are, before anything is made of them. For the child."""

from __future__ import annotations

from typing import Any

from foundation.intake.refusal import RefusedFile


def judge(found: Any, *, deepest: int, most: int, too_deep: str, too_many: str) -> None:
    """Refuse more than `deepest` lists or tables in each other, and more than `most` values, in words."""
    waiting: list[tuple[int, Any]] = [(0, found)]
    seen = 0
    while waiting:
        depth, value = waiting.pop()
        seen += 1
        if depth > deepest:
            raise RefusedFile(too_deep)
        if seen > most:
            raise RefusedFile(too_many)
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(depth + 1, item) for item in inside]
