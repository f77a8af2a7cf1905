"""How a link of the log is hashed, and what a broken chain looks like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foundation.audit.models import AuditEvent, ChainHead

SEALED = (
    "chain", "number", "action", "result", "actor_id", "actor_name", "subject_type", "subject_id",
    "subject_label", "detail", "request_id", "ip", "previous_sha256",
)  # fmt: skip


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold: the `number` of the row, and why, in Chinese."""

    chain: int
    number: int
    why: str

    def __str__(self) -> str:
        return f"财政部门{self.chain}：操作日志第{self.number}条{self.why}。"


def digest(event: AuditEvent) -> str:
    """Return the SHA-256 of everything a link says, the hash of the link before included."""
    sealed = {name: getattr(event, name) for name in SEALED}
    sealed["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(head: ChainHead, events: Iterable[AuditEvent]) -> Break | None:
    """Return the first broken link of one chain, `events` being its links by number; None when all hold."""
    return next(_breaks(head, events), None)


def _breaks(head: ChainHead, events: Iterable[AuditEvent]) -> Iterator[Break]:
    number, previous = 0, ""
    for event in events:
        number += 1
        if event.number != number:
            yield Break(head.chain, number, f"缺少第{number}条记录")
        if event.previous_sha256 != previous:
            yield Break(head.chain, number, "与上一条记录不衔接")
        if event.sha256 != digest(event):
            yield Break(head.chain, number, "内容与校验值不符")
        previous = event.sha256
    if (head.number, head.sha256) != (number, previous):
        yield Break(head.chain, number + 1, f"末尾记录缺失：应有{head.number}条，实有{number}条")
