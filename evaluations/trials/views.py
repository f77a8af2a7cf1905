"""试算, for administrators: choose filings, see how far it is and what came out, take it along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import administered_bureaus
from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from accounts.views.access import administrators_only
from documents.lists_xlsx import lists_xlsx
from documents.names import content_disposition
from evaluations.trials import queries
from evaluations.trials.models import Trial
from evaluations.trials.results import Results, results_of, sheets_of
from evaluations.trials.services import ask
from foundation.intake.kinds import KINDS
from foundation.jobs.models import Job
from indicators.models import FormTemplate
from indicators.views.editing import told

NOTHING_CHOSEN = "请至少选择一份填报。"


@require_http_methods(["GET", "POST"])
@administrators_only
@told
def form_trial(request: Request, pk: int) -> HttpResponse:
    """Choose filings of earlier years; sent, a worker tries the form on them."""
    template = get_object_or_404(FormTemplate, pk=pk)
    bureau = administered_bureaus(request.user)[0]
    offered = list(queries.filings_for(template, bureau, request.user))
    if request.method == "POST":
        wanted = set(request.POST.getlist("filing"))
        chosen = [one for one in offered if str(one.pk) in wanted]
        if chosen:
            return redirect(ask(template, chosen, bureau=bureau, by=request.user))
        messages.error(request, NOTHING_CHOSEN)
    context = {
        "template": template,
        "offered": offered,
        "most": queries.MOST,
        "trials": queries.trials_of(template, request.user),
    }
    return render(request, "trials/choose.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@administrators_only
def trial(request: Request, pk: int) -> HttpResponse:
    """How far it is; when it is over, what came out."""
    return render(request, "trials/trial.html", _context(_seen(request, pk)))


@passive
@require_safe
@administrators_only
def trial_progress(request: Request, pk: int) -> HttpResponse:
    """The part of the page that is asked for again while the worker is at it."""
    return render(request, "trials/outcome.html", _context(_seen(request, pk)))


@require_safe
@administrators_only
def trial_workbook(request: Request, pk: int) -> HttpResponse:
    """What came out, as a workbook."""
    found = _seen(request, pk)
    if queries.job_of(found).state != Job.State.DONE:
        raise Http404
    content = lists_xlsx(str(found), sheets_of(_results(found)))
    response = HttpResponse(content, content_type=KINDS["xlsx"].content_type)
    response["Content-Disposition"] = content_disposition(f"{found}.xlsx")
    return response


def _seen(request: Request, pk: int) -> Trial:
    return get_object_or_404(queries.administered_trials(request.user), pk=pk)


def _results(found: Trial) -> Results:
    return results_of(queries.filings_of(found))


def _context(found: Trial) -> dict[str, Any]:
    job = queries.job_of(found)
    is_done = job.state == Job.State.DONE
    return {
        "trial": found,
        "job": job,
        "count": found.filings.count(),
        "results": _results(found) if is_done else None,
    }
