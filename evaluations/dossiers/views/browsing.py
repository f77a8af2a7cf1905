"""首页 and 自评任务: what waits for this person, and everything this person may see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest as Request
from core.figures import printing
from core.workflow import Status
from evaluations.dossiers import permissions, queries
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views.opened import TONES

SOON_DAYS = 7
NEXT_WORDS = {
    Status.NOT_STARTED: "开始填报",
    Status.DRAFT: "继续填报",
    Status.RETURNED: "修改后重新报送",
    Status.IN_REVIEW: "审核",
}


@require_safe
def home(request: Request) -> HttpResponse:
    page = queries.page_of(queries.to_do(request.user), request.GET.get("after", ""))
    counts = _counts(request)
    context = {
        "rows": [_row(evaluation) for evaluation in page.rows],
        "following": page.following,
        "after": request.GET.get("after", ""),
        "counts": [
            {"status": status, "label": status.label, "tone": TONES[status], "count": counts.get(status, 0)}
            for status in Status
        ],
    }
    return render(request, "dossiers/home.html", context)


@require_safe
def listing(request: Request) -> HttpResponse:
    """自评任务: filter by state, keyset paging."""
    status = request.GET.get("status", "")
    filings = queries.visible_to(request.user)
    status = status if status in Status._value2member_map_ else ""
    if status:
        filings = filings.filter(status=status)
    page = queries.page_of(filings, request.GET.get("after", ""))
    context = {
        "rows": [_row(evaluation) for evaluation in page.rows],
        "following": page.following,
        "after": request.GET.get("after", ""),
        "query": f"status={status}" if status else "",
        "status": status,
        "statuses": [(choice.value, choice.label) for choice in Status],
    }
    return render(request, "dossiers/list.html", context)


def _row(evaluation: Evaluation) -> dict[str, Any]:
    status = Status(evaluation.status)
    return {
        "evaluation": evaluation,
        "place": permissions.place_label(evaluation),
        "tone": TONES[status],
        "due": _due(evaluation.due_on, timezone.localdate()) if status in queries.TO_FILL else "",
        "is_late": evaluation.due_on < timezone.localdate(),
        "score": printing.plain(evaluation.total_score, empty="—"),
        "next": NEXT_WORDS.get(status, ""),
    }


def _counts(request: Request) -> dict[str, int]:
    """How many filings this person sees in each state."""
    states = queries.visible_to(request.user).order_by().values_list("status")
    return dict(states.annotate(Count("pk")))


def _due(due_on: date, today: date) -> str:
    days = (due_on - today).days
    if days < 0:
        return f"逾期{-days}天"
    if days == 0:
        return "今日截止"
    return f"还有{days}天" if days <= SOON_DAYS else ""
