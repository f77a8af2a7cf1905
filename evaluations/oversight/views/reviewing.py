"""审核和汇总报送: a department ticks what it has looked at, and passes all of it on with 部门汇总表."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from core.figures import printing
from documents.models import SetPaper
from documents.names import set_download_name
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.letters import printings
from evaluations.dossiers.models import Contribution, Evaluation, Letter
from evaluations.dossiers.services.refusals import log_refused
from evaluations.dossiers.services.together import Outcome
from evaluations.dossiers.views.dossier_papers import told_orders
from evaluations.dossiers.views.papers import given
from evaluations.oversight.forms import MarkForm
from evaluations.oversight.models import ReviewMark
from evaluations.oversight.queries import (
    at_department,
    filings_of,
    marked,
    printings_of,
    sees_all,
    valid_marks,
)
from evaluations.oversight.services.forwarding import NOT_YOURS, forward, may_forward, print_table
from evaluations.oversight.services.marking import mark_each, unmark_each
from evaluations.oversight.views.departments import chosen, head, number_asked

PAGE, SHOWN = 100, 10
"""Filings on one page; tables listed."""
CONTRIBUTED = "您填报或修改过本表，请由其他审核人员审核。"
GONE = "有{}份已不在主管部门审核环节，没有勾选。"
SAVED = "已保存勾选，现有{}份已审核待汇总报送。"
FORWARDED = "已汇总报送{}份，部门汇总表正在生成。"
REFUSED = "有{}份没有办理，原因见各行。"


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The list, and what was ticked in it."""
    year, place = chosen(request, cycle, unit)
    if request.method != "POST":
        return _draw(request, year, place)
    try:
        refused = _keep(request, year, place)
    except NotAllowed as refusal:
        return _not_allowed(request, year, place, {}, refusal)
    if not refused:
        count = marked(filings_of(request.user, year, place)).count()
        messages.success(request, SAVED.format(count))
        return redirect("department_review", cycle, unit)
    return _refused(request, year, place, refused)


@require_POST
def forward_all(request: Request, cycle: int, unit: int) -> HttpResponse:
    """汇总报送: what is ticked on the page is kept first, then all that is ticked passes."""
    year, place = chosen(request, cycle, unit)
    refused: dict[int, Outcome] = {}
    try:
        refused = _keep(request, year, place)
        outcomes = forward(year, place, by=request.user)
    except NotAllowed as refusal:
        return _not_allowed(request, year, place, refused, refusal)
    done = sum(outcome.refused is None for outcome in outcomes)
    if done:
        messages.success(request, FORWARDED.format(done))
    refused |= _by_filing(outcomes)
    if not refused:
        return redirect("department_review", cycle, unit)
    return _refused(request, year, place, refused)


@require_POST
def make_table(request: Request, cycle: int, unit: int) -> HttpResponse:
    """部门汇总表 of what stands beyond the department now."""
    year, place = chosen(request, cycle, unit)
    try:
        print_table(year, place, by=request.user)
    except NotAllowed as refusal:
        return _not_allowed(request, year, place, {}, refusal)
    messages.success(request, "部门汇总表正在生成，生成后可在本页下载。")
    return redirect("department_review", cycle, unit)


