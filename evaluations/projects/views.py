"""项目 and their 批复绩效目标, for the administrators of the bureau; for others they do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import administered_units
from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.views.access import administrators_only
from core.figures.targets import parse_target
from core.filing.form import RowRule
from evaluations.projects import services
from evaluations.projects.forms import (
    GoalsForm,
    ProjectForm,
    RowsFormSet,
    YearForm,
    approved,
    initial_goals,
    rows_of,
)
from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.movements import years_of
from evaluations.projects.queries import administered_projects, group_choices, mark_of, rule_choices


@require_safe
@administrators_only
def projects(request: Request) -> HttpResponse:
    return render(request, "projects/projects.html", {"projects": administered_projects(request.user)})


@require_http_methods(["GET", "POST"])
@administrators_only
def project_add(request: Request) -> HttpResponse:
    return _edit(request, Project(), "新增项目")


@require_http_methods(["GET", "POST"])
@administrators_only
def project_edit(request: Request, pk: int) -> HttpResponse:
    return _edit(request, _visible(request, pk), "编辑项目")


@require_safe
@administrators_only
def project(request: Request, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    if request.GET:
        form = YearForm(request.GET)
        if form.is_valid():
            return redirect("project_target", pk, form.cleaned_data["year"], form.cleaned_data["version"])
    else:
        form = YearForm(initial={"year": timezone.localdate().year - 1})
    targets = list(found.approved_targets.prefetch_related("goals", "rows"))
    context = {"project": found, "targets": targets, "form": form, "groups": dict(group_choices())}
    this_year = timezone.localdate().year
    approved_for = (target.year for target in targets)
    context["budget_years"] = sorted({*years_of(found), *approved_for, this_year - 1, this_year})
    return render(request, "projects/project.html", context, status=422 if form.errors else 200)


@written_in
@require_http_methods(["GET", "POST"])
@administrators_only
def project_target(request: Request, pk: int, year: int, version: str) -> HttpResponse:
    found = _visible(request, pk)
    stored = found.approved_targets.filter(year=year, version=version)
    target = stored.first()
    rules = rule_choices()
    goals, rows = _target_forms(request, target, rules)
    if request.method == "POST" and all([goals.is_valid(), rows.is_valid()]):
        content = approved(goals, rows, target, rules)
        try:
            kept = services.set_approved_target(
                found, year=year, version=version, approved=content, by=request.user
            )
        except services.Overtaken:
            target = stored.first()
            goals.tell_overtaken()
        else:
            _say_what_was_read(request, kept)
            return redirect("project", pk)
    context = {"project": found, "goals": goals, "rows": rows, "year": year, "target": target}
    context["version_label"] = ApprovedTarget.Version(version).label
    return _draw_target(request, context)


def _draw_target(request: Request, context: dict[str, Any]) -> HttpResponse:
    goals = context["goals"]
    context["chooses_rule"] = "rule" in context["rows"].empty_form.fields
    context |= {"seen": mark_of(context["target"]), "groups": dict(group_choices())}
    status = 409 if goals.is_overtaken else 422 if goals.is_bound else 200
    return render(request, "projects/target.html", context, status=status)


def _target_forms(
    request: Request, target: ApprovedTarget | None, rules: Mapping[str, RowRule]
) -> tuple[GoalsForm, RowsFormSet]:
    typed = request.POST if request.method == "POST" else None
    goals = GoalsForm(typed, initial=initial_goals(target), mark=mark_of(target))
    return goals, rows_of(target, typed=typed, groups=group_choices(), rules=rules)


def _say_what_was_read(request: Request, target: ApprovedTarget) -> None:
    """An unreadable target stays as typed; its author hears of it at once, not the filer later."""
    messages.success(request, "批复绩效目标已保存。已下达的自评任务仍按下达时的批复。")
    for text in target.rows.values_list("text", flat=True):
        if problem := parse_target(text).problem:
            messages.warning(request, f"{problem}现按文字保存。")


def _edit(request: Request, subject: Project, title: str) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = ProjectForm(typed, instance=subject, units=administered_units(request.user))
    if typed is not None and form.is_valid():
        kept = services.save_project(form.save(commit=False), by=request.user)
        messages.success(request, "项目已保存。")
        return redirect("project", kept.pk)
    context = {"form": form, "title": title}
    return render(request, "projects/edit.html", context, status=422 if typed is not None else 200)


def _visible(request: Request, pk: int) -> Project:
    return get_object_or_404(administered_projects(request.user), pk=pk)
