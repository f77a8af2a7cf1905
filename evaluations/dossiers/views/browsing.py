"""首页 and 自评任务: what waits for this person, and everything this person may see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Membership
from accounts.permissions import is_administrator
from accounts.queries import posts_of_today
from accounts.requests import SignedInRequest as Request
from core.figures import printing
from core.workflow import STEP_NAMES, Capacity, Status
from evaluations.dossiers import permissions, queries, waiting
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views.opened import TONES

Role = Membership.Role
SOON_DAYS, LONG_AGO_DAYS = 7, 60
NEXT_WORDS = {
    Status.NOT_STARTED: "开始填报",
    Status.DRAFT: "继续填报",
    Status.RETURNED: "修改后重新报送",
    Status.IN_REVIEW: "审核",
}


@require_safe
def home(request: Request) -> HttpResponse:
    today, asked = timezone.localdate(), queries.to_do(request.user)
    term = request.GET.get("due", "") if request.GET.get("due", "") in waiting.TERMS else ""
    page = _page(request, waiting.of_term(asked, term, today))
    counts, due = queries.counts_by_status(request.user), waiting.by_term(asked, today)
    context = {
        **_rows(page),
        "terms": [{"key": key, "label": label, "count": due[key]} for key, label in waiting.TERMS.items()],
        "term": waiting.TERMS.get(term, ""),
        "query": f"due={term}" if term else "",
        "works": waiting.work_of(request.user, today) if is_administrator(request.user) else [],
        "empty_words": "" if page.rows else _nothing(request, counts, term),
        "counts": [
            {
                "status": status,
                "label": status.label,
                "tone": TONES[status],
                "count": _counted(counts, status),
            }
            for status in Status
        ],
    }
    return render(request, "dossiers/home.html", context)


@require_safe
def listing(request: Request) -> HttpResponse:
    """自评任务: filter by state, page by page."""
    status = request.GET.get("status", "")
    filings = queries.in_lists(request.user)
    status = status if status in Status._value2member_map_ else ""
    if status:
        filings = filings.filter(status=status)
    context = {
        **_rows(_page(request, filings)),
        "query": f"status={status}" if status else "",
        "status": status,
        "statuses": [(choice.value, choice.label) for choice in Status],
    }
    return render(request, "dossiers/list.html", context)


def _page(request: Request, filings: QuerySet[Evaluation]) -> queries.Page:
    return queries.page_of(filings, after=request.GET.get("after", ""), before=request.GET.get("before", ""))


def _rows(page: queries.Page) -> dict[str, Any]:
    """What the table and the links below it show."""
    wanted = queries.wanted_by_department(page.rows)
    rows = [_row(evaluation, wanted.get(evaluation.pk)) for evaluation in page.rows]
    return {"rows": rows, "previous": page.previous, "following": page.following}


def _counted(counts: dict[str, int], status: Status) -> str:
    count = counts.get(status, 0)
    return f"{count - 1}+" if count == queries.COUNTED else str(count)


def _row(evaluation: Evaluation, wanted: date | None) -> dict[str, Any]:
    status, today = Status(evaluation.status), timezone.localdate()
    return {
        "evaluation": evaluation,
        "place": permissions.place_label(evaluation),
        "tone": TONES[status],
        "due_on": day_of(evaluation.due_on, today),
        "due": due_words(evaluation.due_on, today) if status in queries.TO_FILL else "",
        "is_late": evaluation.due_on < today,
        "wanted": day_of(wanted, today) if wanted else "",
        "open": still_open(evaluation),
        "score": printing.plain(evaluation.total_score),
        "next": NEXT_WORDS.get(status, ""),
    }


def _nothing(request: Request, counts: dict[str, int], term: str) -> str:
    if term:
        return f"没有{waiting.TERMS[term]}的待办自评表。"
    return f"目前没有等待您办理的自评表。{_why_none(request, counts)}"


def _why_none(request: Request, counts: dict[str, int]) -> str:
    """Why nothing waits for this person, although there may be filings, and where they are."""
    memberships = posts_of_today(request.user)
    if not counts:
        return "尚未下达您可以查看的自评任务。"
    if any(membership.role == Role.FILER for membership in memberships):
        return "本单位的自评表均已报送或不纳入自评范围，可在“自评任务”中查看。"
    steps = [step for membership in memberships if (step := _step(membership))]
    if not steps:
        return "您的角色不办理自评表，可在“自评任务”中查看。"
    if not set(steps) & queries.steps_asked(request.user):
        left_out = STEP_NAMES[steps[0]]
        return f"本年度审核环节不含{left_out}，可在“自评任务”中查看。"
    return "到您这一环节的自评表会列在这里；其他自评表可在“自评任务”中查看。"


def _step(membership: Membership) -> Capacity | None:
    """The step of the chain at which the holder decides."""
    if membership.role == Role.FINANCE_REVIEWER:
        return Capacity.PERFORMANCE if membership.is_performance else Capacity.DIVISION
    steps = {Role.UNIT_HEAD: Capacity.UNIT_HEAD, Role.DEPARTMENT_REVIEWER: Capacity.DEPARTMENT}
    return steps.get(Role(membership.role))


def still_open(evaluation: Evaluation) -> str:
    """What the filer has still to do; in review, what it was filed with; nothing where it is settled."""
    if evaluation.status not in (*queries.TO_FILL, Status.IN_REVIEW):
        return ""
    if evaluation.status == Status.IN_REVIEW:
        return f"带问题{evaluation.must_fix}项" if evaluation.must_fix else ""
    found = (("必改", evaluation.must_fix), ("需说明", evaluation.must_explain))
    return "、".join(f"{word}{count}项" for word, count in found if count)


def day_of(day: date, today: date) -> str:
    """A day of this year without the year."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def due_words(due_on: date, today: date) -> str:
    days = (due_on - today).days
    if days < -LONG_AGO_DAYS:
        return "已逾期"
    if days < 0:
        return f"逾期{-days}天"
    if days == 0:
        return "今日截止"
    return f"还有{days}天" if days <= SOON_DAYS else ""