@passive
@require_safe
def states(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The list of tables alone, asked for again while one is under way."""
    year, place = chosen(request, cycle, unit)
    context = {"cycle": year, "department": place, **_tables(request, year, place)}
    return render(request, "oversight/parts/tables.html", context)


@require_safe
def download(request: Request, cycle: int, unit: int, paper: int) -> HttpResponse:
    """A table, for whoever sees every filing in it; the 函, for whoever sees all."""
    year, place = chosen(request, cycle, unit)
    tables = printings_of(request.user, year, place).order_by().values("frozen_set")
    letters = printings(year, place, Letter.Kind.DEPARTMENT).order_by().values("frozen_set")
    given_out = Q(frozen_set__in=tables)
    if sees_all(request.user, year, place):
        given_out |= Q(frozen_set__in=letters)
    there = SetPaper.objects.filter(given_out, published_at__isnull=False)
    wanted = get_object_or_404(there.select_related("frozen_set"), pk=paper)
    name = set_download_name(wanted, place.name)
    return given(request, wanted, name, instead=redirect("department_review", cycle, unit))


def _keep(request: Request, cycle: Cycle, department: Unit) -> dict[int, Outcome]:
    """Keep what was ticked and unticked, and return what was refused; NotAllowed (403) for who only looks."""
    if not may_forward(request.user, department):
        raise NotAllowed.because(NOT_YOURS)
    form = MarkForm(at_department(filings_of(request.user, cycle, department)), request.POST)
    if form.gone:
        messages.warning(request, GONE.format(form.gone))
    outcomes = [*mark_each(form.to_mark, by=request.user), *unmark_each(form.to_unmark, by=request.user)]
    return _by_filing(outcomes)


def _by_filing(outcomes: Iterable[Outcome]) -> dict[int, Outcome]:
    return {outcome.evaluation.pk: outcome for outcome in outcomes if outcome.refused}


def _not_allowed(
    request: Request, cycle: Cycle, department: Unit, refused: Mapping[int, Outcome], refusal: NotAllowed
) -> HttpResponse:
    """The whole act was refused, besides what was refused of single filings."""
    log_refused(cycle, department, "汇总报送", refusal, by=request.user)
    return _refused(request, cycle, department, refused, refusal.sentence, status=refusal.http_status)


def _refused(
    request: Request,
    cycle: Cycle,
    department: Unit,
    refused: Mapping[int, Outcome],
    error: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    codes = [outcome.refused.http_status for outcome in refused.values() if outcome.refused]
    told = " ".join(filter(None, (error, REFUSED.format(len(refused)) if refused else "")))
    return _draw(request, cycle, department, refused=refused, error=told, status=max([status, *codes]))


def _draw(
    request: Request,
    cycle: Cycle,
    department: Unit,
    *,
    refused: Mapping[int, Outcome] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    filings = at_department(filings_of(request.user, cycle, department))
    number = number_asked(request)
    found = list(filings[(number - 1) * PAGE : number * PAGE + 1])
    may_act = may_forward(request.user, department)
    context = {
        **head(request, cycle, department),
        **_tables(request, cycle, department),
        "rows": _rows(request, found[:PAGE], refused or {}, may_act=may_act),
        "count_marked": marked(filings).count(),
        "may_act": may_act,
        "has_letter": sees_all(request.user, cycle, department),
        "error": error,
        "previous": number - 1,
        "following": number + 1 if len(found) > PAGE else 0,
    }
    return render(request, "oversight/review.html", context, status=status)


def _tables(request: Request, cycle: Cycle, department: Unit) -> dict[str, Any]:
    return told_orders(printings_of(request.user, cycle, department)[:SHOWN])


def _rows(
    request: Request, filings: Sequence[Evaluation], refused: Mapping[int, Outcome], *, may_act: bool
) -> list[dict[str, Any]]:
    """Those shown, and those refused that wait for the department no longer."""
    keys = {filing.pk for filing in filings}
    marks = {mark.evaluation_id: mark for mark in valid_marks(Evaluation.objects.filter(pk__in=keys))}
    own = Contribution.objects.filter(user=request.user, evaluation__in=keys)
    contributed = set(own.values_list("evaluation", flat=True))
    gone = [outcome.evaluation for pk, outcome in refused.items() if pk not in keys]
    return [
        {
            **_facts(filing, marks.get(filing.pk), refused.get(filing.pk)),
            "may_mark": may_act and filing.pk in keys and filing.pk not in contributed,
            "why_not": CONTRIBUTED if may_act and filing.pk in contributed else "",
        }
        for filing in (*filings, *gone)
    ]


def _facts(filing: Evaluation, mark: ReviewMark | None, outcome: Outcome | None) -> dict[str, Any]:
    return {
        "evaluation": filing,
        "mark": mark,
        "score": printing.plain(filing.total_score),
        "refused": outcome.refused if outcome else None,
    }
