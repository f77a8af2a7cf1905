"""主管部门: where the filings of all units of a department stand, and whom each waits for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from core.workflow import Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import place_label
from evaluations.dossiers.recurring import cycles_for
from evaluations.dossiers.views.browsing import still_open
from evaluations.dossiers.views.chosen import named_or_first
from evaluations.dossiers.views.opened import TONES
from evaluations.oversight.matrix import SCOPES, Row, matrix
from evaluations.oversight.queries import counts_of, date_of, departments_for, filings_of, may_oversee
from evaluations.oversight.waiting import People, awaited

NO_ACCOUNT = "{}尚无账号"


@require_safe
def departments(request: Request) -> HttpResponse:
    """Leads to the department and year that were asked for, else to the first of each."""
    if not may_oversee(request.user):
        raise Http404
    cycle = named_or_first(cycles_for(request.user), request.GET.get("cycle", ""))
    department = named_or_first(departments_for(request.user), request.GET.get("department", ""))
    if cycle is None or department is None:
        return render(request, "oversight/nothing.html")
    return redirect("department", cycle.pk, department.pk)


@require_safe
def department(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The matrix units × tasks."""
    year, place = chosen(request, cycle, unit)
    found = matrix(request.user, year, place, number=number_asked(request), today=timezone.localdate())
    context = {
        **head(request, year, place),
        "scopes": [SCOPES[scope] for scope in found.scopes],
        "rows": [_row(row, found.scopes) for row in found.rows],
        "previous": found.previous,
        "following": found.following,
    }
    return render(request, "oversight/department.html", context)


def chosen(request: Request, cycle: int, unit: int) -> tuple[Cycle, Unit]:
    """The year's work and the department, for whoever looks after it; Http404 for everybody else."""
    place = get_object_or_404(departments_for(request.user), pk=unit)
    return get_object_or_404(cycles_for(request.user).select_related("bureau"), pk=cycle), place


def head(request: Request, cycle: Cycle, department: Unit) -> dict[str, Any]:
    """What the pages of a department have in common."""
    return {
        "cycle": cycle,
        "department": department,
        "cycles": cycles_for(request.user),
        "departments": departments_for(request.user),
        "wanted": date_of(cycle, department),
        "counts": counts_of(filings_of(request.user, cycle, department)),
    }


def _told(evaluation: Evaluation, row: Row) -> dict[str, Any]:
    """One filing as a cell of the matrix shows it."""
    return {
        "evaluation": evaluation,
        "place": place_label(evaluation),
        "tone": TONES[Status(evaluation.status)],
        "open": still_open(evaluation),
        "waits": _waits(evaluation, row.people),
        "grant": row.grant_on(evaluation),
        "mark": row.marks.get(evaluation.pk),
    }


def _row(row: Row, scopes: list[str]) -> dict[str, Any]:
    cells = [[_told(filing, row) for filing in row.cells.get(scope, ())] for scope in scopes]
    return {"unit": row.unit, "cells": cells, "has_any": any(cells)}


def _waits(evaluation: Evaluation, people: People) -> str:
    """Who has the next step, by name."""
    capacity = awaited(evaluation)
    if capacity is None:
        return ""
    names = "、".join(dict.fromkeys(person.full_name for person in people.get(capacity, ())))
    return f"{capacity.label}{names}" if names else NO_ACCOUNT.format(capacity.label)


def number_asked(request: Request) -> int:
    """The number of a page; what is none is the first one."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1
