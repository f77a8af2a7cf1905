"""The cells of a workbook as they stand; too much of it, or too far out, is refused in words."""

from __future__ import annotations

import io
from datetime import date, time
from zipfile import ZipFile

import openpyxl
import pytest

from foundation.intake import cells, sandbox
from foundation.intake.refusal import RefusedFile
from tests.foundation.intake import foreign


def test_numbers_as_shown_keep_the_noughts_of_their_format():
    book = book_of({"A1": 228.5, "A2": 0.6, "A3": 0.125, "A4": 5, "A5": "5"})
    for place, shown in {"A1": "#,##0.00", "A2": "0.00%", "A3": "0.0", "A4": "yyyy-mm", "A5": "0.00"}.items():
        book.active[place].number_format = shown

    ((_, found),) = cells.cells(saved(book), as_shown=True)

    assert [text for *_, text in found] == ["228.50", "60.00%", "0.125", "1900-01-05 00:00:00", "5"]


def test_a_format_whose_last_decimals_may_be_missing_adds_no_noughts_for_them():
    book = book_of({"A1": 1155.5, "A2": 701.2345})
    for place in ("A1", "A2"):
        book.active[place].number_format = "0.00####"

    ((_, found),) = cells.cells(saved(book), as_shown=True)

    assert [text for *_, text in found] == ["1155.50", "701.2345"]


def book_of(typed, title="甲"):
    book = openpyxl.Workbook()
    book.active.title = title
    for place, value in typed.items():
        book.active[place] = value
    return book


def saved(book):
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("文字", ["text", "文字"]),
        (12, ["number", "12"]),
        (0.1, ["number", "0.1"]),
        (1e-7, ["number", "0.0000001"]),
        (True, ["yes_no", "是"]),
        (False, ["yes_no", "否"]),
        ("=1+1", ["formula", "=1+1"]),
        ("#REF!", ["error", "#REF!"]),
        (date(2021, 12, 31), ["date", "2021-12-31 00:00:00"]),
        (time(8, 30), ["date", "08:30:00"]),
    ],
)
def test_each_kind_of_content_is_told_as_it_stands(value, told):
    assert cells.cells(saved(book_of({"B3": value}))) == [["甲", [[3, 2, *told]]]]


def test_a_percentage_is_told_as_people_see_it():
    book = book_of({"A1": 0.9, "A2": 1.3})
    for row in (1, 2):
        book.active.cell(row, 1).number_format = "0%"

    assert [said for *_, said in cells.cells(saved(book))[0][1]] == ["90%", "130%"]


def test_a_text_that_looks_like_a_formula_is_text():
    book = book_of({"A1": "x"})
    book.active["A1"].value, book.active["A1"].data_type = "=1+1", "s"

    assert cells.cells(saved(book)) == [["甲", [[1, 1, "text", "=1+1"]]]]


def test_styled_cells_without_content_and_what_the_sheet_says_of_its_size_do_not_count():
    book = book_of({"A1": "x"})
    book.active["XFD1048576"].number_format = "0%"

    assert cells.cells(saved(book)) == [["甲", [[1, 1, "text", "x"]]]]


def many_sheets():
    book = openpyxl.Workbook()
    for number in range(cells.MOST_SHEETS):
        book.create_sheet(f"表{number}")
    return book


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (book_of({"XFD1048576": "x"}), "工作表“甲”的XFD1048576有内容，超出了3000行、60列的范围"),
        (book_of({"A3001": "x"}), "A3001有内容"),
        (book_of({"BI1": "x"}), "BI1有内容"),
        (many_sheets(), "文件有61张工作表，超过60张"),
        (book_of({f"A{row}": "字" * 30_000 for row in range(1, 18)}), "文件内容过多"),
    ],
    ids=["corner", "rows", "columns", "sheets", "characters"],
)
def test_more_than_any_form_has_is_refused_in_words(book, words):
    with pytest.raises(RefusedFile, match=words):
        cells.cells(saved(book))


def test_the_child_reads_cells(tmp_path):
    with foreign.on_disk(tmp_path, saved(book_of({"A1": "x"})).getvalue()) as file:
        assert sandbox.run("cells", "xlsx", file) == [["甲", [[1, 1, "text", "x"]]]]


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr(cells, "MOST_CELLS", 2)

    with pytest.raises(RefusedFile, match="文件内容过多"):
        cells.cells(saved(book_of({"A1": "x", "A2": "x", "A3": "x"})))


@pytest.mark.parametrize(
    ("limit", "most", "sentence"),
    [("MOST_STYLES", 1, cells.TOO_MANY_STYLES), ("MOST_OF_SHEETS", 10, cells.TOO_LARGE)],
)
def test_what_would_take_long_to_read_is_refused_before_it_is(monkeypatch, limit, most, sentence):
    monkeypatch.setattr(cells, limit, most)

    with pytest.raises(RefusedFile) as refused:
        cells.cells(saved(book_of({"A1": 1})))

    assert refused.value.sentence == sentence


def test_a_workbook_without_styles_is_read():
    without = io.BytesIO()
    with ZipFile(saved(book_of({"A1": 1}))) as source, ZipFile(without, "w") as target:
        for name in source.namelist():
            if "styles" not in name:
                target.writestr(name, source.read(name))

    assert cells.cells(without) == [["甲", [[1, 1, "number", "1"]]]]
