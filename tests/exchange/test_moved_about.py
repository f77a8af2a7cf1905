"""Rows sorted, columns inserted, sheets renamed, cells merged: what stands where is known."""

from __future__ import annotations

from core.filing.cells import CellRef
from evaluations.exchange import reading
from tests.exchange.books import filled, made, opened, places, saved
from tests.exchange.returning import (
    ACTUAL,
    NOTE,
    label_of,
    proposed,
    returned,
)
from tests.golden.yuancheng import yuancheng


def test_rows_that_were_sorted_with_their_marks_are_known_by_their_labels():
    assert proposed(returned(swapped(with_marks=True))) == {NOTE: "见附件"}


def test_rows_that_were_sorted_without_their_marks_are_known_by_their_labels():
    assert proposed(returned(swapped(with_marks=False))) == {NOTE: "见附件"}


def swapped(*, with_marks: bool) -> bytes:
    """The first two rows of indicators change places, from 三级指标 on; the first got a note."""
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件"}))
    page, cells = book["自评表"], places(book)
    one, other = (cells[CellRef.parse(f"indicators/r{number}/note")].row for number in (1, 2))
    first = label_of(page, one)
    for column in [*([1] if with_marks else []), *range(first, page.max_column + 1)]:
        above, below = page.cell(one, column), page.cell(other, column)
        if type(above).__name__ == "Cell" and type(below).__name__ == "Cell":
            above.value, below.value = below.value, above.value
    return saved(book)


def test_inserted_rows_and_columns_shift_nothing_and_what_stands_in_them_is_told():
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件"}))
    page = book["其他填报内容"]
    page.insert_rows(3)
    page.insert_cols(2)
    page["C3"] = "另有一项"

    found = returned(saved(book))

    assert proposed(found) == {NOTE: "见附件"}
    assert [(one.place, one.text, one.why) for one in found.strange] == [
        ("“其他填报内容”第3行", "另有一项", reading.NEW_ROW)
    ]


def test_a_renamed_sheet_is_known_by_its_corner():
    book = opened(filled(made(*yuancheng()), {NOTE: "见附件"}))
    book["自评表"].title = "表1"
    book["标识"].title = "别删"

    found = returned(saved(book))

    assert proposed(found) == {NOTE: "见附件"}
    assert found.proposed[0].place.startswith("“表1”的")
    assert found.strange == []


def test_a_cell_that_a_merge_covers_is_told_and_keeps_what_the_page_has():
    book = opened(made(*yuancheng()))
    cell = places(book)[CellRef.parse(ACTUAL)]
    cell.parent.merge_cells(
        start_row=cell.row - 1, end_row=cell.row, start_column=cell.column, end_column=cell.column
    )

    found = returned(saved(book))

    assert proposed(found) == {}
    assert [one.why for one in found.strange] == [reading.COVERED]
