"""What the page of a section, its autosave and its paste preview share: the form, the words, filling in."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404
from django.utils import timezone

from accounts.requests import SignedInRequest as Request
from core.filing.cells import CellRef
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.forms.sections import section_of, sections, slots_of
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.cells import Change, Conflict, Saved, save_cells
from evaluations.dossiers.services.completing import who_files
from evaluations.dossiers.views.opened import Opened, opened

ONE_CELL = ("take:", "budget:")
FILL_ROUNDS = 4  # a total offers a rate, a rate a score, the scores a sum


def opened_section(request: Request, pk: int, section: str) -> Opened:
    """Return the filing if this person may see it and it has this page; Http404 otherwise."""
    page = opened(request, pk)
    if section not in sections(page.form):
        raise Http404
    return page


def cells_form(request: Request, page: Opened, section: str, *, bound: bool) -> CellsForm:
    """The open cells of one page, as posted or as they stand with what may start in empty ones."""
    stored = {ref: page.in_box(cell) for ref, cell in page.snapshot.cells.items()}
    slots, data = slots_of(section, page.slots.values()), request.POST if bound else None
    proposed = {str(ref): text for ref, text in who_files(page.evaluation, request.user).items()}
    return CellsForm(slots, stored, data, proposed=proposed)


def conflict_words(conflict: Conflict) -> str:
    at = timezone.localtime(conflict.at).strftime("%H:%M") if conflict.at else "刚才"
    who = conflict.theirs_by or "其他人员"
    return f"{who}已于{at}修改本栏，您填写的内容仍保留。请比较后选择。"


def not_stored(form: CellsForm, saved: Saved, of: str = "") -> Mapping[CellRef, Conflict]:
    """Put what was refused at its fields; return what clashed, by its cell. `of`: before their names."""
    for ref, sentence in saved.refused.items():
        form.add_error(f"{of}{ref}", sentence)
    conflicts = {conflict.ref: conflict for conflict in saved.conflicts}
    for ref, conflict in conflicts.items():
        form.add_error(f"{of}{ref}", conflict_words(conflict))
    return conflicts


def status_of(saved: Saved) -> int:
    """200; 422, 409: some cell was not stored."""
    if saved.refused:
        return 422
    return 409 if saved.conflicts else 200


def saved_words(filled: int, *, unchanged: bool = False) -> str:
    now = timezone.localtime().strftime("%H:%M")
    counted = f"，填入计算值{filled}处" if filled else ""
    return f"已保存 {now}{counted}{'，内容没有变化' * unchanged}。"


def fill_in(request: Request, evaluation: Evaluation, section: str, asked: str | None = None) -> int:
    """Write what is computed into the empty cells of the page, or into the one asked for; return how many.

    `asked`: "fill", "take:<cell>" or "budget:<cell>" (按预算变动填入); what the button of the page says where
    it is not given.
    """
    asked = request.POST.get("then", "") if asked is None else asked
    written = 0
    if asked != "fill" and not asked.startswith(ONE_CELL):
        return written
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
    offers = {ref: text for ref, text in _texts(page, asked).items() if ref in page.slots and text}
    if asked == "fill":
        wanted = [ref for ref in offers if section_of(ref) == section and _is_to_fill(page, ref, offers[ref])]
    else:
        wanted = [ref for ref in offers if str(ref) == asked.partition(":")[2]]
    return [Change(ref, page.in_box(page.snapshot.cell(ref)), offers[ref]) for ref in wanted]


def _texts(page: Opened, asked: str) -> Mapping[CellRef, str]:
    """By cell what is computed for it, or what 预算变动 make of it where that is asked for."""
    if asked.startswith("budget:"):
        return {ref: one.text for ref, one in page.budgets.items()}
    return page.computed.offers


def _is_to_fill(page: Opened, ref: CellRef, offer: str) -> bool:
    """What is empty; and what can hold the computed value alone, where it holds another."""
    filed = page.snapshot.typed(ref)
    return not filed or (page.slots[ref].computed_only and filed != offer)
