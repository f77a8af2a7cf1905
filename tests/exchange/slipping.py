"""A unit with two teams, the rows that they fill in, and the slips as they go out and come back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
from django.urls import reverse

from documents.offline import CORNER
from evaluations.exchange.models import Assignment, Team
from tests.exchange.books import keys, saved

ACTUAL, NOTE = "indicators/r1/actual", "indicators/r1/note"
OWN = "indicators/r1/slip_{}"
FILLED = {
    ACTUAL: "98人",
    OWN.format("basis"): "台账汇总",
    OWN.format("reason"): "对象减少",
    OWN.format("measures"): "加强摸排",
    OWN.format("materials"): "救助台账",
    "header/slip_remark": "总体完成较好。",
}


def at(name, filing, *args):
    return reverse(name, args=[filing.cycle_id, filing.unit_id, *args])


def hand(filing, name: str, *rows: str) -> Team:
    """Give rows of a filing to a team of that name."""
    team, _ = Team.objects.get_or_create(unit=filing.unit, name=name)
    for row in rows:
        Assignment.objects.create(team=team, evaluation=filing, row=row)
    return team


def slip_of(desk, filing, team) -> bytes:
    return desk.get(at("slip_workbook", filing, team.pk)).content


def boxes(book, page: str = "1") -> dict[str, Any]:
    """The cells of one worksheet by their addresses."""
    found = next(sheet for sheet in book.worksheets if sheet["A1"].value == f"{CORNER}{page}")
    return {
        key.ref: found.cell(int(key.row) + 1, int(key.column) + 1)
        for key in keys(book)
        if key.ref and key.page == page
    }


def typed_in(content: bytes, typed: dict[str, Any], page: str = "1") -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    cells = boxes(book, page)
    for ref, value in typed.items():
        cells[ref].value = value
    return saved(book)
