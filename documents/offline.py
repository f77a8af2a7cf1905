"""离线填报表 before it is drawn: what is filled in, what is worked out, the marks that it is read back by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.filing.cells import CellRef
from core.paper.sheet import Sheet
from documents.imprint import Imprint

Kind = Literal["text", "long", "number", "rate"]
Role = Literal["open", "sum", "formula", "locked", "label"]
NAMED = re.compile("⟦([^⟦⟧]+)⟧")
CORNER = "ziping-page-"
"""Stands in the hidden corner of a worksheet, before its number."""
KEYS_TITLE, FORMAT = "ziping-offline", "1"
KEYS_HEAD = ("page", "row", "column", "role", "ref", "text")
BOOK = "book"
"""What the hidden sheet says of the kind of workbook in which there are several filings."""
PAGES, PAGE_TITLE, KEY_SHEETS = "pages", "page-{number}", "key-sheets"
"""Facts of such a workbook: which worksheets a filing has, what each is called; how many hidden ones."""


@dataclass(frozen=True)
class Box:
    """One cell of the filing. `formula` names other cells as ⟦funds/total/executed⟧; then it is worked out.

    `choices`: what can be chosen; where not `is_strict`, something else may stand there too.
    """

    ref: CellRef
    text: str = ""
    kind: Kind = "text"
    is_open: bool = True
    choices: tuple[str, ...] = ()
    is_strict: bool = True
    formula: str = ""
    number_format: str = "General"


@dataclass(frozen=True)
class Entry:
    """A cell that the paper does not print: a row of a worksheet with its label and what is asked."""

    label: str
    box: Box
    hint: str = ""


@dataclass(frozen=True)
class EntrySheet:
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SelfCheck:
    """One row of 报送前自查, about the cell `ref`: `formula` comes to words."""

    ref: CellRef
    label: str
    formula: str


@dataclass(frozen=True)
class Offline:
    """`facts`: which filing it is, in names and texts of the hidden sheet. `boxes`: those of the table."""

    imprint: Imprint
    facts: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    table: Sheet | None
    boxes: Mapping[CellRef, Box]
    entries: tuple[EntrySheet, ...]
    checks: tuple[SelfCheck, ...]


@dataclass(frozen=True)
class OfflinePart:
    """One filing among several in a workbook. `subject` names its worksheets, `line` tells it in 填报说明."""

    subject: str
    line: str
    filing: Offline


@dataclass(frozen=True)
class OfflineBook:
    """Several filings in one workbook; `facts` of the workbook, besides those of its parts."""

    imprint: Imprint
    facts: tuple[tuple[str, str], ...]
    guide: tuple[str, ...]
    parts: tuple[OfflinePart, ...]


@dataclass(frozen=True)
class Key:
    """What stood where when the workbook went out: on which page, in the row and column of which marks."""

    page: str
    row: str
    column: str
    role: Role
    ref: str
    text: str

    @property
    def line(self) -> tuple[str, ...]:
        return self.page, self.row, self.column, self.role, self.ref, self.text
