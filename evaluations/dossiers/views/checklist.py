"""核对清单: a unit checks what it will have to file and asks for changes; finance decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from evaluations.cycles.models import Cycle, ListRequest
from evaluations.dossiers.checklist import (
    may_ask,
    own_lists,
    places_for,
    projects_of,
    requests_of,
    tasks_of,
    units_of,
    years_of,
)
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.checklist import AskForm, DecideForm
from evaluations.dossiers.services.checklist import ask, decide, refuse_to_ask, refuse_to_decide
from evaluations.dossiers.services.refusals import log_refused
from evaluations.dossiers.views.refusals import copyable

MOST = 300


@require_safe
def checklists(request: Request) -> HttpResponse:
    """The lists of the own units, and what was asked for those that this person sees."""
    context = {"lists": own_lists(request.user), "requests": requests_of(request.user)[:MOST]}
    return render(request, "dossiers/checklists.html", context)


@require_http_methods(["GET", "POST"])
def checklist(request: Request, cycle: int, unit: int) -> HttpResponse:
    """One unit's list of a year, what it asked for, and what it asks for now."""
    place = get_object_or_404(units_of(request.user), pk=unit)
    year = get_object_or_404(years_of(place), pk=cycle)
    form = AskForm(request.POST if request.method == "POST" else None, projects=projects_of(place))
    if not form.is_bound:
        return _draw(request, year, place, form)
    status = 422
    try:
        refuse_to_ask(request.user, year, place)
        if form.is_valid():
            ask(year, place, form.cleaned_data, by=request.user)
            messages.success(request, "申请已提出，等待财政部门核定。")
            return redirect("checklist", cycle, unit)
    except NotAllowed as refused:
        log_refused(year, place, "核对清单申请", refused, by=request.user)
        form.add_error(None, refused.sentence)
        status = refused.http_status
    return _draw(request, year, place, form, status=status)


@require_http_methods(["GET", "POST"])
def list_request(request: Request, pk: int) -> HttpResponse:
    """What was asked, and the decision on it."""
    asked = get_object_or_404(requests_of(request.user), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = DecideForm(typed, asked=asked, units=places_for(request.user, asked))
    if not form.is_bound:
        return _draw_request(request, asked, form)
    status = 422
    try:
        refuse_to_decide(request.user, asked)
        if form.is_valid():
            decide(asked, **form.cleaned_data, by=request.user)
            messages.success(request, "已核定。")
            return redirect("checklists")
    except NotAllowed as refused:
        log_refused(asked.cycle, asked.unit, "核定核对清单申请", refused, by=request.user)
        form.add_error(None, refused.sentence)
        status = refused.http_status
    return _draw_request(request, asked, form, status=status)


def _draw(request: Request, cycle: Cycle, unit: Unit, form: AskForm, *, status: int = 200) -> HttpResponse:
    context = {
        "cycle": cycle,
        "unit": unit,
        "tasks": list(tasks_of(request.user, cycle, unit)),
        "requests": requests_of(request.user).filter(cycle=cycle, unit=unit),
        "form": form,
        "may_ask": cycle.is_open and may_ask(request.user, unit),
        "typed": copyable(form.data, "code", "name", "place", "reason"),
    }
    return render(request, "dossiers/checklist.html", context, status=status)


def _draw_request(
    request: Request, asked: ListRequest, form: DecideForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "form": form,
        "why_not": _why_not(request, asked),
        "typed": copyable(form.data, "answer"),
    }
    return render(request, "dossiers/list_request.html", context, status=status)


def _why_not(request: Request, asked: ListRequest) -> str:
    try:
        refuse_to_decide(request.user, asked)
    except NotAllowed as refused:
        return refused.sentence
    return ""
