"""Worksheets of lists: headings, rows, and what may be chosen; text stays text."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl

from documents.lists_xlsx import ListSheet, lists_xlsx

PEOPLE = ListSheet(
    "名单",
    ("姓名", "级次", "分值"),
    (30, 20, 20),
    (("=甲", "一", Decimal("10.5")), ("乙", "二", "")),
    chosen={2: ("一", "二")},
    chosen_at={(3, 3): ("有", "无", "不明")},
)


def book(*sheets):
    return openpyxl.load_workbook(BytesIO(lists_xlsx("名单", sheets)))


def test_rows_stand_below_their_headings_as_text_and_as_numbers():
    page = book(PEOPLE)["名单"]

    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["姓名", "级次", "分值"],
        ["=甲", "一", 10.5],
        ["乙", "二", None],
    ]
    assert page["A2"].data_type == "s"
    assert page.freeze_panes == "A2"


def test_what_is_typed_later_stays_text():
    assert book(PEOPLE)["名单"].column_dimensions["A"].number_format == "@"


def test_choices_come_from_a_sheet_of_their_own():
    made = book(PEOPLE)

    offered = {str(one.sqref): one.formula1 for one in made["名单"].data_validations.dataValidation}
    assert offered == {"B2:B502": "'选项'!$A$2:$A$3", "C3": "'选项'!$B$2:$B$4"}
    assert [cell.value for cell in made["选项"]["B"]] == ["可选内容2", "有", "无", "不明"]


def test_without_choices_nothing_is_offered():
    made = book(ListSheet("空", ("甲",), (20,), ()))

    assert [page.title for page in made] == ["空", "选项"]
    assert made["空"].data_validations.dataValidation == []
