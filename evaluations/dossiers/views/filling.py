"""One page for each section of a filing: read it, save it, fill in what is computed, go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest as Request
from core.filing import cells
from core.filing.cells import CellRef
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.forms.sections import TITLES, section_of, sections, slots_of, tier_words
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.cells import Change, Conflict, Saved, save_cells
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.taking import go_on, take_over

FILL_ROUNDS = 4  # a total offers a rate, a rate a score, the scores a sum
NOT_SAVED = "您填写的内容没有保存，仍显示在下面，请复制留存。"
NOT_FILLED = "您填写的内容此前已保存，计算值没有填入，上年内容没有取用。"


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, pk: int, section: str) -> HttpResponse:
    page = opened(request, pk)
    if section not in sections(page.form):
        raise Http404
    if request.method == "POST":
        return _save(request, page, section)
    return _draw(request, page, section, None if page.why_not_edit else _form(request, page, section))


def _save(request: Request, page: Opened, section: str) -> HttpResponse:
    form = _form(request, page, section)
    if not form.is_valid():
        return _draw(request, page, section, form, status=422)
    lost = NOT_SAVED
    try:
        saved = save_cells(page.evaluation, form.changes(), by=request.user)
        if not saved.ok:
            return _not_stored(request, page, section, form, saved)
        lost = NOT_FILLED
        filled = _fill_in(request, page.evaluation, section)
        taken = take_over(request, page.evaluation, section)
    except Refused as refusal:
        log_refusal(page.evaluation, f"save_{section}", refusal, by=request.user)
        form.add_error(None, f"{refusal.sentence}{lost}")
        return _draw(request, opened(request, page.evaluation.pk), section, form, status=refusal.http_status)
    if taken:
        return go_on(request, taken, _next_url(request, page, section))
    messages.success(request, _saved_words(saved.saved, filled))
    return redirect(_next_url(request, page, section))


def _not_stored(request: Request, page: Opened, section: str, form: CellsForm, saved: Saved) -> HttpResponse:
    """Everything comes back as typed, refusals at their fields, clashes with both texts."""
    for ref, sentence in saved.refused.items():
        form.add_error(str(ref), sentence)
    conflicts = drawn.conflicts_of(saved.conflicts)
    for ref, conflict in conflicts.items():
        form.add_error(str(ref), conflict_words(conflict))
    return _draw(request, page, section, form, conflicts, status=422 if saved.refused else 409)


def conflict_words(conflict: Conflict) -> str:
    at = timezone.localtime(conflict.at).strftime("%H:%M") if conflict.at else "刚才"
    who = conflict.theirs_by or "其他人员"
    return f"{who}已于{at}修改本栏，您填写的内容仍保留。请比较后选择。"


def _fill_in(request: Request, evaluation: Evaluation, section: str) -> int:
    """Write what is computed into the empty cells of the page, or into the one asked for; return how many."""
    asked = request.POST.get("then", "")
    written = 0
    for _ in range(FILL_ROUNDS):
        changes = _offers(opened(request, evaluation.pk), section, asked)
        if not changes:
            break
        saved = save_cells(evaluation, changes, by=request.user, source=Cell.Source.COMPUTED)
        written += saved.saved
        if not saved.ok or asked != "fill":
            break
    return written


def _offers(page: Opened, section: str, asked: str) -> list[Change]:
    offers = {ref: text for ref, text in page.computed.offers.items() if ref in page.slots and text}
    if asked.startswith("take:"):
        taken = asked.removeprefix("take:")
        return [_offered(page, ref, text) for ref, text in offers.items() if str(ref) == taken]
    wanted = [ref for ref in offers if section_of(ref) == section and _is_to_fill(page, ref, offers[ref])]
    return [_offered(page, ref, offers[ref]) for ref in wanted] if asked == "fill" else []


def _is_to_fill(page: Opened, ref: CellRef, offer: str) -> bool:
    """What is empty; and what can hold the computed value alone, where it holds another."""
    filed = page.snapshot.typed(ref)
    return not filed or (page.slots[ref].computed_only and filed != offer)


def _offered(page: Opened, ref: CellRef, text: str) -> Change:
    return Change(ref, page.snapshot.typed(ref), text)


def _saved_words(typed: int, filled: int) -> str:
    now = timezone.localtime().strftime("%H:%M")
    counted = f"，填入计算值{filled}处" if filled else ""
    return f"已保存 {now}{counted}。" if typed or filled else f"内容没有变化，无须保存。{now}"


def _next_url(request: Request, page: Opened, section: str) -> str:
    if request.POST.get("back") == "check":
        return reverse("dossiers:check", args=[page.evaluation.pk])
    following = [str(step["url"]) for step in page.strip(section)]
    here = sections(page.form).index(section)
    return following[here + 1] if request.POST.get("then") == "next" else following[here]


def _form(request: Request, page: Opened, section: str) -> CellsForm:
    stored = {ref: cell.typed for ref, cell in page.snapshot.cells.items()}
    slots, data = slots_of(section, page.slots.values()), request.POST if request.method == "POST" else None
    return CellsForm(slots, stored, data, proposed=_proposed(request.user))


def _proposed(user: User) -> dict[str, str]:
    """What 基本信息 may start with: the person at the desk, in the cells that the catalogue calls so."""
    known = {"filer": user.full_name, "phone": user.phone, "contact": user.full_name}
    return {str(cells.header(key)): text for key, text in known.items()}


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
        "section": section,
        "section_title": TITLES[section],
        "form": form,
        "errors": list(drawn.errors_of(form)) if form and form.is_bound else [],
        "next_title": page.strip(section)[sections(page.form).index(section) + 1]["label"],
    }
    return render(request, f"dossiers/{section}.html", context, status=status)


def _parts(page: Opened, section: str, boxes: dict[CellRef, drawn.Box]) -> dict[str, Any]:
    if section == "funds":
        return drawn.fund_table(page.form, boxes)
    if section == "goals":
        return drawn.goal_pairs(page.form, page.snapshot.goals, boxes)
    if section == "indicators":
        return {**drawn.indicator_groups(page, boxes), "tier_words": tier_words(page.form)}
    if section == "report":
        return drawn.report_parts(page.form, boxes)
    return {"boxes": list(boxes.values())}
