"""The preview of a pasted block: what would change, what cannot be read. Nothing is written (D7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest as Request
from core.figures.blocks import read_block
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.forms.sections import slots_of
from evaluations.dossiers.services.cells import Change, Judged, judge
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views.cells import opened_section
from evaluations.dossiers.views.opened import Opened

MOST_CELLS, MOST_SIGNS = 1000, 200_000
TOO_LONG = f"粘贴的内容超过{MOST_SIGNS // 10_000}万字，请分次粘贴。"
TOO_MANY = "一次最多粘贴{most}格，您粘贴了{found}格，请分次粘贴。"
NO_START = "请先点一下表中要开始粘贴的栏目，再粘贴。"
OUTSIDE = "表中没有这一栏，不写入。"
Grid = Sequence[Sequence[Slot | None]]
Laid = tuple[int, int, Slot | None, str]
"""One cell of the block: its row and column there, where it goes, its text."""


@dataclass(frozen=True)
class Pasted:
    """One cell of the block: where it goes, what stands there, what would stand there, and what is said.

    `state`: change, same, refused or outside.
    """

    label: str
    typed: str
    address: str = ""
    now: str = ""
    state: str = "outside"
    words: str = OUTSIDE


@require_POST
def preview(request: Request, pk: int, section: str) -> JsonResponse:
    """200 with the preview and the texts to write after it; 422 where the block is none that can be taken."""
    page = opened_section(request, pk, section)
    laid, words = laid_over(request, [_grid(page, section), _answers(page, request.POST.get("at", ""))])
    if words:
        return JsonResponse({"words": words}, status=422)
    try:
        judged = judge(page.evaluation, changes_of(page, laid), by=request.user)
    except Refused as refusal:
        log_refusal(page.evaluation, f"paste_{section}", refusal, by=request.user)
        return JsonResponse({"words": refusal.sentence}, status=refusal.http_status)
    return JsonResponse(answer(laid, {"": (page, judged)}))


def laid_over(request: Request, grids: Iterable[Grid]) -> tuple[list[Laid], str]:
    """The block that was sent, over the table in which it starts; or why there is nothing to be laid."""
    text, start = request.POST.get("block", ""), request.POST.get("at", "")
    if len(text) > MOST_SIGNS:
        return [], TOO_LONG
    block = read_block(text)
    found = sum(map(len, block))
    if found > MOST_CELLS:
        return [], TOO_MANY.format(most=MOST_CELLS, found=found)
    for grid in grids:
        if place := _find(grid, start):
            return list(_laid(grid, place, block)), ""
    return [], NO_START


def changes_of(page: Opened, laid: Iterable[Laid], of: str = "") -> list[Change]:
    """What is pasted into one filing; `of`: as its cells are told from others on a page of several."""
    own = [(slot.ref, typed) for _, _, slot, typed in laid if slot is not None and slot.of == of]
    return [Change(ref, page.snapshot.typed(ref), typed) for ref, typed in own]


def _grid(page: Opened, section: str) -> Grid:
    """The cells as they stand on the page, row by row; pages without a table have one column."""
    slots = slots_of(section, page.slots.values())
    boxes = drawn.Boxes(page, None, slots).by_ref()
    if section == "funds":
        rows = drawn.fund_table(page.form, boxes)["rows"]
        return [[box.slot if box else None for box in row["boxes"]] for row in rows]
    if section == "indicators":
        return [[box.slot if box else None for box in row] for row in drawn.indicator_grid(page, boxes)]
    return [[slot] for slot in slots]


def _answers(page: Opened, address: str) -> Grid:
    """The answers of the row in which `address` stands, under each other: no columns of the table."""
    slots = [[page.slots[ref]] for refs in page.asked.values() for ref in refs]
    rows = {str(slot.ref): slot.ref.row for (slot,) in slots}
    return [[slot] for (slot,) in slots if slot.ref.row == rows.get(address)]


def _find(grid: Grid, address: str) -> tuple[int, int] | None:
    places = {
        slot.name: (row, column)
        for row, slots in enumerate(grid)
        for column, slot in enumerate(slots)
        if slot is not None
    }
    return places.get(address)


def _laid(grid: Grid, place: tuple[int, int], block: list[list[str]]) -> Iterator[Laid]:
    """Lay the block over the table from the cell at `place`."""
    for down, texts in enumerate(block):
        row = grid[place[0] + down] if place[0] + down < len(grid) else []
        for right, typed in enumerate(texts):
            slot = row[place[1] + right] if place[1] + right < len(row) else None
            if slot is not None or typed:
                yield down + 1, right + 1, slot, typed


def _pasted(laid: Iterable[Laid], judged: Mapping[str, tuple[Opened, Judged]]) -> Iterator[Pasted]:
    for down, right, slot, typed in laid:
        if slot is None:
            yield Pasted(f"粘贴内容第{down}行第{right}列", typed)
        else:
            yield _said_of(slot, typed, *judged[slot.of])


def _said_of(slot: Slot, typed: str, page: Opened, judged: Judged) -> Pasted:
    if slot.ref in judged.refused:
        state, words = "refused", judged.refused[slot.ref]
    elif slot.ref in judged.new:
        state, words = "change", "将清空" if not typed else "将修改"
    else:
        state, words = "same", "内容相同"
    return Pasted(slot.label, typed, slot.name, page.snapshot.typed(slot.ref), state, words)


def answer(laid: Iterable[Laid], judged: Mapping[str, tuple[Opened, Judged]]) -> dict[str, Any]:
    """What saving would say to each text, were it typed now; `judged`: by `of`, each filing with its end."""
    pasted = list(_pasted(laid, judged))
    counts = Counter(cell.state for cell in pasted)
    context = {
        "pasted": pasted,
        "changes": counts["change"],
        "same": counts["same"],
        "not_written": counts["refused"] + counts["outside"],
    }
    return {
        "html": render_to_string("dossiers/parts/paste_preview.html", context),
        "cells": [
            {"address": cell.address, "typed": cell.typed} for cell in pasted if cell.state == "change"
        ],
    }
