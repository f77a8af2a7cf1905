"""The preview of a pasted block: what would change, what cannot be read. Nothing is written (D7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
    text, start = request.POST.get("block", ""), request.POST.get("at", "")
    grid = _grid(page, section)
    place = find(grid, start)
    if place is None:
        grid = _answers(page, start)
        place = find(grid, start)
    block = read_block(text) if len(text) <= MOST_SIGNS else None
    if words := problem(place, block):
        return JsonResponse({"words": words}, status=422)
    assert place is not None
    assert block is not None
    try:
        pasted = list(_judged(request, page, laid(grid, place, block)))
    except Refused as refusal:
        log_refusal(page.evaluation, f"paste_{section}", refusal, by=request.user)
        return JsonResponse({"words": refusal.sentence}, status=refusal.http_status)
    return JsonResponse(answer(pasted))


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


def find(grid: Grid, address: str) -> tuple[int, int] | None:
    places = {
        slot.name: (row, column)
        for row, slots in enumerate(grid)
        for column, slot in enumerate(slots)
        if slot is not None
    }
    return places.get(address)


def problem(place: tuple[int, int] | None, block: list[list[str]] | None) -> str:
    if block is None:
        return TOO_LONG
    found = sum(map(len, block))
    if found > MOST_CELLS:
        return TOO_MANY.format(most=MOST_CELLS, found=found)
    return "" if place else NO_START


def laid(
    grid: Grid, place: tuple[int, int], block: list[list[str]]
) -> Iterator[tuple[int, int, Slot | None, str]]:
    """Lay the block over the table from the cell at `place`: row and column of the block, slot, text."""
    for down, texts in enumerate(block):
        row = grid[place[0] + down] if place[0] + down < len(grid) else []
        for right, typed in enumerate(texts):
            slot = row[place[1] + right] if place[1] + right < len(row) else None
            if slot is not None or typed:
                yield down + 1, right + 1, slot, typed


def _judged(
    request: Request, page: Opened, laid: Iterator[tuple[int, int, Slot | None, str]]
) -> Iterator[Pasted]:
    """What `save_cells` would say to each text, were it typed now."""
    cells, now = list(laid), page.snapshot.typed
    changes = [Change(slot.ref, now(slot.ref), typed) for _, _, slot, typed in cells if slot is not None]
    judged = judge(page.evaluation, changes, by=request.user)
    for down, right, slot, typed in cells:
        if slot is None:
            yield beside_the_table(down, right, typed)
        else:
            yield said_of(page, slot, typed, judged)


def beside_the_table(down: int, right: int, typed: str) -> Pasted:
    return Pasted(f"粘贴内容第{down}行第{right}列", typed)


def said_of(page: Opened, slot: Slot, typed: str, judged: Judged) -> Pasted:
    if slot.ref in judged.refused:
        state, words = "refused", judged.refused[slot.ref]
    elif slot.ref in judged.new:
        state, words = "change", "将清空" if not typed else "将修改"
    else:
        state, words = "same", "内容相同"
    return Pasted(slot.label, typed, slot.name, page.snapshot.typed(slot.ref), state, words)


def answer(pasted: list[Pasted]) -> dict[str, Any]:
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
