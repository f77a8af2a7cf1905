"""The one place that turns a refusal into a response and into a line of the log (D9, D14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from accounts.requests import SignedInRequest as Request
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.answering import in_words
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import place_label
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.services.refusals import log_refusal

View = Callable[..., HttpResponse]
TITLES = {403: "不能办理", 409: "没有办理", 422: "暂不能办理"}


def tell_refusals(view: View) -> View:
    """Show a refused move as a full page with the reason and what to do next (403, 409, 422), and log it."""

    @wraps(view)
    def wrapper(request: Request, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except Refused as refusal:
            evaluation = visible_to(request.user).get(pk=pk)
            log_refusal(evaluation, str(kwargs.get("action", view.__name__)), refusal, by=request.user)
            return refused_page(request, evaluation, refusal)

    return wrapper


def copyable(data: Mapping[str, Any], *names: str) -> str:
    """The words that were typed in these fields, to be copied where the form is shown no more."""
    return "\n".join(filter(None, (data.get(name, "") for name in names)))


def _typed(data: QueryDict) -> str:
    """A reason, a remark, or answers."""
    reason = data.get("reason", "") or data.get("problems_reason", "")
    return reason or copyable(data, "problem", "wanted", "basis") or "\n".join(in_words(data))


def refused_page(request: Request, evaluation: Evaluation, refusal: Refused) -> HttpResponse:
    context = {
        "evaluation": evaluation,
        "place": place_label(evaluation),
        "title": TITLES[refusal.http_status],
        "reason": refusal.sentence,
        "typed": _typed(request.POST),
    }
    return render(request, "dossiers/refused.html", context, status=refusal.http_status)
