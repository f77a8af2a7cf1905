"""离线填报: workbooks out, one or many; back in, shown first, then accepted whole or cell by cell."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from core.workflow import Capacity
from documents.names import content_disposition
from documents.offline_book import BookTooLargeError
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import capacities, refusal_to_edit
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.opened import opened
from evaluations.exchange import outgoing, queries
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared
from evaluations.exchange.forms import BringForm
from evaluations.exchange.models import Arrival
from evaluations.exchange.services import arriving
from evaluations.exchange.services.besides import agreed, note_sources, places_for_remark
from evaluations.exchange.services.taking import take
from evaluations.exchange.slips import Beside
from foundation.intake.kinds import KINDS
from foundation.intake.storage import DamagedFileError, open_kept
from foundation.intake.uploads import passed_over, takes_files

XLSX = KINDS["xlsx"].content_type
ALL = "all"
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
NOTHING_CHOSEN = "没有可以采用的内容，或没有勾选。请勾选要采用的栏目，再点“采用勾选的内容”。"
OR_ZIP = "请减少勾选，分几次下载；或点“下载勾选的任务（压缩包）”，每个任务一个文件。"
TOO_MANY = f"合为一个Excel文件最多{{most}}个任务，已勾选{{count}}个。{OR_ZIP}"
TOO_LONG = f"勾选的任务内容较多，合为一个Excel文件后导不回来。{OR_ZIP}"
NO_TASKS = "请先勾选要下载离线填报表的任务。"


@dataclass(frozen=True)
class Brought:
    """One file of a delivery as its page shows it.

    `is_twin`: another one is of the same task. `is_recording`: who brought it is no filer of its unit (代录).
    """

    arrival: Arrival
    is_twin: bool = False
    is_recording: bool = False

    @cached_property
    def compared(self) -> Compared:
        return Compared.from_json(self.arrival.compared)

    @cached_property
    def beside(self) -> Beside:
        return Beside.from_json(self.arrival.beside)

    @cached_property
    def sources(self) -> int:
        """Of how many rows nothing is to be written but where they came from."""
        return len(agreed(self.arrival)) if self.arrival.team else 0

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """Where 完成情况说明 can be written, once."""
        filing = self.arrival.evaluation
        if filing is None or not self.arrival.team or not self.beside.remark or self.beside.placed:
            return []
        slots = places_for_remark(self.arrival, Filing.of(filing))
        return [(str(slot.ref), slot.label) for slot in slots]

    @property
    def counts(self) -> list[tuple[str, int]]:
        compared = self.compared
        return [
            ("改动", len(compared.changes)),
            ("冲突", len(compared.conflicts)),
            ("锁定被改", len(compared.touched)),
            ("不能识别", len(compared.strange)),
        ]


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def offline(request: Request) -> HttpResponse:
    """The tasks to be taken along, and the place to which workbooks come back."""
    if request.method != "POST":
        return _offline(request, BringForm())
    over = passed_over(request)
    form = BringForm(request.POST, request.FILES, has_more=bool(over))
    if not form.is_valid():
        return _offline(request, form, status=422)
    delivery = uuid.uuid4()
    for file in form.chosen:
        arriving.arrive(cast(IO[bytes], file), str(file.name), delivery=delivery, by=request.user)
    for name, sentence in over:
        arriving.passed_over(name, sentence, delivery=delivery, by=request.user)
    return redirect("offline_delivery", delivery)


@require_safe
def offline_filing(request: Request, pk: int) -> HttpResponse:
    """Of one filing: its workbook, and the files of which something was accepted, as they came."""
    page = opened(request, pk)
    arrivals = list(queries.taken(page.evaluation))
    context = {
        **page.context("offline"),
        "arrivals": arrivals,
        "given": queries.given(request.user, arrivals),
        "may_record": refusal_to_edit(request.user, page.evaluation, recording=True) is None,
    }
    return render(request, "exchange/filing.html", context)


@require_safe
def offline_workbook(request: Request, pk: int) -> HttpResponse:
    """The workbook of one filing, for whoever sees it."""
    name, content = outgoing.workbook(get_object_or_404(visible_to(request.user), pk=pk))
    return file_of(content, name, XLSX)


@require_safe
def offline_workbooks(request: Request) -> HttpResponse:
    """The workbooks of the tasks that were ticked, as one archive; or the tasks in one workbook."""
    wanted = [int(text) for text in request.GET.getlist("of") if text.isascii() and text.isdigit()]
    chosen = [one for one in queries.tasks(request.user) if one.pk in wanted][: queries.MOST]
    if not chosen:
        messages.error(request, NO_TASKS)
        return redirect("offline")
    if "together" in request.GET:
        return _together(request, chosen)
    return file_of(outgoing.archive(chosen), "离线填报表.zip", "application/zip")


def _together(request: Request, chosen: list[Evaluation]) -> HttpResponse:
    """One workbook; refused where it would hold more than can be read back, what was ticked stays so."""
    problem = TOO_MANY.format(most=queries.MOST_TOGETHER, count=len(chosen))
    if len(chosen) <= queries.MOST_TOGETHER:
        try:
            return file_of(outgoing.together_in_one(chosen), "离线填报表.xlsx", XLSX)
        except BookTooLargeError:
            problem = TOO_LONG
    return _offline(request, BringForm(), status=422, ticked={one.pk for one in chosen}, problem=problem)


@require_safe
def offline_delivery(request: Request, delivery: uuid.UUID) -> HttpResponse:
    """What the files of one delivery would change."""
    return _delivery(request, delivery)


@require_POST
def offline_take(request: Request, delivery: uuid.UUID) -> HttpResponse:
    """Accept all changes, or what was ticked; each file for itself."""
    chosen = [one for one in _chosen(request, delivery) if one.refs or one.remark_to or one.sources]
    if not chosen:
        messages.error(request, NOTHING_CHOSEN)
        return _delivery(request, delivery, status=422)
    status = 0
    for one in chosen:
        try:
            _take(request, one)
        except Refused as refusal:
            assert one.arrival.evaluation is not None
            log_refusal(one.arrival.evaluation, "offline_take", refusal, by=request.user)
            messages.error(request, f"{one.arrival.name}：{refusal.sentence}没有写入。")
            status = refusal.http_status
    return _delivery(request, delivery, status=status) if status else redirect("offline_delivery", delivery)


@require_safe
def offline_original(request: Request, pk: int, arrival: int) -> HttpResponseBase:
    """The file as it came, for whoever sees the filing, once something of it was accepted."""
    evaluation = get_object_or_404(visible_to(request.user), pk=pk)
    found = get_object_or_404(queries.taken(evaluation), pk=arrival)
    if found.pk not in queries.given(request.user, [found]):
        raise Http404
    try:
        content = open_kept(found.stored, sha256=found.sha256)
    except DamagedFileError as damage:
        messages.error(request, str(damage))
        return redirect("offline_filing", pk)
    response = FileResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition(found.name)
    response["Content-Length"] = str(found.size)
    response["Content-Security-Policy"] = POLICY
    return response


def _offline(request: Request, form: BringForm, *, status: int = 200, **told: Any) -> HttpResponse:
    """`told`: `problem`, and the `ticked` tasks, where they did not go out."""
    tasks = list(queries.tasks(request.user)[: queries.MOST])
    context: dict[str, Any] = {
        "form": form,
        "tasks": tasks,
        "ticked": {task.pk for task in tasks},
        "most_together": queries.MOST_TOGETHER,
        "file_mb": settings.UPLOAD_FILE_MB,
        "at_once": settings.UPLOAD_FILES_AT_ONCE,
        **told,
    }
    return render(request, "exchange/offline.html", context, status=status)


def _delivery(request: Request, delivery: uuid.UUID, *, status: int = 200) -> HttpResponse:
    arrivals = queries.brought(request.user, delivery)
    if not arrivals:
        raise Http404
    per_task = Counter(_of(arrival) for arrival in arrivals if _is_read(arrival))
    twins = {task for task, count in per_task.items() if count > 1}
    files = [Brought(arrival, _of(arrival) in twins, _is_recording(request, arrival)) for arrival in arrivals]
    context = {
        "delivery": delivery,
        "files": files,
        "changes": sum(len(file.compared.changes) for file in files),
        "conflicts": sum(len(file.compared.conflicts) for file in files),
        "besides": any(file.sources or file.places for file in files),
    }
    return render(request, "exchange/delivery.html", context, status=status)


def _is_read(arrival: Arrival) -> bool:
    return arrival.evaluation_id is not None and not arrival.problem


def _of(arrival: Arrival) -> tuple[int | None, int | None]:
    """Which task it is of, and which team's part of it."""
    return arrival.evaluation_id, arrival.team_id


