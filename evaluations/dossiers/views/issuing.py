"""下达自评任务, for the administrators of the bureau; for others this page does not exist."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from evaluations.cycles.models import Cycle, CycleForm
from evaluations.cycles.queries import administered_cycles
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.issuing import ConsolidatedForm, IssueForm
from evaluations.dossiers.issuing import candidates, implementing_units, issue, issue_consolidated


@require_http_methods(["GET", "POST"])
@administrators_only
def issuing(request: Request, pk: int) -> HttpResponse:
    cycle = get_object_or_404(administered_cycles(request.user), pk=pk)
    offered = _offered(cycle)
    used = _chosen(request, offered)
    waiting = candidates(used) if used else []
    form = IssueForm(request.POST if request.method == "POST" else None, candidates=waiting)
    status = 422 if form.is_bound else 200
    if used and form.is_bound and form.is_valid():
        try:
            opened = issue(used, form.cleaned_data["chosen"], by=request.user)
        except NotAllowed as refused:
            form.add_error(None, refused.sentence)
            status = refused.http_status
        else:
            messages.success(request, f"已下达{len(opened)}项自评任务。")
            return redirect(f"{request.path}?form={used.pk}")
    context = {
        "cycle": cycle,
        "offered": offered,
        "with_projects": _of_projects(offered),
        "used": used,
        "candidates": waiting,
        "form": form,
    }
    return render(request, "cycles/issue.html", context, status=status)


@require_http_methods(["GET", "POST"])
@administrators_only
def consolidated(request: Request, pk: int) -> HttpResponse:
    """下达合并填报: a project that several units carry out."""
    cycle = get_object_or_404(administered_cycles(request.user), pk=pk)
    offered = _of_projects(_offered(cycle))
    used = _chosen(request, offered)
    form = ConsolidatedForm(
        request.POST if request.method == "POST" else None,
        candidates=candidates(used) if used else [],
        units=implementing_units(used) if used else [],
    )
    status = 422 if form.is_bound else 200
    if used and form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            whole, *parts = issue_consolidated(used, given["project"], given["units"], by=request.user)
        except NotAllowed as refused:
            form.add_error(None, refused.sentence)
            status = refused.http_status
        else:
            messages.success(request, f"已下达合并填报“{whole}”，分单位自评{len(parts)}项。")
            return redirect(reverse("issue", args=[cycle.pk]) + f"?form={used.pk}")
    context = {"cycle": cycle, "offered": offered, "used": used, "form": form}
    return render(request, "cycles/issue_consolidated.html", context, status=status)


def _offered(cycle: Cycle) -> list[CycleForm]:
    return list(cycle.forms.select_related("form_version", "cycle__bureau").order_by("pk"))


def _of_projects(offered: list[CycleForm]) -> list[CycleForm]:
    return [used for used in offered if used.scope != "department"]


def _chosen(request: Request, offered: list[CycleForm]) -> CycleForm | None:
    """The form named in the address, else the first one; None where the year has none."""
    wanted = request.GET.get("form", "")
    return next((used for used in offered if str(used.pk) == wanted), offered[0] if offered else None)
