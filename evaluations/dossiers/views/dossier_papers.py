"""送签单 and 全部打印: the papers of a whole set, asked for in one order and given to who sees all of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from core.workflow import Status
from documents.collecting import missing
from documents.models import SetPaper
from documents.names import set_download_name
from documents.services import damage
from evaluations.dossiers.dossier import Dossier, orders_of
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.letters import printings, shows_letter
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.dossiers.views.papers import given

SHOWN = 10
"""Orders that the page lists."""
WAITS = "等待{}份文书生成"
FAILED = "有{}份文书没有生成，请再点“全部打印”重新生成。"


@require_safe
def papers(request: Request, cycle: int, unit: int) -> HttpResponse:
    return _draw(request, found(request, cycle, unit), "dossiers/dossier_papers.html")


@passive
@require_safe
def states(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The list alone, asked for again while something is under way."""
    return _draw(request, found(request, cycle, unit), "dossiers/parts/set_papers.html")


@require_POST
def print_papers(request: Request, cycle: int, unit: int) -> HttpResponse:
    """One order of everything, whatever state each filing is in."""
    whole = found(request, cycle, unit)
    try:
        print_all(whole, by=request.user)
    except NotAllowed as refusal:
        log_refusal(whole.filings[0], "print_all", refusal, by=request.user)
        messages.error(request, refusal.sentence)
        return _draw(request, whole, "dossiers/dossier_papers.html", status=refusal.http_status)
    left_out = whole.count(Status.NOT_STARTED)
    more = f"尚未填报的{left_out}份没有列入。" if left_out else ""
    messages.success(request, f"已申请打印送签单和全部材料，生成后可在本页下载。{more}")
    return redirect("dossiers:dossier_papers", cycle, unit)


@require_safe
def download(request: Request, cycle: int, unit: int, paper: int) -> HttpResponse:
    """A paper of an order, for whoever sees every filing in it; the 函 for whoever sees what it goes with."""
    whole = found(request, cycle, unit)
    given_out = Q(frozen_set__in=orders_of(whole).order_by().values("frozen_set"))
    if shows_letter(whole):
        letters = printings(whole.cycle, whole.unit).order_by().values("frozen_set")
        given_out |= Q(kind=SetPaper.Kind.LETTER, frozen_set__in=letters)
    there = SetPaper.objects.filter(given_out, published_at__isnull=False)
    wanted = get_object_or_404(there.select_related("frozen_set"), pk=paper)
    name = set_download_name(wanted, whole.unit.name)
    return given(request, wanted, name, instead=redirect("dossiers:dossier_papers", cycle, unit))


def _draw(request: Request, whole: Dossier, template: str, *, status: int = 200) -> HttpResponse:
    context = {**head_of(whole), **told_orders(orders_of(whole)[:SHOWN])}
    return render(request, template, context, status=status)


def told_orders(orders: QuerySet[Any]) -> dict[str, Any]:
    """Rows with a `frozen_set`, each with the state of its files, and whether one is under way."""
    papers = SetPaper.objects.select_related("job").order_by("kind", "file_format")
    found = orders.prefetch_related(Prefetch("frozen_set__papers", papers))
    told = [
        {"order": order, "papers": [_paper(paper) for paper in order.frozen_set.papers.all()]}
        for order in found
    ]
    return {
        "orders": told,
        "under_way": any(paper["is_under_way"] for one in told for paper in one["papers"]),
    }


def _paper(paper: SetPaper) -> dict[str, Any]:
    """One file: there, or what it waits for, or why it is not there."""
    job, trouble = paper.job, damage(paper)
    if paper.published_at or job is not None:
        words = trouble or (job.reason if job else "")
        return {
            "paper": paper,
            "trouble": trouble,
            "words": words,
            "is_under_way": job is not None and not job.is_over,
        }
    waited = missing(paper)
    failed = sum(one.job is not None and one.job.state == "failed" for one in waited)
    words = FAILED.format(failed) if failed else WAITS.format(len(waited))
    return {"paper": paper, "trouble": "", "words": words, "is_under_way": not failed}
