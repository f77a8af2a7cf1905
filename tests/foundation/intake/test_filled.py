"""A workbook that was filled in elsewhere: results of formulas, merged areas, numbers without their noise."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from foundation.intake import cells, child


def book_of(given, *merged: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "甲"
    for place, value in given.items():
        book.active[place] = value
    for area in merged:
        book.active.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def worked_out(content: bytes, result: str, kind: str = "n") -> bytes:
    """As a program saves it that knows what the formula comes to."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            text = re.sub(
                r"<c (r=.[AB]1.)><f>(.*?)</f><v></v>", rf'<c \1 t="{kind}"><f>\2</f><v>{result}</v>', text
            )
            target.writestr(name, text)
    return out.getvalue()


def said(content: bytes):
    return child.answer("filled", "xlsx", BytesIO(content))


def test_a_formula_comes_with_its_result():
    content = book_of({"A1": "=1+0.5", "B1": "=1+0.5", "A2": 2})

    ((name, stands, merged),) = said(worked_out(content, "1.5000000000000002"))["ok"]

    assert (name, merged) == ("甲", [])
    assert stands == [[1, 1, "worked", "1.5"], [1, 2, "worked", "1.5"], [2, 1, "number", "2"]]


def test_a_formula_that_nobody_worked_out_is_one():
    ((_, stands, _),) = said(book_of({"A1": "=1+1"}))["ok"]

    assert stands == [[1, 1, "formula", "=1+1"]]


def test_merged_areas_are_told_and_not_without_end(monkeypatch):
    content = book_of({"A1": "一"}, "A1:B2", "C1:C3")

    ((_, _, merged),) = said(content)["ok"]
    monkeypatch.setattr(cells, "MOST_MERGED", 1)

    assert sorted(merged) == ["A1:B2", "C1:C3"]
    assert "文件内容过多" in said(content)["refused"]


def test_an_error_is_no_result():
    ((_, stands, _),) = said(worked_out(book_of({"A1": "=1/0"}), "#DIV/0!", "e"))["ok"]

    assert stands == [[1, 1, "error", "#DIV/0!"]]
