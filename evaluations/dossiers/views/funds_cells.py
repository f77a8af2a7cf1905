"""Autosave and paste of 资金集中填报: as on the pages of one filing (autosave, pasting), over several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest as Request
from core.workflow import Ground
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.models import Cell
from evaluations.dossiers.services.cells import Judged, judge, save_cells
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import live, pasting
from evaluations.dossiers.views.autosave import OTHER_PERSON
from evaluations.dossiers.views.cells import saved_words, status_of
from evaluations.dossiers.views.dossier import found
from evaluations.dossiers.views.funds import fill_all, posted
from evaluations.dossiers.views.together import FUNDS, Member, by_form, form_for, mark_of, members, sums

Told = dict[str, dict[str, str]]
"""Why cells were not stored, by the names of their fields."""


@require_POST
def autosave(request: Request, cycle: int, unit: int) -> JsonResponse:
    """200; 403, 409, 422: some cell was not stored, the others are; with `closed` 403: nothing can be."""
    whole = found(request, cycle, unit)
    before = members(request, whole)
    sent, form = posted(request, before)
    if not form.is_valid():
        return JsonResponse({"words": "".join(map(str, form.non_field_errors()))}, status=422)
    if request.POST.get("user", "") not in ("", str(request.user.pk)):
        return JsonResponse({"words": OTHER_PERSON, "closed": True}, status=403)
    trouble, revisions, status = _save(request, sent, form)
    filled = 0 if trouble else fill_all(request, sent)
    now = members(request, found(request, cycle, unit))
    answer = _answer(now, trouble) | {"words": saved_words(filled)}
    if filled or _others_wrote(request, before, now, revisions):
        answer["texts"] = _texts(now, request)
    return JsonResponse(answer, status=status)


@require_POST
def paste(request: Request, cycle: int, unit: int) -> JsonResponse:
    """200 with the preview and the texts to write after it; 422 where the block is none that can be taken.

    403 for who only reads; the cells of a filing that is closed are refused one by one.
    """
    shown = members(request, found(request, cycle, unit))
    grids = ([row for one in alike for row in one.grid()] for alike in by_form(shown))
    laid, words = pasting.laid_over(request, grids)
    if words:
        return JsonResponse({"words": words}, status=422)
    try:
        judged = {one.of: (one.page, _end(request, one, laid)) for one in shown}
    except Refused as refusal:
        return JsonResponse({"words": refusal.sentence}, status=refusal.http_status)
    return JsonResponse(pasting.answer(laid, judged))


def _save(request: Request, sent: Sequence[Member], form: CellsForm) -> tuple[Told, dict[int, int], int]:
    """Each cell of each filing for itself: what was not stored, new revisions, the worst status."""
    trouble: Told = {}
    revisions, statuses = {}, [200]
    for one in sent:
        changes, evaluation = form.changes(one.of), one.page.evaluation
        if not changes:
            continue
        try:
            saved = save_cells(evaluation, changes, by=request.user, apart=True)
        except Refused as refusal:
            log_refusal(evaluation, "save_funds", refusal, by=request.user)
            trouble |= {
                (name := f"{one.of}{change.ref}"): {"html": live.why(name, refusal.sentence)}
                for change in changes
            }
            statuses.append(refusal.http_status)
            continue
        revisions[one.pk] = saved.revision
        trouble |= live.trouble(saved, one.of)
        statuses.append(status_of(saved))
    return trouble, revisions, max(statuses)


def _others_wrote(
    request: Request, before: Sequence[Member], now: Sequence[Member], revisions: dict[int, int]
) -> bool:
    """Whether a filing has changed otherwise than by this save since the page last heard of it."""
    known = {one.pk: one.page.evaluation.revision for one in before}
    own = all(one.page.evaluation.revision == revisions.get(one.pk, known[one.pk]) for one in now)
    stepped = all(revision <= known[pk] + 1 for pk, revision in revisions.items())
    return not (own and stepped and mark_of(before) == request.POST.get("revision", ""))


def _answer(now: Sequence[Member], trouble: Told) -> dict[str, Any]:
    """What follows from the cells anew, by the names of the fields; static/js/live.js reads it."""
    form = form_for(now)
    boxes = [box for one in now for box in one.boxes(form, {}, is_answer=True).values()]
    return {
        "revision": mark_of(now),
        "trouble": trouble,
        **live.of_boxes(boxes),
        "said": {},
        "asking": [],
        "parts": dict(_sums(now)),
    }


def _sums(now: Sequence[Member]) -> Iterator[tuple[str, str]]:
    for number, alike in enumerate(by_form(now)):
        if added := sums(alike):
            context = {"sums": added, "count": len(alike)}
            yield f"funds-sums-{number}", render_to_string("dossiers/parts/fund_sums.html", context)


def _texts(now: Sequence[Member], request: Request) -> dict[str, dict[str, str]]:
    """What stands in each cell that was ever filled in; who else wrote it, and when."""
    rows = Cell.objects.filter(
        evaluation__in=[one.page.evaluation for one in now], ref__startswith=FUNDS
    ).select_related("changed_by")
    return {f"{row.evaluation_id}/{row.ref}": live.written(row, row.typed, request.user) for row in rows}


def _end(request: Request, one: Member, laid: Iterable[pasting.Laid]) -> Judged:
    """What saving would do in one filing, nothing while it is closed; NotAllowed where the person may not."""
    changes = pasting.changes_of(one.page, laid, one.of)
    if not changes:
        return Judged({}, (), {})
    try:
        return judge(one.page.evaluation, changes, by=request.user)
    except Refused as refusal:
        log_refusal(one.page.evaluation, "paste_funds", refusal, by=request.user)
        if refusal.ground is Ground.PERSON:
            raise
        return Judged({}, (), dict.fromkeys((change.ref for change in changes), refusal.sentence))
