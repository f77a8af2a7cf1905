"""Where headings stand, what they mean, and what the rows below them say."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest

from evaluations.ledger.proposing import meaning_of, meanings_of, row_of
from evaluations.ledger.reading import at, found_head, sheets
from foundation.intake.filled import filled
from tests.factories import small_form
from tests.ledger.conftest import FORM
from tests.ledger.desk import HEAD, book, line

TOP = ("项目编码", "项目名称", "预算数", "", "支出数")
BELOW = ("", "", "年初", "调整后", "")


def ledger(content: bytes):
    """The worksheet in which headings were found, with its lines as proposed."""
    said = filled(BytesIO(content))
    number, row = found_head(said)
    sheet = at(sheets(said)[number], row)
    return sheet, *sheet.lines(meanings_of(sheet.titles.values()))


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("项目编码", "code"),
        ("全年预算数（元）", "adjusted"),
        ("预算数", "adjusted"),
        ("年初 预算数", "initial"),
        ("预算数·年初", "initial"),
        ("调整数", "change"),
        ("累计支出", "executed"),
        ("支出进度", ""),
        ("预算科目编码", ""),
        ("经办", ""),
    ],
)
def test_a_heading_means_what_its_longest_word_says(title, meaning):
    assert meaning_of(title) == meaning


def test_each_meaning_is_proposed_once():
    assert meanings_of(["支出数", "实际支出"]) == {"支出数": "executed", "实际支出": ""}


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (("区级", "一般公共预算", "否"), "own"),
        (("区级", "一般公共预算", "是"), "carryover"),
        (("上年结转", "", ""), "carryover"),
        (("其他", "", ""), ""),
    ],
)
def test_a_kind_of_money_goes_to_the_row_that_its_words_name(kind, row):
    assert row_of(FORM.funds, kind) == row


def test_all_money_goes_to_the_only_row():
    assert row_of(small_form().funds, ("其他", "", "")) == "own"


def test_headings_are_found_below_a_title_and_on_another_sheet_than_the_first():
    content = book(line("A01", 1, 2, 3), above=[["某局台账"], ["单位：元", None, None]], sheets=["说明"])

    sheet, lines, over = ledger(content)

    assert (sheet.name, sheet.head, len(lines), over) == ("台账", 3, 1, [])


def test_no_headings_without_a_code_or_an_amount():
    assert (
        found_head(filled(BytesIO(book(["A01", "医疗救助", "区级"], head=("项目编码", "项目名称", "来源")))))
        is None
    )


def test_headings_of_two_lines_are_read_together():
    content = book(BELOW, ["A01", "医疗救助", 1, 2, 3], head=TOP, merged=["C1:D1", "A1:A2", "B1:B2", "E1:E2"])

    sheet, lines, _ = ledger(content)

    assert list(sheet.titles.values()) == ["项目编码", "项目名称", "预算数·年初", "预算数·调整后", "支出数"]
    assert lines[0].amounts == {"initial": Decimal(1), "adjusted": Decimal(2), "executed": Decimal(3)}


def test_two_headings_that_are_the_same_are_told_apart():
    sheet, *_ = ledger(book(["A01", 1, 2, 3], head=("项目编码", "支出数", "支出数", "支出数")))

    assert list(sheet.titles.values()) == ["项目编码", "支出数", "支出数（第2栏）", "支出数（第3栏）"]


def test_a_code_that_is_merged_over_rows_is_that_of_each():
    content = book(line("A01", 1, 2, 3), line("", 1, 2, 4, name=""), merged=["A2:A3", "B2:B3"])

    _, lines, _ = ledger(content)

    assert [(one.code, one.name, one.amounts["executed"]) for one in lines] == [
        ("A01", "项目", Decimal(3)),
        ("A01", "项目", Decimal(4)),
    ]


def test_subtotals_are_passed_over_also_within_a_merged_code():
    subtotal = ("", "", "小计", "", "", 1, 2, 3)

    _, lines, over = ledger(book(line("A01", 1, 2, 3), subtotal, [None, "备注", " "], merged=["A2:A3"]))

    assert len(lines) == 1
    assert [one.place for one in over] == ["“台账”第3行"]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("约1万", "不能识别为数字"), ("=1/0", "没有计算结果"), ("50%", "不能识别为数字"), ("1万", "请改为1.00")],
)
def test_what_is_no_number_stays_out_and_is_named_by_its_cell(value, sentence):
    _, lines, _ = ledger(book(line("A01", 1, 2, value)))

    assert "executed" not in lines[0].amounts
    assert lines[0].unread["executed"].place == "“台账”H2"
    assert sentence in lines[0].unread["executed"].sentence


@pytest.mark.parametrize("value", [None, "-", "——"])
def test_an_empty_amount_is_no_zero(value):
    _, lines, _ = ledger(book(line("A01", 1, 2, value)))

    assert lines[0].amounts == {"initial": Decimal(1), "adjusted": Decimal(2)}


def test_headings_are_as_proposed_for_the_usual_ledger():
    assert list(meanings_of(HEAD).values()) == [
        *("code", "name", "source", "nature", "carried", "initial", "adjusted", "executed")
    ]
