"""The page 资金集中填报; each filing is saved for itself, whole or not at all, and what is refused stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.filing.cells import CellRef
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.cells import CellsForm, chosen
from evaluations.dossiers.services.cells import Conflict, save_cells
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views.cells import ONE_CELL, fill_in, not_stored, saved_words, status_of
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.dossiers.views.filling import NOT_SAVED
from evaluations.dossiers.views.together import Member, form_for, mark_of, members, tables

DUTIES = ("autosave", "leaving", "restore", "jumps", "grid_keys", "undo", "fill_down", "paste")
SCRIPTS = [f"js/{duty}.js" for duty in DUTIES]
PARTLY = "其他{count}个项目已保存。"


@dataclass(frozen=True)
class Result:
    """What came of saving one filing; `form` where something of it was not stored."""

    status: int = 200
    saved: int = 0
    form: CellsForm | None = None
    conflicts: Mapping[CellRef, Conflict] = field(default_factory=dict)
    refusal: str = ""


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def funds(request: Request, cycle: int, unit: int) -> HttpResponse:
    whole = found(request, cycle, unit)
    if request.method == "POST":
        return _save(request, whole)
    return _draw(request, whole, members(request, whole))


def posted(request: Request, shown: list[Member]) -> tuple[list[Member], CellsForm]:
    """The filings of which cells were sent, also those that are closed by now, and what was sent."""
    data = chosen(request.POST)
    sent = [one for one in shown if one.may_edit or _is_among(one, data)]
    return sent, form_for(sent, data)


def _is_among(one: Member, data: QueryDict) -> bool:
    return any(name.startswith((one.of, f"seen:{one.of}")) for name in data)


def fill_all(request: Request, sent: list[Member]) -> int:
    """Write what is computed where the button asks for it; return into how many cells."""
    asked = request.POST.get("then", "")
    if asked == "fill":
        return sum(_fill(request, one, asked) for one in sent)
    what, _, address = asked.partition(":")
    of, _, ref = address.partition("/")
    wanted = [one for one in sent if asked.startswith(ONE_CELL) and str(one.pk) == of]
    return sum(_fill(request, one, f"{what}:{ref}") for one in wanted)


def _fill(request: Request, one: Member, asked: str) -> int:
    try:
        return fill_in(request, one.page.evaluation, "funds", asked)
    except Refused as refusal:
        log_refusal(one.page.evaluation, "fill_funds", refusal, by=request.user)
        return 0


def _save(request: Request, whole: Dossier) -> HttpResponse:
    shown = members(request, whole)
    sent, form = posted(request, shown)
    if not form.is_valid():
        results = {one.pk: Result(422, form=form) for one in sent}
        errors = [("", "", str(error)) for error in form.non_field_errors()]
        return _draw(request, whole, shown, results, errors)
    results = {one.pk: _save_one(request, one, form) for one in sent}
    lost = [result for result in results.values() if result.form]
    if not lost:
        return _done(request, whole, sent, results)
    errors = list(drawn.errors_of(form))
    errors += [("", "", result.refusal) for result in lost if result.refusal]
    if stored := sum(bool(result.saved) for result in results.values()):
        errors.append(("", "", PARTLY.format(count=stored)))
    now = found(request, whole.cycle.pk, whole.unit.pk)
    return _draw(request, now, members(request, now), results, errors)


def _done(
    request: Request, whole: Dossier, sent: list[Member], results: Mapping[int, Result]
) -> HttpResponse:
    filled = fill_all(request, sent)
    is_new = filled or any(result.saved for result in results.values())
    messages.success(request, saved_words(filled, unchanged=not is_new))
    return redirect("dossiers:dossier_funds", whole.cycle.pk, whole.unit.pk)


def _save_one(request: Request, one: Member, form: CellsForm) -> Result:
    changes, evaluation = form.changes(one.of), one.page.evaluation
    if not changes:
        return Result()
    try:
        saved = save_cells(evaluation, changes, by=request.user)
    except Refused as refusal:
        log_refusal(evaluation, "save_funds", refusal, by=request.user)
        return Result(refusal.http_status, form=form, refusal=f"{evaluation}：{refusal.sentence}{NOT_SAVED}")
    if saved.ok:
        return Result(saved=saved.saved)
    return Result(status_of(saved), form=form, conflicts=not_stored(form, saved, one.of))


def _draw(
    request: Request,
    whole: Dossier,
    shown: list[Member],
    results: Mapping[int, Result] | None = None,
    errors: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    results = results or {}
    lost = {pk: result.form for pk, result in results.items() if result.form}
    fresh = form_for([one for one in shown if one.may_edit])
    forms = {one.pk: lost.get(one.pk, fresh) for one in shown if one.may_edit or one.pk in lost}
    conflicts = {pk: result.conflicts for pk, result in results.items()}
    context: dict[str, Any] = {
        **head_of(whole),
        "scripts": SCRIPTS,
        "tables": tables(shown, forms, conflicts),
        "may_edit": bool(forms),
        "mark": mark_of(shown),
        "errors": errors or [],
    }
    status = max((result.status for result in results.values()), default=200)
    return render(request, "dossiers/dossier_funds.html", context, status=status)
