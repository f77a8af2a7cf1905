"""离线填报表 as files: a workbook of each filing, named by its project; several in one ZIP or workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from documents.names import UNFIT
from documents.offline_book import offline_book_xlsx
from documents.offline_xlsx import offline_xlsx
from documents.slip_xlsx import slip_xlsx
from documents.workbook import FIXED_TIME
from evaluations.dossiers.models import Evaluation
from evaluations.exchange.board import Board
from evaluations.exchange.boxes import Filing
from evaluations.exchange.models import Team
from evaluations.exchange.plan import Task, plan
from evaluations.exchange.slips import Share, slip
from evaluations.exchange.together import together

LONGEST = 60
SUFFIX = "-离线填报表.xlsx"
SLIP_SUFFIX = "-股室填报单.xlsx"


def workbook(evaluation: Evaluation) -> tuple[str, bytes]:
    """Return the name and the content of the workbook of a filing as it stands."""
    return f"{_subject(evaluation)}{SUFFIX}", _content(evaluation, timezone.localtime())


def archive(evaluations: Iterable[Evaluation]) -> bytes:
    """Return a ZIP of their workbooks; of equal names each bears the number of its filing."""
    now, used = timezone.localtime(), set()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for evaluation in evaluations:
            name = _subject(evaluation)
            name = f"{name}-{evaluation.number}" if name in used else name
            used.add(name)
            entry = ZipInfo(f"{name}{SUFFIX}", FIXED_TIME)
            target.writestr(entry, _content(evaluation, now))
    return out.getvalue()


def together_in_one(evaluations: Sequence[Evaluation]) -> bytes:
    """Return one workbook of several filings; BookTooLargeError where it could not be read back."""
    now = timezone.localtime()
    filings = [(Filing.of(evaluation), _task(evaluation, now)) for evaluation in evaluations]
    return offline_book_xlsx(together(filings, now))


def slip_workbook(team: Team, board: Board) -> tuple[str, bytes]:
    """Return the name and the content of the 股室填报单 of a team, a worksheet for each of its filings."""
    return f"{_fit(team.name)}{SLIP_SUFFIX}", _slip(team, board, timezone.localtime())


def slip_archive(board: Board) -> bytes:
    """Return a ZIP of the slips of all teams that have something to fill in."""
    now, out = timezone.localtime(), BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for number, team in enumerate(board.busy, start=1):
            entry = ZipInfo(f"{number}-{_fit(team.name)}{SLIP_SUFFIX}", FIXED_TIME)
            target.writestr(entry, _slip(team, board, now))
    return out.getvalue()


def _slip(team: Team, board: Board, made: datetime) -> bytes:
    shares = [
        Share(Filing.of(column.evaluation), str(column.evaluation), rows)
        for column in board.columns
        if (rows := column.rows_of(team))
    ]
    return slip_xlsx(slip(team.unit.name, team.name, shares, made))


def _fit(text: str) -> str:
    return UNFIT.sub("", text).strip(" .")[:LONGEST]


def _subject(evaluation: Evaluation) -> str:
    return _fit(str(evaluation)) or evaluation.number


def _content(evaluation: Evaluation, made: datetime) -> bytes:
    return offline_xlsx(plan(Filing.of(evaluation), _task(evaluation, made)))


def _task(evaluation: Evaluation, made: datetime) -> Task:
    return Task(str(evaluation), evaluation.due_on, evaluation.revision, made)
