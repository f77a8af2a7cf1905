"""How a table stands on its page."""

from __future__ import annotations

from core.summary.columns import chosen, columns_of
from core.summary.content import Chosen
from core.summary.sheets import sheets
from tests.core.summary.making import filing, layout, summary


def test_a_total_is_named_over_the_columns_before_the_first_figure():
    sheet = sheets(summary(filing(), layout=layout("unit", "name", "executed")))["自评结果汇总表"]

    total = sheet.rows[-1]
    assert [(cell.text, cell.column, cell.colspan) for cell in total] == [
        ("合计（1份）", 0, 3),
        ("150.00", 3, 1),
    ]


def test_lines_are_numbered_and_heads_are_repeated_overleaf():
    sheet = sheets(summary(filing("1"), filing("2", department="乙")))["自评结果汇总表"]

    assert [row[0].text for row in sheet.rows] == [
        *("序号", "1", "民政局小计（1份）", "2", "乙小计（1份）", "合计（2份）"),
    ]
    assert sheet.bands[0].header == 0


def test_the_head_says_what_it_is_about():
    found = sheets(summary(filing()))
    results, progress = found["自评结果汇总表"], found["报送情况统计表"]

    assert results.title == ("2021年度自评结果汇总表",)
    assert [(line.label, line.text) for line in results.head] == [
        ("范围", "源城区财政局"),
        ("自评工作", "2021年度绩效自评工作"),
        ("截至", "2022-05-31"),
        ("金额单位", "万元"),
    ]
    assert len(progress.head) == 3


def test_a_table_without_lines_says_so():
    sheet = sheets(summary())["自评结果汇总表"]

    assert sheet.rows[1][0].text == "没有可列入本表的内容。"


def test_a_column_that_is_gone_is_left_out():
    assert [one.key for one in columns_of((*chosen(["unit"]), Chosen("gone", "旧列")))] == ["unit"]
