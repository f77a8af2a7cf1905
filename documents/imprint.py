"""What stands at the foot of every page, and the facts of the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Imprint:
    """`footer`: 稿别、编号、版本码; `identifier` and `created` come from the stamp, never from a clock."""

    footer: str
    title: str
    identifier: str
    created: datetime

    @property
    def created_text(self) -> str:
        return self.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
