"""A form from a foreign file: through the gate, then read in the child process, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any

from core.filing.form import FormDefinition
from foundation.intake import sandbox
from foundation.intake.gate import admit
from foundation.intake.kinds import FORMS, extension_of
from foundation.intake.refusal import RefusedFile
from foundation.intake.sandbox import Limits
from indicators.exchange.toml_in import form_from_tables
from indicators.exchange.xlsx_in import form_from_pages
from indicators.refusals import FormRefused

READERS: Mapping[str, tuple[str, Callable[[Any], FormDefinition]]] = {
    "toml": ("tables", form_from_tables),
    "xlsx": ("cells", form_from_pages),
}
"""By extension: the task of the child, and what makes a form of its answer."""
LIMITS = Limits(answer=8)


def form_from_file(file: IO[bytes], name: str) -> FormDefinition:
    """Return the form that a file on the disk says; FormRefused with every reason."""
    try:
        admit(file, name, FORMS)
        task, read = READERS[extension_of(name)]
        file.seek(0)
        told = sandbox.run(task, extension_of(name), file, limits=LIMITS)
    except RefusedFile as refusal:
        raise FormRefused([refusal.sentence]) from refusal
    return read(told)
