"""A file comes in: through the gate, read in the child, its cells kept until somebody decides."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import IO, Any

from django.utils import timezone

from accounts.models import Unit, User
from evaluations.imports.models import Import
from evaluations.imports.reading import pasted
from foundation.intake import sandbox
from foundation.intake.gate import admit
from foundation.intake.kinds import IMPORTS, extension_of
from foundation.intake.names import plain_name
from foundation.intake.sandbox import Limits

LIMITS = Limits(answer=8)
KEPT = timedelta(days=7)
"""How long a file waits for a decision."""
PASTED = "粘贴的内容"


def arrive(file: IO[bytes], name: str, *, kind: str, bureau: Unit, by: User) -> Import:
    """Keep what a workbook says; RefusedFile says why it does not come in."""
    plain = plain_name(name)
    admit(file, plain, IMPORTS)
    file.seek(0)
    said = sandbox.run("filled", extension_of(plain), file, limits=LIMITS)
    file.seek(0)
    content = file.read()
    return _keep(plain, content, said, kind=kind, bureau=bureau, by=by)


def arrive_pasted(text: str, *, kind: str, bureau: Unit, by: User) -> Import:
    """Keep a block that was pasted from a spreadsheet."""
    return _keep(PASTED, text.encode(), pasted(text, PASTED), kind=kind, bureau=bureau, by=by)


def sweep() -> int:
    """Drop what waited too long for a decision; return how many files."""
    return Import.objects.filter(taken_at=None, brought_at__lt=timezone.now() - KEPT).delete()[0]


def _keep(name: str, content: bytes, said: Any, *, kind: str, bureau: Unit, by: User) -> Import:
    return Import.objects.create(
        kind=kind,
        bureau=bureau,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        said=said,
        brought_by=by,
    )
