"""One page for each section of a filing: read it, save it, fill in what is computed, go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.filing.cells import CellRef
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.forms.sections import TITLES, sections, slots_of, tier_words
from evaluations.dossiers.services.cells import Conflict, save_cells
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views.budgeting import moved_words
from evaluations.dossiers.views.cells import (
    cells_form,
    fill_in,
    not_stored,
    opened_section,
    saved_words,
    status_of,
)
from evaluations.dossiers.views.children import beside_funds, beside_rows
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.panel import panel
from evaluations.dossiers.views.report import report_parts, to_insert
from evaluations.dossiers.views.rereading import read_again
from evaluations.dossiers.views.said import said
from evaluations.dossiers.views.taking import go_on, take_over

NOT_SAVED = "您填写的内容没有保存，仍显示在下面，请复制留存。"
DUTIES = (
    *("autosave", "leaving", "restore", "jumps", "grid_keys", "undo", "fill_down", "paste", "last_year"),
    *("placing", "tables"),
)
SCRIPTS = [f"js/{duty}.js" for duty in DUTIES]
NOT_FILLED = "您填写的内容此前已保存，计算值没有填入，上年内容没有取用。"


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, pk: int, section: str) -> HttpResponse:
    page = opened_section(request, pk, section)
    if request.method == "POST":
        return _save(request, page, section)
    form = None if page.why_not_edit else cells_form(request, page, section, bound=False)
    return _draw(request, page, section, form)


def _save(request: Request, page: Opened, section: str) -> HttpResponse:
    form = cells_form(request, page, section, bound=True)
    if not form.is_valid():
        return _draw(request, page, section, form, status=422)
    lost = NOT_SAVED
    try:
        saved = save_cells(page.evaluation, form.changes(), by=request.user, read=page.picture)
        if not saved.ok:
            conflicts = not_stored(form, saved)
            return _draw(request, page, section, form, conflicts, status=status_of(saved))
        lost = NOT_FILLED
        filled = fill_in(request, page.evaluation, section)
        taken = take_over(request, page.evaluation, section) or read_again(request, page.evaluation)
    except Refused as refusal:
        log_refusal(page.evaluation, f"save_{section}", refusal, by=request.user)
        form.add_error(None, f"{refusal.sentence}{lost}")
        return _draw(request, opened(request, page.evaluation.pk), section, form, status=refusal.http_status)
    if taken:
        return go_on(request, taken, _next_url(request, page, section))
    messages.success(request, saved_words(filled, unchanged=not (saved.saved or filled)))
    return redirect(_next_url(request, page, section))


def _next_url(request: Request, page: Opened, section: str) -> str:
    if request.POST.get("back") == "check":
        return reverse("dossiers:check", args=[page.evaluation.pk])
    pages = [*sections(page.form), "check"]
    here = pages.index(section) + (request.POST.get("then") == "next")
    return reverse(f"dossiers:{pages[here]}", args=[page.evaluation.pk])


def _draw(
    request: Request,
    page: Opened,
    section: str,
    form: CellsForm | None,
    conflicts: Mapping[CellRef, Conflict] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    boxes = drawn.Boxes(page, form, slots_of(section, page.slots.values()), conflicts or {}).by_ref()
    context = {
        **page.context("fill", section),
        **_parts(page, section, boxes),
        **page.asides.context(section),
        "live": panel(page),
        "scripts": SCRIPTS,
        "section": section,
        "section_title": TITLES[section],
        "form": form,
        "errors": list(drawn.errors_of(form)) if form and form.is_bound else [],
        "next_title": page.strip(section)[sections(page.form).index(section) + 1]["label"],
    }
    return render(request, f"dossiers/{section}.html", context, status=status)


def _parts(page: Opened, section: str, boxes: dict[CellRef, drawn.Box]) -> dict[str, Any]:
    if section == "funds":
        return {**beside_funds(page, drawn.fund_table(page.form, boxes)), **moved_words(page)}
    if section == "goals":
        return drawn.goal_pairs(page.form, page.snapshot.goals, boxes)
    if section == "indicators":
        groups = beside_rows(page, drawn.indicator_groups(page, boxes))
        return {**groups, "tier_words": tier_words(page.form)}
    if section == "texts":
        return drawn.text_blocks(page.form, boxes)
    if section == "report":
        return {**report_parts(page.form, boxes, said(page)), **to_insert(page)}
    return {"boxes": list(boxes.values())}
