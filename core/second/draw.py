"""抽取: which filings of a year are scored again. The same seed draws the same ones, anywhere, for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Way = Literal["random", "amount", "findings", "hand"]
WAYS: dict[Way, str] = {
    "random": "随机抽取",
    "amount": "按金额从大到小",
    "findings": "按问题从多到少",
    "hand": "指定",
}
ORDERS: dict[Way, str] = {
    "random": "“随机种子:编号”的SHA-256（十六进制）由小到大",
    "amount": "全年预算数由大到小，相同的按编号",
    "findings": "报送时的问题数（必改项、需说明项）由多到少，相同的按编号",
    "hand": "编号；由抽取人逐份指定",
}
"""In what order the candidates are drawn."""


@dataclass(frozen=True)
class Candidate:
    """One filing that could be drawn. `amount`: 全年预算数 in 万元; `findings`: that it was filed with."""

    number: str
    amount: Decimal | None = None
    findings: int = 0


def drawn(
    candidates: Iterable[Candidate],
    way: Way,
    size: int,
    *,
    seed: str = "",
    chosen: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Return `size` of them, the first drawn first; of those pointed at (`hand`) all that are `chosen`.

    What is equal goes by its number, so that the order of the question has no say in the answer.
    """
    found = in_order(candidates, way, seed)
    if way == "hand":
        return tuple(one for one in found if one.number in chosen)
    return tuple(found[:size])


def in_order(candidates: Iterable[Candidate], way: Way, seed: str = "") -> list[Candidate]:
    """Return all in the order in which they are drawn; of those pointed at by their 编号."""
    orders: dict[Way, Callable[[Candidate], Any]] = {
        "random": lambda one: place(seed, one.number),
        "amount": lambda one: (one.amount is None, -(one.amount or 0), one.number),
        "findings": lambda one: (-one.findings, one.number),
        "hand": lambda one: one.number,
    }
    return sorted(candidates, key=orders[way])


def place(seed: str, number: str) -> str:
    """Where a filing stands in the drawing by `seed`: SHA-256 of seed, a colon and its 编号, in hex.

    Those that come first in the order of these texts are drawn. `printf %s 42:2021-A-1 | sha256sum` says it.

    >>> place("42", "2021-A-1")[:12]
    '5dbd0a9ac8a7'
    """
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
