"""预算变动 of a project and year, for the administrators of the bureau; for others they do not exist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.views.access import administrators_only
from core.filing.movements import is_begun, total_of, with_decimals
from evaluations.projects import movements
from evaluations.projects.models import BudgetMovement, Project
from evaluations.projects.movement_forms import CorrectionForm, MovementForm, PasteForm
from evaluations.projects.queries import administered_projects
from evaluations.projects.registering import CORRECTED, NotRegistered, Overtaken, correct, register


@require_safe
@administrators_only
def project_budget(request: Request, pk: int, year: int) -> HttpResponse:
    """Every row that was registered, and what those that stand add up to."""
    found = _visible(request, pk)
    rows = movements.of_a_year(found, year)
    standing = movements.standing([(found.pk, year)]).get((found.pk, year), ())
    context = {"project": found, "year": year, "rows": rows, "is_begun": is_begun(standing)}
    context["total"] = with_decimals(total_of(standing))
    return render(request, "projects/budget.html", context)


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def budget_add(request: Request, pk: int, year: int) -> HttpResponse:
    return _added(request, pk, year, MovementForm, title="登记预算变动")


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def budget_paste(request: Request, pk: int, year: int) -> HttpResponse:
    return _added(request, pk, year, PasteForm, title="粘贴多笔预算变动")


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def budget_correct(request: Request, pk: int, year: int, movement: int) -> HttpResponse:
    """A row is never edited: another one takes its place."""
    found, typed = _visible(request, pk), request.POST if request.method == "POST" else None
    wrong = get_object_or_404(movements.of_a_year(found, year), pk=movement)
    form = CorrectionForm(typed, sources=movements.source_choices(), initial=_initial(wrong))
    status = 200
    if typed is not None:
        status = _correct(request, wrong, form) if form.is_valid() else 422
    elif wrong.is_corrected:
        messages.warning(request, CORRECTED)
        status = 302
    if status == 302:
        return redirect("project_budget", pk, year)
    return _draw(request, found, year, form, "更正预算变动", status=status)


def _added(
    request: Request, pk: int, year: int, kind: type[MovementForm | PasteForm], *, title: str
) -> HttpResponse:
    found, typed = _visible(request, pk), request.POST if request.method == "POST" else None
    form = kind(typed, sources=movements.source_choices())
    if typed is not None and form.is_valid() and _register(request, found, year, form):
        return redirect("project_budget", pk, year)
    return _draw(request, found, year, form, title)


def _correct(request: Request, wrong: BudgetMovement, form: CorrectionForm) -> int:
    """The status of the answer: 302 where the row was corrected."""
    try:
        correct(wrong, form.entry, reason=form.cleaned_data["reason"], by=request.user)
    except NotRegistered as refusal:
        form.add_error(None, str(refusal))
        return 409 if isinstance(refusal, Overtaken) else 422
    messages.success(request, "已更正，原来的一笔不再计入。")
    return 302


def _register(request: Request, project: Project, year: int, form: MovementForm | PasteForm) -> bool:
    try:
        made = register(project, year, form.entries, by=request.user)
    except NotRegistered as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"已登记{len(made)}笔预算变动。")
    return True


def _initial(wrong: BudgetMovement) -> dict[str, Any]:
    names = ("kind", "document_number", "dated_on", "source")
    return {name: getattr(wrong, name) for name in names} | {"amount": wrong.amount_text}


def _draw(
    request: Request,
    project: Project,
    year: int,
    form: MovementForm | PasteForm,
    title: str,
    *,
    status: int = 0,
) -> HttpResponse:
    context = {"project": project, "year": year, "form": form, "title": title}
    status = status or (422 if form.is_bound else 200)
    return render(request, "projects/budget_form.html", context, status=status)


def _visible(request: Request, pk: int) -> Project:
    return get_object_or_404(administered_projects(request.user), pk=pk)
