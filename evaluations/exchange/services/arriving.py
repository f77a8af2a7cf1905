"""A workbook that came back: through the gate, read, held against its filing, kept; nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import IO
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from core.figures.text import clip
from documents.offline import BOOK
from documents.slips import SLIP
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.queries import visible_to
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import compare
from evaluations.exchange.models import Arrival, Team
from evaluations.exchange.queries import MOST_TOGETHER
from evaluations.exchange.reading import Book, Unreadable, read
from evaluations.exchange.slips import apart, sheet_facts
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
NOT_YOURS_AMONG = (
    "文件中编号{number}的任务（{unit}，{year}年度，{subject}）"
    "不在您可以填报的任务中，没有读取；其他任务照常列出。"
)
NO_SHEETS = "文件中本任务的工作表都已删除，本任务没有改动。"
NO_PARTS = "文件隐藏的“标识”中没有任务，或超过{most}个，不能导入。请在“离线填报”重新下载后填写。"
NO_TEAM = "文件是“{name}”的股室填报单，本单位的股室名单中没有这个股室。请在“股室填报单”添加该股室后重新导入。"


class NotTakenError(Exception):
    """Nothing of the file can be accepted. The text says why, and what to do."""


def arrive(file: IO[bytes], name: str, *, delivery: UUID, by: User) -> list[Arrival]:
    """Return the row of one file, of one with several filings a row for each.

    Where it cannot be taken, with the sentence that says why, and no file.
    """
    plain = plain_name(name)

    def arrival() -> Arrival:
        return Arrival(delivery=delivery, name=plain, brought_by=by)

    try:
        admit(file, plain, BOOKS)
        file.seek(0)
        book = read(sandbox.run("filled", extension_of(plain), file, limits=LIMITS))
    except (RefusedFile, Unreadable) as refusal:
        return [_refused(arrival(), refusal)]
    if book.facts.get("kind") == SLIP:
        return [_worksheet(arrival(), file, book, number) for number in book.pages]
    if book.facts.get("kind") == BOOK:
        return _several(arrival, file, book)
    return [_whole(arrival(), file, book)]


def _whole(arrival: Arrival, file: IO[bytes], book: Book) -> Arrival:
    """离线填报表: the workbook of one filing."""
    returned = book.whole()
    try:
        evaluation = _evaluation(returned.facts, arrival.brought_by)
        _keep(arrival, file)
    except (RefusedFile, NotTakenError) as refusal:
        return _refused(arrival, refusal)
    compared = compare(Filing.of(evaluation), returned)
    arrival.evaluation, arrival.compared = evaluation, compared.as_json()
    arrival.save()
    return arrival


def _worksheet(arrival: Arrival, file: IO[bytes], book: Book, number: str) -> Arrival:
    """One worksheet of a 股室填报单: what a team says of one filing."""
    facts = sheet_facts(book, number)
    try:
        evaluation = _evaluation(facts, arrival.brought_by)
        arrival.team = _team(evaluation, book.facts.get("team", ""))
        _keep(arrival, file)
    except (RefusedFile, NotTakenError) as refusal:
        return _refused(arrival, refusal)
    filing = Filing.of(evaluation)
    returned, beside = apart(filing, replace(book.pages[number], facts=facts))
    compared = compare(filing, replace(returned, strange=[*book.strange, *returned.strange]))
    arrival.evaluation, arrival.compared, arrival.beside = evaluation, compared.as_json(), beside.as_json()
    arrival.save()
    return arrival


def _several(blank: Callable[[], Arrival], file: IO[bytes], book: Book) -> list[Arrival]:
    """One workbook of several filings: a row for each of them; the file is kept once."""
    if not 0 < len(book.parts) <= MOST_TOGETHER:
        return [_refused(blank(), NotTakenError(NO_PARTS.format(most=MOST_TOGETHER)))]
    arrivals = [_part(blank(), book, part) for part in book.parts]
    read = [arrival for arrival in arrivals if not arrival.problem]
    if read:
        kept = arrivals[0]
        try:
            _keep(kept, file)
        except RefusedFile as refusal:
            return [_refused(blank(), refusal)]
        for arrival in arrivals:
            arrival.stored, arrival.size, arrival.sha256 = kept.stored, kept.size, kept.sha256
        read[0].compared["strange"][:0] = map(asdict, book.strange)
    for arrival in arrivals:
        arrival.save()
    return arrivals


def _part(arrival: Arrival, book: Book, part: str) -> Arrival:
    """What the workbook says of one filing; of one that cannot be taken, why, the others are read."""
    returned, by = book.of(part), arrival.brought_by
    try:
        arrival.evaluation = found = _visible(returned.facts, by, NOT_YOURS_AMONG)
        _must_be_open(found, by)
        if book.is_gone(part):
            raise NotTakenError(NO_SHEETS)
    except NotTakenError as refusal:
        arrival.problem = str(refusal)
        return arrival
    arrival.compared = compare(Filing.of(found), returned).as_json()
    return arrival


def _team(evaluation: Evaluation, name: str) -> Team:
    team = Team.objects.filter(unit=evaluation.unit, name=name).first()
    if team is None:
        raise NotTakenError(NO_TEAM.format(name=clip(name)))
    return team


def _refused(arrival: Arrival, refusal: Exception) -> Arrival:
    arrival.problem = str(refusal)
    arrival.save()
    return arrival


def passed_over(name: str, sentence: str, *, delivery: UUID, by: User) -> Arrival:
    """Return the row of a file that was not even read."""
    return Arrival.objects.create(delivery=delivery, name=name, problem=sentence, brought_by=by)


def sweep() -> int:
    """Delete what nobody accepted anything of for `KEPT`: row, then file; return how many.

    A file of several filings stays with all its rows once something of one was accepted.
    """
    taken = Arrival.objects.filter(taken_at__isnull=False).exclude(stored="").values("stored")
    waiting = Arrival.objects.filter(taken_at=None, brought_at__lt=timezone.now() - KEPT)
    old = list(waiting.exclude(stored__in=taken))
    for arrival in old:
        arrival.delete()
        if arrival.stored and not Arrival.objects.filter(stored=arrival.stored).exists():
            storage.discard(arrival.stored)
    return len(old)


def _evaluation(facts: Mapping[str, str], by: User) -> Evaluation:
    """The filing of the number in the file, if `by` may fill it in now, or enter it for its unit (代录)."""
    found = _visible(facts, by, NOT_YOURS)
    _must_be_open(found, by)
    return found


def _visible(facts: Mapping[str, str], by: User, sentence: str) -> Evaluation:
    found = visible_to(by).filter(number=facts.get("number", "")).first()
    if found is None:
        raise NotTakenError(sentence.format(**_words(facts)))
    return found


def _must_be_open(found: Evaluation, by: User) -> None:
    if not found.cycle.is_open:
        raise NotTakenError(CLOSED.format(year=found.cycle.data_year))
    if refusal := refusal_to_edit(by, found, recording=True):
        raise NotTakenError(refusal.sentence)


def _words(facts: Mapping[str, str]) -> dict[str, str]:
    """What the file says of itself, short enough for a message."""
    return {name: facts.get(name, "")[:60] or "不明" for name in ("number", "unit", "year", "subject")}


def _keep(arrival: Arrival, file: IO[bytes]) -> None:
    file.seek(0)
    try:
        kept = storage.keep(file)
    except OSError as problem:
        raise RefusedFile(NO_ROOM) from problem
    arrival.stored, arrival.size, arrival.sha256 = kept.stored, kept.size, kept.sha256
