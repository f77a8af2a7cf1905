"""年度自评工作, for the administrators of the bureau; for others these pages do not exist."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import administered_bureaus
from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from core.workflow import Capacity
from evaluations.cycles.forms import CycleSettingsForm, NextYearForm
from evaluations.cycles.models import Cycle
from evaluations.cycles.next_year import can_follow, propose, year_exists
from evaluations.cycles.queries import administered_cycles, usable_forms
from evaluations.cycles.services import YearExists, change_cycle, create_cycle, open_next_year


@require_safe
@administrators_only
def cycles(request: Request) -> HttpResponse:
    known = list(administered_cycles(request.user))
    open_ended = can_follow(known)
    rows = [
        {
            "cycle": cycle,
            "chain": " → ".join(Capacity(step).label for step in cycle.chain),
            "can_follow": cycle.pk in open_ended,
        }
        for cycle in known
    ]
    return render(request, "cycles/cycles.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@administrators_only
def cycle_add(request: Request) -> HttpResponse:
    form = _form(request, Cycle())
    if form.is_bound and form.is_valid():
        create_cycle(form.save(commit=False), **form.asked, by=request.user)
        messages.success(request, "年度自评工作已保存。请下达自评任务。")
        return redirect("cycles")
    return _page(request, form, "新增年度自评工作")


@require_http_methods(["GET", "POST"])
@administrators_only
def cycle_edit(request: Request, pk: int) -> HttpResponse:
    form = _form(request, get_object_or_404(administered_cycles(request.user), pk=pk))
    if form.is_bound and form.is_valid():
        change_cycle(form.save(commit=False), **form.asked, by=request.user)
        messages.success(request, "年度自评工作已保存。")
        return redirect("cycles")
    return _page(request, form, "编辑年度自评工作")


@require_http_methods(["GET", "POST"])
@administrators_only
def cycle_next(request: Request, pk: int) -> HttpResponse:
    """从上年度开启新年度: last year's settings, a year later, kept in one act."""
    last = get_object_or_404(administered_cycles(request.user), pk=pk)
    proposal = propose(last)
    typed = request.POST if request.method == "POST" else None
    bureaus = administered_bureaus(request.user)
    form = NextYearForm(typed, last=last, proposal=proposal, bureaus=bureaus, usable=usable_forms())
    if form.is_bound and form.is_valid():
        try:
            opened = open_next_year(last, form.save(commit=False), **form.asked, by=request.user)
        except YearExists as refused:
            form.add_error("data_year", str(refused))
        else:
            messages.success(request, f"“{opened.name}”已开启。请下达自评任务。")
            return redirect("issue", opened.pk)
    exists = None if form.is_bound else year_exists(last.bureau_id, last.data_year + 1)
    context = {"form": form, "last": last, "notes": proposal.notes, "exists": exists}
    return render(request, "cycles/next.html", context, status=422 if form.is_bound else 200)


def _form(request: Request, cycle: Cycle) -> CycleSettingsForm:
    typed = request.POST if request.method == "POST" else None
    bureaus = administered_bureaus(request.user)
    return CycleSettingsForm(typed, instance=cycle, bureaus=bureaus, usable=usable_forms(cycle))


def _page(request: Request, form: CycleSettingsForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "cycles/edit.html", context, status=422 if form.is_bound else 200)
