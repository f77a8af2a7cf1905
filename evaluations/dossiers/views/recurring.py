"""问题统计, for finance: which findings recur, in which units, in which filings; as a workbook too."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from core.verification import Severity
from documents.lists_xlsx import ListSheet, lists_xlsx
from documents.names import content_disposition
from evaluations.cycles.models import Cycle
from evaluations.dossiers import recurring
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.recurring import Recurring, Tally
from evaluations.dossiers.views.chosen import named, named_or_first
from foundation.intake.kinds import KINDS

MOST = 100
"""Units, and filings of one check, that a page shows; the workbook has all units."""
COUNTS = ("涉及自评表（份）", "问题（处）", *(kind.label for kind in Severity))


@require_safe
def findings(request: Request) -> HttpResponse:
    """By check and by unit; with `check`, the filings in which it was found."""
    cycles, cycle, departments, department = _chosen(request)
    found = _counted(request, cycle, department)
    check = request.GET.get("check", "")
    concerned = visible_to(request.user).filter(pk__in=sorted(found.filings_with(check))[:MOST])
    context = {
        "cycles": cycles,
        "cycle": cycle,
        "departments": departments,
        "department": department,
        "found": found,
        "units": found.units[:MOST],
        "check": recurring.label_of(check) if found.filings_with(check) else "",
        "concerned": concerned if check else (),
        "kinds": [kind.label for kind in Severity],
        "most": MOST,
    }
    return render(request, "dossiers/recurring.html", context)


@require_safe
def workbook(request: Request) -> HttpResponse:
    """The same lists, whole."""
    _, cycle, _, department = _chosen(request)
    title = f"问题统计（{cycle.name if cycle else ''}）"
    content = lists_xlsx(title, _sheets(_counted(request, cycle, department)))
    response = HttpResponse(content, content_type=KINDS["xlsx"].content_type)
    response["Content-Disposition"] = content_disposition(f"{title}.xlsx")
    return response


def _chosen(request: Request) -> tuple[Sequence[Cycle], Cycle | None, Sequence[Unit], Unit | None]:
    """What can be chosen and what is; 404 for whoever is not of a finance bureau."""
    if not recurring.may_look(request.user):
        raise Http404
    cycles = list(recurring.cycles_for(request.user))
    departments = list(recurring.departments_for(request.user))
    cycle = named_or_first(cycles, request.GET.get("cycle", ""))
    return cycles, cycle, departments, named(departments, request.GET.get("department", ""))


def _counted(request: Request, cycle: Cycle | None, department: Unit | None) -> Recurring:
    rows = recurring.filed(request.user, cycle, department) if cycle else ()
    return recurring.count(rows)


def _sheets(found: Recurring) -> list[ListSheet]:
    checks = tuple((name, tally.name, *_counts(tally)) for name, tally in found.checks)
    units = tuple((tally.name, *_counts(tally), tally.most) for tally in found.units)
    return [
        ListSheet("按校验内容", ("代码", "校验内容", *COUNTS), (20, 70, *[30] * 5), checks),
        ListSheet("按单位", ("单位", *COUNTS, "最多的问题"), (70, *[30] * 5, 70), units),
    ]


def _counts(tally: Tally) -> tuple[str, ...]:
    return tuple(map(str, (len(tally.filings), tally.count, *tally.by_kind)))
