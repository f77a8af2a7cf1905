"""The papers that a person downloaded, opened and read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pdfplumber
import pikepdf

CODE = r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]"


def show_the_filing(found: Mapping[str, Path], *, mark: str) -> None:
    """Table, report, bundle and workbook say 94, 良, 60.7% and `mark` with one version code."""
    by_kind = {name.split()[0] + path.suffix: path for name, path in found.items()}
    table, report = _words(by_kind["自评表.pdf"]), _words(by_kind["自评报告.pdf"])
    bundle = _words(by_kind["自评报告及附件.pdf"])
    codes = {_code(text, mark) for text in (table, report, bundle)}

    assert len(codes) == 1
    for word in ("60.7%", "94", "良", "医疗救助补助资金"):
        assert word in table
        assert word in bundle
    assert "94分" in report
    assert _bookmarks(by_kind["自评报告及附件.pdf"])
    assert {60.7, 94, "良"} <= _values(next(path for path in found.values() if path.suffix == ".xlsx"))


def _words(path: Path) -> str:
    """All that is printed, without spaces."""
    with pdfplumber.open(path) as paper:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in paper.pages))


def _code(text: str, mark: str) -> str:
    """The version code printed beside the mark of every page."""
    found = re.search(f"{mark}.*?({CODE})", text)
    assert found, text[:500]
    return found[1]


def _bookmarks(path: Path) -> list[str]:
    with pikepdf.open(path) as paper, paper.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def _values(path: Path) -> set[object]:
    """The values of all cells; a rate as the percentage that its format shows."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return {
        round(cell.value * 100, 1)
        if "%" in cell.number_format and not isinstance(cell.value, str)
        else cell.value
        for cell in cells
    }
