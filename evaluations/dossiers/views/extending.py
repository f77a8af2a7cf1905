"""延期, for the finance bureau's reviewers and administrators; for others this page does not exist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.extending import Extendable, extendable, may_extend, unfiled_of
from evaluations.dossiers.forms.extending import ExtendForm
from evaluations.dossiers.permissions import place_label
from evaluations.dossiers.recurring import cycles_for
from evaluations.dossiers.services.extending import extend as give_time
from evaluations.dossiers.services.refusals import log_refused
from evaluations.dossiers.views.browsing import due_words
from evaluations.dossiers.views.chosen import named

MOST = 300


@require_http_methods(["GET", "POST"])
def extend(request: Request, pk: int) -> HttpResponse:
    """The filings of a year that are not filed yet; those that are ticked get more time."""
    if not may_extend(request.user):
        raise Http404
    cycle = get_object_or_404(cycles_for(request.user).select_related("bureau"), pk=pk)
    units = list(Unit.objects.filter(pk__in=unfiled_of(request.user, cycle).order_by().values("unit")))
    unit = named(units, request.GET.get("unit", ""))
    offered = _offered(request, cycle, unit)
    form = ExtendForm(request.POST if request.method == "POST" else None, offered=offered)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = give_time(
                cycle, given["chosen"], until=given["until"], reason=given["reason"], by=request.user
            )
        except NotAllowed as refused:
            log_refused(cycle, unit or cycle.bureau, "延期", refused, by=request.user)
            form.add_error("until" if refused.http_status == 422 else None, refused.sentence)
            status = refused.http_status
        else:
            messages.success(request, f"已为{len(made)}份自评表办理延期。")
            return redirect(request.get_full_path())
    context = {"cycle": cycle, "units": units, "unit": unit, "form": form, "rows": _rows(offered)}
    return render(request, "dossiers/extend.html", context, status=status)


def _offered(request: Request, cycle: Cycle, unit: Unit | None) -> list[Extendable]:
    filings = unfiled_of(request.user, cycle).order_by("unit__path", "project__code", "pk")
    if unit:
        filings = filings.filter(unit=unit)
    return extendable(request.user, filings[:MOST])


def _rows(offered: list[Extendable]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "key": one.key,
            "evaluation": one.evaluation,
            "place": place_label(one.evaluation),
            "due": due_words(one.evaluation.due_on, today),
            "is_late": one.evaluation.due_on < today,
            "why_not": one.why_not,
        }
        for one in offered
    ]
