"""A workbook that came back: through the gate, read, held against its filing, kept; nothing written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.snapshots import form_of, snapshot
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared, compare
from evaluations.exchange.models import Arrival
from evaluations.exchange.reading import Returned, Unreadable, read
from foundation.intake import sandbox, storage
from foundation.intake.gate import admit
from foundation.intake.kinds import BOOKS, extension_of
from foundation.intake.names import plain_name
from foundation.intake.refusal import NO_ROOM, RefusedFile
from foundation.intake.sandbox import Limits

LIMITS = Limits(answer=8)
KEPT = timedelta(days=7)
"""How long a file waits for somebody to accept something of it."""
NOT_YOURS = (
    "文件属于编号{number}的任务（{unit}，{year}年度，{subject}），"
    "不在您可以填报的任务中。请核对是否选错文件。"
)
CLOSED = (
    "这是{year}年度的离线填报表，该年度的自评工作已结束。请下载本年度的离线填报表，把内容填到其中再导入。"
)


class NotTakenError(Exception):
    """Nothing of the file can be accepted. The text says why, and what to do."""


@dataclass(frozen=True)
class _Read:
    evaluation: Evaluation
    compared: Compared


def arrive(file: IO[bytes], name: str, *, delivery: UUID, by: User) -> Arrival:
    """Return the row of one file; where it cannot be taken, with the sentence that says why, and no file."""
    plain = plain_name(name)
    arrival = Arrival(delivery=delivery, name=plain, brought_by=by)
    try:
        found = _read(file, plain, by)
        kept = _kept(file)
    except (RefusedFile, Unreadable, NotTakenError) as refusal:
        arrival.problem = str(refusal)
    else:
        arrival.evaluation, arrival.compared = found.evaluation, found.compared.as_json()
        arrival.stored, arrival.size, arrival.sha256 = kept.stored, kept.size, kept.sha256
    arrival.save()
    return arrival


def passed_over(name: str, sentence: str, *, delivery: UUID, by: User) -> Arrival:
    """Return the row of a file that was not even read."""
    return Arrival.objects.create(delivery=delivery, name=name, problem=sentence, brought_by=by)


def sweep() -> int:
    """Delete what nobody accepted anything of for `KEPT`: row, then file; return how many."""
    old = list(Arrival.objects.filter(taken_at=None, brought_at__lt=timezone.now() - KEPT))
    for arrival in old:
        arrival.delete()
        if arrival.stored:
            storage.discard(arrival.stored)
    return len(old)


def _read(file: IO[bytes], name: str, by: User) -> _Read:
    admit(file, name, BOOKS)
    file.seek(0)
    returned = read(sandbox.run("filled", extension_of(name), file, limits=LIMITS))
    evaluation = _evaluation(returned, by)
    return _Read(evaluation, compare(Filing(form_of(evaluation), snapshot(evaluation)), returned))


def _evaluation(returned: Returned, by: User) -> Evaluation:
    """The filing of the number in the file, if `by` may fill it in now, or enter it for its unit (代录)."""
    found = visible_to(by).filter(number=returned.facts.get("number", "")).first()
    if found is None:
        raise NotTakenError(NOT_YOURS.format(**_words(returned.facts)))
    if not found.cycle.is_open:
        raise NotTakenError(CLOSED.format(year=found.cycle.data_year))
    if refusal := refusal_to_edit(by, found, recording=True):
        raise NotTakenError(refusal.sentence)
    return found


def _words(facts: Mapping[str, str]) -> dict[str, str]:
    """What the file says of itself, short enough for a message."""
    return {name: facts.get(name, "")[:60] or "不明" for name in ("number", "unit", "year", "subject")}


def _kept(file: IO[bytes]) -> storage.Kept:
    try:
        return storage.keep(file)
    except OSError as problem:
        raise RefusedFile(NO_ROOM) from problem
