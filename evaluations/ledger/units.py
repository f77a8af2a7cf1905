"""In which unit a ledger says that its amounts are: in their headings, or in a line above them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.figures.text import narrow
from evaluations.ledger.proposing import AMOUNTS
from evaluations.ledger.reading import Sheet

TEN_THOUSANDS = "万元"
SAID = re.compile(r"(?:^|单位|人民币|[为以:(/·,、\s])(万?元)(?:为单位|(?!\w))")


def unit_in(text: str) -> str:
    """万元 or 元, where a text says so as a unit; empty where it does not.

    >>> unit_in("单位：万元"), unit_in("支出数（元）"), unit_in("编制单位：元江县民政局")
    ('万元', '元', '')
    """
    found = SAID.search(narrow(text))
    return found[1] if found else ""


def units_said(sheet: Sheet, columns: Mapping[str, str]) -> set[str]:
    """The units of the columns of amounts, which `columns` (heading → meaning) names; several are mixed.

    A heading that says none is in the unit of the nearest line above the headings that says one.
    """
    above = _above(sheet)
    heads = [title for title in sheet.titles.values() if columns.get(title) in AMOUNTS]
    return {TEN_THOUSANDS if TEN_THOUSANDS in title else unit_in(title) or above for title in heads} - {""}


def _above(sheet: Sheet) -> str:
    rows = sorted((row for row in sheet.rows if row < sheet.head), reverse=True)
    said = (unit_in(text) for row in rows for _, text in sheet.rows[row].values())
    return next(filter(None, said), "")
