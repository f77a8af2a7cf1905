"""底稿 and 意见书 of one 复核: written, printed, fetched."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.sessions import passive
from documents.models import SetPaper
from documents.names import set_download_name
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.papers import given
from evaluations.second_scores.forms.writing import OpinionForm
from evaluations.second_scores.models import Opinion, SampledFiling
from evaluations.second_scores.permissions import refusal_to_issue
from evaluations.second_scores.saying import drafted
from evaluations.second_scores.services import papers
from evaluations.second_scores.views.scoring import draw, found, papers_context

KEPT = "意见书已保存。下发后成文，不能再改。"
ASKED = "已申请生成，生成后可在本页下载。"


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: Request, pk: int) -> HttpResponse:
    """意见书 before it is issued: its draft, then what was written."""
    filing = found(request, pk)
    form = OpinionForm(request.POST, instance=Opinion(filing=filing)) if request.method == "POST" else None
    try:
        if refusal := refusal_to_issue(request.user, filing):
            raise refusal
        if form is None:
            return _draw_opinion(request, filing, _offered(filing))
        if not form.is_valid():
            return _draw_opinion(request, filing, form, status=422)
        papers.keep_opinion(filing, form.written, seen=form.cleaned_data["seen"], by=request.user)
    except Refused as refused:
        return _refused(request, filing, form, refused)
    messages.success(request, KEPT)
    return redirect("second_scores", pk)


@require_POST
def print_papers(request: Request, pk: int) -> HttpResponse:
    filing = found(request, pk)
    try:
        papers.print_papers(filing, by=request.user)
    except Refused as refused:
        log_refusal(filing.evaluation, "打印复核文书", refused, by=request.user)
        return draw(request, filing, refused=refused)
    messages.success(request, ASKED)
    return redirect("second_scores", pk)


@passive
@require_safe
def states(request: Request, pk: int) -> HttpResponse:
    """The list of papers alone, asked for again while something is under way."""
    filing = found(request, pk)
    return render(request, "second_scores/parts/papers.html", papers_context(request.user, filing))


@require_safe
def download(request: Request, pk: int, paper: int) -> HttpResponse:
    """A paper of a 复核 for whoever sees it."""
    filing = found(request, pk)
    printed = filing.printings.values("frozen_set")
    there = SetPaper.objects.filter(published_at__isnull=False, frozen_set__in=printed)
    wanted = get_object_or_404(there.select_related("frozen_set"), pk=paper)
    name = set_download_name(wanted, str(filing.evaluation))
    return given(request, wanted, name, instead=redirect("second_scores", pk))


def _offered(filing: SampledFiling) -> OpinionForm:
    kept = papers.opinion_of(filing)
    return OpinionForm(instance=kept or drafted(filing), initial={"seen": papers.mark_of(kept)})


def _refused(
    request: Request, filing: SampledFiling, form: OpinionForm | None, refused: Refused
) -> HttpResponse:
    """What was typed stays, to be copied once it is issued; what somebody else wrote stands beside it."""
    log_refusal(filing.evaluation, "修改复核意见书", refused, by=request.user)
    if form is None or refusal_to_issue(request.user, filing):
        return draw(request, filing, refused=refused)
    form.data = {**form.data.dict(), "seen": papers.mark_of(papers.opinion_of(filing))}  # type: ignore[attr-defined]
    form.add_error(None, refused.sentence)
    return _draw_opinion(request, filing, form, there=papers.opinion_of(filing), status=409)


def _draw_opinion(
    request: Request,
    filing: SampledFiling,
    form: OpinionForm,
    *,
    there: Opinion | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"filing": filing, "form": form, "there": there}
    return render(request, "second_scores/opinion.html", context, status=status)