def _is_recording(request: Request, arrival: Arrival) -> bool:
    filing = arrival.evaluation
    return filing is not None and Capacity.FILER not in capacities(request.user, filing)


@dataclass(frozen=True)
class Chosen:
    """What is to be accepted of one file: cells, where 完成情况说明 goes, 数据来源 of rows that agree."""

    arrival: Arrival
    refs: set[str]
    remark_to: str
    sources: bool


def _take(request: Request, one: Chosen) -> None:
    """Accept it; Refused (403, 409) where nothing can be written now."""
    told = []
    if one.refs or one.remark_to:
        saved = take(one.arrival, one.refs, by=request.user, remark_to=one.remark_to)
        told.append(f"已写入{saved.saved}栏{'' if saved.ok else '；其余内容没有写入，原因见下'}")
    if one.sources:
        told.append(f"已登记{note_sources(one.arrival, by=request.user)}行的数据来源")
    messages.success(request, f"{one.arrival.name}：{'，'.join(told)}。")


def _chosen(request: Request, delivery: uuid.UUID) -> list[Chosen]:
    """What is to be accepted of each file: its changes, or what was ticked."""
    ticked = set(request.POST.getlist("take"))
    arrivals = queries.brought(request.user, delivery)
    if not arrivals:
        raise Http404
    return [_chosen_of(request, arrival, ticked) for arrival in arrivals if arrival.evaluation is not None]


def _chosen_of(request: Request, arrival: Arrival, ticked: set[str]) -> Chosen:
    file, takes_all = Brought(arrival), ALL in request.POST
    refs = {one.ref for one in file.compared.changes} if takes_all else _own(ticked, arrival)
    asked = request.POST.get(f"remark-{arrival.pk}", "")
    remark_to = asked if asked in dict(file.places) else ""
    sources = file.sources > 0 and (takes_all or str(arrival.pk) in request.POST.getlist("sources"))
    return Chosen(arrival, refs, remark_to, sources)


def _own(ticked: set[str], arrival: Arrival) -> set[str]:
    mine = f"{arrival.pk}:"
    return {text.removeprefix(mine) for text in ticked if text.startswith(mine)}


def file_of(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition(name)
    return response
