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
LEFT_OVER = (
    *("未支出", "未支出数", "未支出金额", "未执行数", "未执行金额", "剩余指标", "剩余指标金额", "可用指标数"),
    *(
        "支出数余额",
        "支出金额余额",
        "累计支出余额",
        "执行数余额",
        "预算数余额",
        "全年预算余额",
        "预算数·余额",
    ),
    *("指标余额", "指标数余额", "指标金额余额", "支出数结余", "指标数结余", "剩余预算", "可用预算数"),
    *("本年支出预算余额", "本年支出预算执行率", "本年支出预算执行进度"),
)
"""What is left, or a rate: no amount that a filing asks for."""
BELOW = ("", "", "年初", "调整后", "")


def ledger(content: bytes):
    """The worksheet in which headings were found, with its lines as proposed."""
    every = sheets(filled(BytesIO(content)))
    number, row = found_head(every, {})
    sheet = at(every[number], row)
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
        ("本年支出", "executed"),
        ("本年支出预算", "adjusted"),
        ("本年支出预算数（元）", "adjusted"),
        ("本年支出预算执行数", "executed"),
        *((title, "") for title in LEFT_OVER),
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


KNOWN = {"编号": "code", "金额": "executed"}
LINES = (["区级", "A01", 1], ["编号", "事项名称", "金额"], ["01", "医疗救助", 1])
"""Below a row that names a code and an amount in our words stand headings in others."""


@pytest.mark.parametrize(
    ("known", "row"),
    [
        *[({}, 1), ({**KNOWN, "事项名称": "name"}, 3), (KNOWN, 1)],
        ({**KNOWN, "事项名称": "", "编号": ""}, 1),
    ],
)
def test_headings_that_were_explained_before_go_before_words(known, row):
    content = book(*LINES, head=("来源", "项目编码", "支出数"))

    assert found_head(sheets(filled(BytesIO(content))), known) == (0, row)


def test_where_no_words_help_the_first_row_with_the_most_texts_is_proposed():
    content = book(["01", "医疗救助", 1], head=("编号", "事项名称", "金额"), above=[["某局", "台账"]])

    assert found_head(sheets(filled(BytesIO(content))), {}) == (0, 2)


def test_without_several_texts_in_a_row_there_is_no_table():
    assert found_head(sheets(filled(BytesIO(book([1, 2], head=("某局台账", 2025))))), {}) is None


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
    "said",
    [
        *("小计：", "合计（元）", "合计数（万元）：", "合 计", "支出总计", "合计金额", "其中：中央资金"),
        *("累计", "累计数：", "本年累计"),
    ],
)
def test_a_row_that_adds_up_others_is_known_by_its_words(said):
    _, lines, over = ledger(book(line("A01", 1, 2, 3), line("A01", 1, 2, 3, name=said)))

    assert (len(lines), len(over)) == (1, 1)


@pytest.mark.parametrize("name", ["防汛物资累计", "1-12月累计", "小计算机采购", "合计（元）说明", "会计服务"])
def test_a_line_that_only_looks_like_a_sum_counts(name):
    _, lines, over = ledger(book(line("A01", 1, 2, 3, name=name)))

    assert (len(lines), over) == (1, [])


def test_a_remark_behind_the_amounts_says_nothing_of_the_line():
    content = book((*line("A01", 1, 2, 3), "1-12月合计"), head=(*HEAD, "备注"))

    assert [len(found) for found in ledger(content)[1:]] == [1, 0]


def test_without_a_column_of_amounts_every_text_may_say_so():
    sheet, *_ = ledger(book(line("A01", 1, 2, "小计")))

    assert [len(found) for found in sheet.lines({"项目编码": "code"})] == [0, 1]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("约一千", "不能识别为数字"),
        ("=1/0", "没有计算结果"),
        ("50%", "不能识别为数字"),
        ("1155.5万元", "「1155.5万元」带有“万”字，不能识别。请按本栏的金额单位只填数字。"),
    ],
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
