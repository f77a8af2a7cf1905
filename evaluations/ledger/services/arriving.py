"""A ledger comes in: through the gate, read in the child, kept until somebody decides."""

from __future__ import annotations

from datetime import timedelta
from typing import IO

from django.utils import timezone

from accounts.models import User
from core.workflow import Ground
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.ledger.models import LedgerFile
from evaluations.ledger.queries import scheme_of
from evaluations.ledger.reading import NO_HEAD, found_head, sheets
from foundation.intake import sandbox, storage
from foundation.intake.gate import admit
from foundation.intake.kinds import LEDGERS, extension_of
from foundation.intake.names import plain_name
from foundation.intake.refusal import NO_ROOM, RefusedFile
from foundation.intake.sandbox import Limits

TAKEN = "这份台账已有内容采用，不能改从别处读取。还要导入其他工作表的，请把文件再上传一次。"
LIMITS = Limits(answer=8)
KEPT = timedelta(days=7)
"""How long a file waits for somebody to accept something of it, and its cells are kept."""


def arrive(file: IO[bytes], name: str, *, whole: Dossier, by: User) -> LedgerFile:
    """Keep a ledger with what it says; RefusedFile says why it does not come in."""
    plain = plain_name(name)
    admit(file, plain, LEDGERS)
    file.seek(0)
    said = sandbox.run("filled", extension_of(plain), file, limits=LIMITS)
    scheme = scheme_of(whole.unit, whole.cycle.data_year)
    where = found_head(sheets(said), scheme.columns if scheme else {})
    if where is None:
        raise RefusedFile(NO_HEAD)
    try:
        kept = storage.keep(file)
    except OSError as problem:
        raise RefusedFile(NO_ROOM) from problem
    return LedgerFile.objects.create(
        cycle=whole.cycle,
        unit=whole.unit,
        name=plain,
        size=kept.size,
        sha256=kept.sha256,
        stored=kept.stored,
        said=said,
        sheet=where[0],
        head=where[1],
        brought_by=by,
    )


def read_from(found: LedgerFile, sheet: int, head: int) -> None:
    """Read the ledger from that row of that worksheet on; NotAllowed (409) once some of it was accepted."""
    if not LedgerFile.objects.filter(pk=found.pk, taken_at=None).update(sheet=sheet, head=head):
        raise NotAllowed.because(TAKEN, Ground.STATE)
    found.sheet, found.head = sheet, head


def sweep() -> int:
    """Delete ledgers of which nobody accepted anything, empty the cells of others; return how many."""
    old = LedgerFile.objects.filter(brought_at__lt=timezone.now() - KEPT).exclude(said=[])
    gone = list(old.filter(taken_at=None).defer("said"))
    for found in gone:
        found.delete()
        storage.discard(found.stored)
    return len(gone) + old.update(said=[])
