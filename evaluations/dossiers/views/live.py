"""What an autosave answers: each cell that was not stored with its reason, and all that follows anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.requests import SignedInRequest as Request
from core.filing.cells import CellRef
from core.paper import placed
from evaluations.dossiers.forms.sections import slots_of
from evaluations.dossiers.models import Cell
from evaluations.dossiers.services.cells import Conflict, Saved
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views import drawing
from evaluations.dossiers.views.cells import cells_form, conflict_words
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.panel import panel
from evaluations.dossiers.views.said import said


def answer(request: Request, page: Opened, section: str, saved: Saved) -> dict[str, Any]:
    """`page` as it is after the save. No text of a cell that nobody else touched is among it."""
    form = cells_form(request, page, section, bound=False)
    slots = slots_of(section, page.slots.values())
    boxes = drawn.Boxes(page, form, slots, is_answer=True).by_ref()
    return {
        "revision": page.evaluation.revision,
        "trouble": trouble(saved),
        **of_boxes(boxes.values()),
        "said": {str(ref): html for ref, html in said(page).items()} if section == "report" else {},
        "asking": _asking(boxes),
        "parts": _parts(page, section),
    }


def of_boxes(boxes: Collection[drawn.Box]) -> dict[str, Any]:
    """What stands beside the cells, and which lack something."""
    return {
        "offers": {box.ref: drawing.offer(box) for box in boxes if box.has_offer},
        "told": {box.ref: drawing.told(box) for box in boxes if box.aside.is_told},
        "lacking": [box.ref for box in boxes if box.is_missing],
    }


def texts(page: Opened, section: str, reader: User) -> dict[str, dict[str, str]]:
    """What stands in each cell of the page that was ever filled in; who else wrote it, and when."""
    refs = [str(slot.ref) for slot in slots_of(section, page.slots.values())]
    rows = page.evaluation.cells.filter(ref__in=refs).select_related("changed_by")
    return {row.ref: written(row, placed.in_box(page.form, page.snapshot, row.typed), reader) for row in rows}


def written(row: Cell, text: str, reader: User) -> dict[str, str]:
    """`text` as it stands in a cell, who wrote it if not the reader, and when."""
    return {
        "text": text,
        "by": "" if row.changed_by_id == reader.pk else str(row.changed_by or "系统"),
        "at": timezone.localtime(row.changed_at).strftime("%H:%M"),
    }


def trouble(saved: Saved, of: str = "") -> dict[str, dict[str, str]]:
    """The cells that were not stored: a sentence, and where somebody else was first, both texts.

    `of`: what stands before their addresses on a page of several filings.
    """
    refused = {
        (name := f"{of}{ref}"): {"html": why(name, sentence)} for ref, sentence in saved.refused.items()
    }
    clashes = {
        (name := f"{of}{clash.ref}"): {
            "html": why(name, conflict_words(clash), clash),
            "theirs": clash.theirs,
        }
        for clash in saved.conflicts
    }
    return {**refused, **clashes}


def why(name: str, sentence: str, conflict: Conflict | None = None) -> str:
    """Why the cell with this name was not stored."""
    return _drawn("trouble", {"ref": name, "sentence": sentence, "conflict": conflict})


def _asking(boxes: Mapping[CellRef, drawn.Box]) -> list[str]:
    """The rows whose self score is another than the computed one: the reason for it is asked."""
    return [
        box.ref
        for ref, box in boxes.items()
        if ref.column == "score_reason" and drawn.asks_reason(boxes.get(_score_of(ref)), box)
    ]


def _score_of(ref: CellRef) -> CellRef:
    return CellRef(ref.section, ref.row, "score")


def _parts(page: Opened, section: str) -> dict[str, str]:
    """The parts of the page that follow from all cells, by the id of the element that holds them."""
    strip = {"steps": page.strip(section), "strip_label": "填报步骤"}
    live = {"live": panel(page)}
    return {
        "live-figures": _drawn("live_figures", live),
        "live-body": _drawn("live_body", live),
        "section-steps": render_to_string("includes/step_strip.html", strip),
    }


def _drawn(part: str, context: dict[str, Any]) -> str:
    return render_to_string(f"dossiers/parts/{part}.html", context)
