"""Workbooks of forms, as the child tells them, with single cells changed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from core.filing.form import FormDefinition
from foundation.intake import cells
from indicators.exchange.xlsx_in import form_from_pages
from indicators.exchange.xlsx_out import form_to_xlsx
from indicators.refusals import FormRefused

Told = list[Any]


def told_of(form: FormDefinition) -> Told:
    """What the child tells of the form's workbook."""
    return cells.cells(BytesIO(form_to_xlsx(form)))


def changed(told: Told, typed: Mapping[str, str | tuple[str, str] | None]) -> Told:
    """The same with cells typed in (`指标!E2`), as text or as (kind, text); None: emptied."""
    pages = {name: {(row, column): rest for row, column, *rest in found} for name, found in told}
    for address, text in typed.items():
        sheet, _, place = address.partition("!")
        letters, row = coordinate_from_string(place)
        at = (row, column_index_from_string(letters))
        if text is None:
            pages[sheet].pop(at)
        else:
            kind, said = text if isinstance(text, tuple) else ("text", text)
            pages.setdefault(sheet, {})[at] = [kind, said]
    return [[name, [[*place, *rest] for place, rest in found.items()]] for name, found in pages.items()]


def without(told: Told, *sheets: str) -> Told:
    return [page for page in told if page[0] not in sheets]


def reasons(told: Told) -> tuple[str, ...]:
    """Why a workbook is refused."""
    with pytest.raises(FormRefused) as refusal:
        form_from_pages(told)
    return refusal.value.reasons
