"""复核: the samples of finance, what was issued to a unit, and a new sample."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from core.figures import printing
from core.scoring.totals import deviation
from core.second.draw import ORDERS, in_order, place
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.views.chosen import named_or_first
from evaluations.second_scores import queries
from evaluations.second_scores.forms.answering import RulesForm
from evaluations.second_scores.forms.drawing import DrawForm
from evaluations.second_scores.models import Review, ReviewRules, SampledFiling
from evaluations.second_scores.services.drawing import candidates_of, draw_review
from evaluations.second_scores.services.rules import keep_rules
from evaluations.second_scores.services.scoring import filed_totals

SHOWN = 100
"""Samples, or filings of a unit, that the page lists."""
PLACE_SHOWN = 16
"""So much of the SHA-256 tells them apart."""
NOT_YOURS = "复核由财政局绩效股抽取，您可以查看，不能办理。"
DRAWN = "已抽取{}份，请逐份复核。"
RULES_KEPT = "复核口径已保存，填写复核得分时可以选用。"


@require_safe
def reviews(request: Request) -> HttpResponse:
    of_finance = queries.is_of_finance(request.user)
    context = {
        "of_finance": of_finance,
        "reviews": queries.reviews_for(request.user)[:SHOWN] if of_finance else [],
        "rows": [told(one) for one in queries.issued_to(request.user)[:SHOWN]],
        "draws": queries.bureaus_of(request.user),
    }
    return render(request, "second_scores/reviews.html", context)


@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    """One sample: how it was drawn, and how far each filing is."""
    found = get_object_or_404(queries.reviews_for(request.user), pk=pk)
    filings = queries.visible_to(request.user).filter(review=found)
    filed = filed_totals(filings.filter(completion=None))
    context = {
        "review": found,
        "rows": [told(one, filed.get(one.pk)) for one in filings],
        "count": len(found.candidates),
        "order_words": ORDERS[found.way],  # type: ignore[index]
        "order": _order(found, filings) if queries.sees_all(request.user, found.cycle) else [],
    }
    return render(request, "second_scores/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: Request) -> HttpResponse:
    """What can be drawn, and how."""
    if not queries.is_of_finance(request.user):
        raise Http404
    if not queries.bureaus_of(request.user):
        raise PermissionDenied(NOT_YOURS)
    cycles = list(queries.cycles_of(request.user))
    cycle = named_or_first(cycles, (request.POST or request.GET).get("cycle", ""))
    candidates = list(queries.to_draw(cycle)) if cycle else []
    form = DrawForm(
        request.POST if request.method == "POST" else None,
        numbers=[one.evaluation.number for one in candidates],
    )
    if cycle and form.is_bound and form.is_valid() and (answer := _drawn(request, cycle, form)):
        return answer
    context = {
        "form": form,
        "cycle": cycle,
        "cycles": cycles,
        "candidates": [
            {"submission": one, "filed": printing.plain(one.evaluation.total_score)} for one in candidates
        ],
        "ticked": form.ticked,
    }
    return render(request, "second_scores/draw.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request, pk: int) -> HttpResponse:
    """复核口径 of one's bureau."""
    bureau = next((one for one in queries.bureaus_of(request.user) if one.pk == pk), None)
    if bureau is None:
        raise Http404
    kept = queries.rules_of(bureau.pk)
    typed = request.POST if request.method == "POST" else None
    shown = {"reasons": "\n".join(map(str, kept.known)), "opinion": kept.opinion}
    form = RulesForm(typed, initial=shown)
    if form.is_bound and form.is_valid():
        keep_rules(_with(kept, form), by=request.user)
        messages.success(request, RULES_KEPT)
        return redirect("reviews")
    context = {"form": form, "title": "复核口径", "back": "reviews"}
    return render(request, "second_scores/rules.html", context, status=422 if form.is_bound else 200)


def told(one: SampledFiling, filed: Decimal | None = None) -> dict[str, Any]:
    """One drawn filing as a line of a list. `filed`: 自评得分 as it was frozen, while it is not finished."""
    done = getattr(one, "completion", None)
    words, tone = state_of(one)
    return {
        "filing": one,
        "words": words,
        "tone": tone,
        "filed": printing.plain(done.filed if done else filed),
        "total": printing.plain(done.total) if done else "",
        "grade": done.grade if done else "",
        "deviation": printing.rate(deviation(done.filed, done.total)) if done else "",
    }


def _order(review: Review, filings: Iterable[SampledFiling]) -> list[dict[str, Any]]:
    """All from which it was drawn, in the order in which they are drawn."""
    taken = {one.evaluation.number for one in filings}
    return [
        {
            "number": one.number,
            "amount": printing.plain(one.amount, empty="—"),
            "findings": one.findings,
            "place": place(review.seed, one.number)[:PLACE_SHOWN] if review.seed else "",
            "is_drawn": one.number in taken,
        }
        for one in in_order(candidates_of(review), review.way, review.seed)  # type: ignore[arg-type]
    ]


def state_of(one: SampledFiling) -> tuple[str, str]:
    """How far it is, with the tone of the badge; an objection comes first, then what was overtaken."""
    if answer := getattr(one, "answer", None):
        return ("单位同意", "done") if answer.agrees else ("单位有异议", "back")
    if hasattr(one, "issue"):
        return "待单位回执", "wait"
    if one.overtaken:  # type: ignore[attr-defined]
        return "已取消审核", "back"
    return ("已完成，待下发", "open") if hasattr(one, "completion") else ("待复核", "todo")


def _drawn(request: Request, cycle: Cycle, form: DrawForm) -> HttpResponse | None:
    """The new sample's page; None where nothing could be drawn, which the form then says."""
    try:
        made = draw_review(cycle, form.asked, by=request.user)
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence)
        return None
    messages.success(request, DRAWN.format(made.size))
    return redirect("review", made.pk)


def _with(kept: ReviewRules, form: RulesForm) -> ReviewRules:
    kept.reasons, kept.opinion = form.cleaned_data["reasons"], form.cleaned_data["opinion"]
    return kept
