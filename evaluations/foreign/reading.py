"""A foreign file, through the gate and the child, becomes a reading. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from core.filing.form import FormDefinition
from core.foreign.case import from_data
from core.foreign.fit import best
from core.foreign.prose import from_text
from core.foreign.reading import Reading, Unreadable
from core.foreign.sheets import from_pages
from foundation.intake import sandbox
from foundation.intake.gate import admit
from foundation.intake.kinds import FILINGS, extension_of
from foundation.intake.refusal import RefusedFile
from foundation.intake.sandbox import Limits

TASKS = {"txt": "words", "json": "data", "xlsx": "shown"}
LIMITS = Limits(answer=8)


def read(
    file: IO[bytes], name: str, form: FormDefinition | None, offered: Sequence[FormDefinition]
) -> Reading:
    """Return the reading of a file on `form`, else on the one that fits; Unreadable says why not."""
    extension = extension_of(name)
    said = _said(file, name, extension)
    if extension == "txt":
        return from_text(said, form)
    if extension == "xlsx":
        return from_pages(said, [form] if form else offered)
    return from_data(said, form) if form else best(said, offered)


def _said(file: IO[bytes], name: str, extension: str) -> Any:
    try:
        admit(file, name, FILINGS)
        file.seek(0)
        return sandbox.run(TASKS[extension], extension, file, limits=LIMITS)
    except RefusedFile as refusal:
        raise Unreadable(refusal.sentence) from refusal
