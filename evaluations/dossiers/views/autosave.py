"""Autosave: a few cells of a page at a time apart (D10); static/js/autosave.js reads the answer."""

from __future__ import annotations

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest as Request
from evaluations.dossiers.exceptions import NotAllowed, Refused
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.services.cells import Saved, save_cells
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.cells import cells_form, fill_in, opened_section, saved_words, status_of
from evaluations.dossiers.views.live import answer, texts
from evaluations.dossiers.views.opened import Opened, after_save, opened

OTHER_PERSON = "当前登录的不是填写这些内容的人，内容没有保存。请由原填报人登录后再保存。"


@require_POST
def save(request: Request, pk: int, section: str) -> JsonResponse:
    """200; 422, 409: some cell was not stored, the others are; with `closed` 403, 409: nothing can be."""
    page = opened_section(request, pk, section)
    form = cells_form(request, page, section, bound=True)
    if not form.is_valid():
        return JsonResponse({"words": "".join(map(str, form.non_field_errors()))}, status=422)
    try:
        saved, filled = _save(request, page, section, form)
    except Refused as refusal:
        log_refusal(page.evaluation, f"save_{section}", refusal, by=request.user)
        return JsonResponse({"words": refusal.sentence, "closed": True}, status=refusal.http_status)
    now = opened(request, pk) if filled else after_save(request, page, saved)
    told = answer(request, now, section, saved) | {"words": saved_words(filled)}
    if filled or _others_wrote(request, now, saved):
        told["texts"] = texts(now, section, request.user)
    return JsonResponse(told, status=status_of(saved))


def _save(request: Request, page: Opened, section: str, form: CellsForm) -> tuple[Saved, int]:
    if request.POST.get("user", "") not in ("", str(request.user.pk)):
        raise NotAllowed.because(OTHER_PERSON)
    changes = form.changes()
    saved = save_cells(page.evaluation, changes, by=request.user, apart=True, read=page.picture)
    return saved, fill_in(request, page.evaluation, section) if saved.ok else 0


def _others_wrote(request: Request, now: Opened, saved: Saved) -> bool:
    """Whether the filing has changed otherwise than by this save since the page last heard of it."""
    return str(now.evaluation.revision - bool(saved.saved)) != request.POST.get("revision", "")
