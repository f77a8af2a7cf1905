"""催报台: who has not filed, whom to call, what was said, and ready texts to copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Unit
from accounts.queries import visible_units
from accounts.requests import SignedInRequest as Request
from core.workflow import Capacity, Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.extending import may_extend
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import place_label
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.recurring import cycles_for
from evaluations.dossiers.services.refusals import log_refused
from evaluations.dossiers.views.chosen import named, named_or_first
from evaluations.dossiers.views.opened import TONES
from evaluations.oversight.forms import CallForm
from evaluations.oversight.queries import departments_for, may_oversee
from evaluations.oversight.reminding import (
    Late,
    caller_of,
    calls_of,
    last_calls,
    late_units,
    may_call,
    told,
    unfiled,
)
from evaluations.oversight.services.calling import NOT_YOURS, record_call, refuse_to_call
from evaluations.oversight.texts import days_words, states_words, text_for_group, text_for_one
from evaluations.oversight.views.departments import number_asked
from evaluations.oversight.waiting import People, people_around

PAGE = 30
DUE = (("", "全部"), ("overdue", "已逾期"), ("3", "3日内截止（含逾期）"), ("7", "7日内截止（含逾期）"))
CONTACTS = (Capacity.FILER, Capacity.UNIT_HEAD)


@require_safe
def reminders(request: Request) -> HttpResponse:
    """The units that have not filed, page by page, and a text for all of them."""
    _refuse(request)
    cycles, departments = list(cycles_for(request.user)), list(departments_for(request.user))
    cycle = named_or_first(cycles, request.GET.get("cycle", ""))
    department = named(departments, request.GET.get("department", ""))
    due = request.GET.get("due", "")
    found = _found(request, cycle, department, due) if cycle else []
    number, today = number_asked(request), timezone.localdate()
    first = (number - 1) * PAGE
    context = {
        "cycles": cycles,
        "cycle": cycle,
        "departments": departments,
        "department": department,
        "dues": DUE,
        "due": due,
        "count": len(found),
        "rows": _rows(cycle, found[first : first + PAGE], today) if cycle else [],
        "text": _group_text(request, cycle, found, today) if cycle and found else "",
        "previous": number - 1,
        "following": number + 1 if len(found) > first + PAGE else 0,
        "query": urlencode(
            {
                "cycle": cycle.pk if cycle else "",
                "department": department.pk if department else "",
                "due": due,
            }
        ),
    }
    return render(request, "oversight/reminders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: Request, cycle: int, unit: int) -> HttpResponse:
    """One unit: what it has not filed, whom to call, what was said before, and what is said now."""
    _refuse(request)
    year = get_object_or_404(cycles_for(request.user).select_related("bureau"), pk=cycle)
    place = get_object_or_404(visible_units(request.user), pk=unit)
    if not visible_to(request.user).filter(cycle=year, unit=place, parent=None).exists():
        raise Http404
    if request.method != "POST":
        return _draw(request, year, place, CallForm())
    form = CallForm(request.POST)
    try:
        refuse_to_call(request.user, place)
        if not form.is_valid():
            return _draw(request, year, place, form, status=422)
        record_call(year, place, form.cleaned_data, by=request.user)
    except NotAllowed as refusal:
        log_refused(year, place, "登记催报", refusal, by=request.user)
        return _draw(request, year, place, form, status=refusal.http_status)
    messages.success(request, "已登记催报。")
    return redirect("reminder", cycle, unit)


def _refuse(request: Request) -> None:
    if not may_oversee(request.user):
        raise Http404


def _found(request: Request, cycle: Cycle, department: Unit | None, due: str) -> list[Late]:
    filings, today = unfiled(request.user, cycle), timezone.localdate()
    return late_units(filings, within=due, department=department, today=today)


def _group_text(request: Request, cycle: Cycle, found: Sequence[Late], today: date) -> str:
    return text_for_group(cycle.name, [late.unfiled for late in found], caller_of(request.user), today)


def _rows(cycle: Cycle, found: Sequence[Late], today: date) -> list[dict[str, Any]]:
    units = [late.unit for late in found]
    people, calls = people_around(units, today), last_calls(cycle, units)
    return [
        {
            "unit": late.unit,
            "department": late.unit.department if not late.unit.is_own_department else None,
            "count": late.unfiled.count,
            "states": states_words(late.unfiled.states),
            "due_on": late.unfiled.due_on,
            "days": days_words(late.unfiled.due_on, today),
            "is_late": late.unfiled.due_on < today,
            "contacts": _contacts(people[late.unit.pk]),
            "call": calls.get(late.unit.pk),
        }
        for late in found
    ]


def _contacts(people: People) -> list[dict[str, str]]:
    """Who can be called: those who file and their head, with phones."""
    return [
        {"role": capacity.label, "name": person.full_name, "phone": person.phone}
        for capacity in CONTACTS
        for person in people.get(capacity, ())
    ]


def _draw(request: Request, cycle: Cycle, unit: Unit, form: CallForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    filings = list(unfiled(request.user, cycle).filter(unit=unit).order_by("due_on", "pk"))
    text = ""
    if filings:
        text = text_for_one(cycle.name, told(unit, filings), caller_of(request.user), today)
    context = {
        "cycle": cycle,
        "unit": unit,
        "filings": [_filing(filing, today) for filing in filings],
        "contacts": _contacts(people_around([unit], today)[unit.pk]),
        "calls": calls_of(cycle, [unit]),
        "text": text,
        "form": form,
        "gives_time": may_extend(request.user) and cycle.is_open,
        "why_not": "" if may_call(request.user, unit) else NOT_YOURS,
    }
    return render(request, "oversight/reminder.html", context, status=status)


def _filing(filing: Evaluation, today: date) -> dict[str, Any]:
    return {
        "evaluation": filing,
        "place": place_label(filing),
        "tone": TONES[Status(filing.status)],
        "days": days_words(filing.due_on, today),
        "is_late": filing.due_on < today,
    }
