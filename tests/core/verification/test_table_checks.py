"""M14 tables of the report that do not add up; and what prose checks leave alone in them."""

from __future__ import annotations

import pytest

from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form

HEAD = "来源 | 预算数 | 执行率"


def told(text, check="M14"):
    form = shipped_form()
    return [one for one in verify(form, make_filing(form, report__s2=text)) if one.check == check]


def table(*rows, head=HEAD, title="经费构成"):
    return "\n".join((f"如下。\n【表】{title}", head, *rows, "以上。"))


@pytest.mark.parametrize(
    "rows",
    [
        ("县级 | 71.73", "其他 | 10.00", "合计 | 82.73"),
        ("合 计 | 82.73", "县级 | 71.73", "其他 | 10.00"),
        ("县级 | 71.73", "其他 | 10.00", "没有 | —", "总计 | 82.73 | 100%"),
    ],
)
def test_a_total_that_is_not_the_sum_is_a_hint_at_its_cell(rows):
    text = table(*rows)

    (finding,) = told(text)

    assert (finding.severity, finding.found, finding.expected) == (Severity.HINT, "82.73", "81.73")
    assert "表格“经费构成”的“预算数”一栏，各行相加为81.73，合计写的是82.73" in finding.message
    assert [text[slice(*span)] for span in finding.spans] == ["82.73"]


def test_a_table_without_a_title_is_told_too():
    assert "中表格的“预算数”一栏" in told(table("甲 | 1", "乙 | 2", "合计 | 4", title=""))[0].message


@pytest.mark.parametrize(
    "text",
    [
        table("县级 | 71.73", "其他 | 10.00", "合计 | 81.73"),
        table("县级 | 71.7", "其他 | 10.00", "合计 | 81.73"),
        table("县级 | 71.73", "其他 | 10.00"),
        table("县级 | 71.73", "合计 | 82.73", "其他 | 10.00"),
        table("县级 | 1", "合计 | 9", "总计 | 9"),
        table("县级 | 9", "其中：本级 | 5", "其他 | 1", "合计 | 10"),
        table("县级 | 约71.73", "其他 | 10.00", "合计 | 82.73"),
        table("县级 | 71.73", "其他 | 10.00", "合计 | 见正文"),
        table("县级 | 71.73", "其他 | 10.00", "合计 | —"),
        table("县级 | 71.73", "合计 | 82.73"),
        table("县级 | 1 | 2", "其他 | 1", "合计 | 2 | 9"),
        table("县级 | 50", "其他 | 70", "合计 | 60", head="来源 | 执行率"),
        "没有表格，合计 | 9。",
    ],
)
def test_what_comes_out_or_cannot_be_added_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "head",
    [
        *("来源 | 完成（％）", "来源 | 完成进度", "来源 | 群众满意度", "来源 | 完成时间"),
        *("来源 | 拨付日期", "来源 | 全市名 次", "来源 | 全省排名"),
    ],
)
def test_what_nobody_adds_up_is_left_alone(head):
    assert told(table("县级 | 50", "其他 | 70", "合计 | 60", head=head)) == []


def test_rows_that_break_down_others_in_any_column_are_no_parts():
    rows = ("1 | 县级 | 9", "2 | 其中：本级 | 5", "3 | 其他 | 1", "合计 | | 10")

    assert told(table(*rows, head="次序 | 来源 | 预算数")) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("一、 | 100", "（一） | 60", "（二） | 40", "二、 | 50", "合计 | 150"), []),
        (("合计 | 150", "一、 | 50", "二、 | 100", "（一） | 60", "（二） | 30", "（三） | 10"), []),
        (("一、 | 33.34", "（一） | 16.67", "（二） | 16.66", "合计 | 33.34"), []),
        (("一、 | 100", "（一） | 60", "（二） | 30", "二、 | 50", "合计 | 150"), ["240"]),
        (("县级 | 10", "市级 | 0", "省级 | 0", "其他 | 0", "合计 | 11"), ["10"]),
    ],
)
def test_rows_that_are_the_sum_of_those_below_are_no_parts(rows, expected):
    assert [one.expected for one in told(table(*rows))] == expected


@pytest.mark.parametrize("row", ["市级 | 1 |", "市级 | 1"])
def test_while_a_cell_is_empty_nothing_is_added_up(row):
    rows = ("县级 | 1 | 100", row, "其他 | 1 | 50", "合计 | 3 | 180")

    assert told(table(*rows, head="来源 | 个数 | 预算数")) == []


@pytest.mark.parametrize(
    ("head", "total", "expected"),
    [
        *[("来源 | 金额", "100", []), ("来源 | 金额", "102", ["99"])],
        *[("来源 | 省级（万元）", "97", []), ("来源 | 人数", "100", ["99"])],
    ],
)
def test_whole_amounts_may_be_rounded_and_counts_not(head, total, expected):
    rows = ("县级 | 33", "市级 | 33", "省级 | 33", f"合计 | {total}")

    assert [one.expected for one in told(table(*rows, head=head))] == expected


def test_columns_beyond_the_head_are_added_without_a_name():
    assert "“”一栏" in told(table("甲 | 1 | 2 | 1", "乙 | 1 | 2 | 1", "合计 | 2 | 4 | 9"))[0].message


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("C33", "共支出100万元，其中：人员类支出30万元、公用类支出20万元、其他支出10万元"),
        ("C32", "费用200万元，报销100万元，报销比例51%"),
        ("C43", "货物采购占30%，工程采购占40%，其他采购占20%"),
    ],
)
def test_figures_of_a_table_are_not_read_as_prose(check, words):
    assert told(f"{words}。", check)
    assert told(table(f"{words} | 1"), check) == []
