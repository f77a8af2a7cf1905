"""The page of the report: its headings with their texts, and what may be put into these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.placed import bracketed, placeable
from core.filing.tables import MOST_COLUMNS, MOST_ROWS, OPENS
from core.paper.placed import figure
from core.paper.report import headings
from evaluations.dossiers.forms.sections import TITLES, section_of
from evaluations.dossiers.views.boxes import Box
from evaluations.dossiers.views.opened import Opened

EMPTY_TABLE = f"\n{OPENS}表名\n项目 | 预算数 | 执行数\n | | \n合计 | | \n"


def report_parts(
    form: FormDefinition, boxes: Mapping[CellRef, Box], said: Mapping[CellRef, str]
) -> dict[str, Any]:
    """The headings of the report, each with its text where it carries one, and what is `said` of that."""
    assert form.report is not None
    parts = [
        {
            "section": part,
            "number": number,
            "box": boxes.get(ref := cells.report(part.key)),
            "said": said.get(ref, ""),
        }
        for part, number in headings(form.report)
    ]
    return {"outline": form.report, "parts": parts}


def to_insert(page: Opened) -> dict[str, Any]:
    """What the page offers to put into a text: figures of the table, an empty table."""
    limits = {"most_columns": MOST_COLUMNS, "most_rows": MOST_ROWS}
    return {"to_place": _to_place(page), "sample": EMPTY_TABLE, **limits}


def _to_place(page: Opened) -> list[dict[str, Any]]:
    """The cells whose content may be placed in the report, by the page on which they are filled in."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for ref, name in placeable(page.form, page.snapshot).items():
        entry = {"name": name, "token": bracketed(name), "figure": figure(page.form, page.snapshot, ref)}
        found[TITLES[section_of(ref)]].append(entry)
    return [{"title": title, "figures": figures} for title, figures in found.items()]
