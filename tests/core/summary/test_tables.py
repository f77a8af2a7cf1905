"""What each of the finance bureau's tables says of some filings."""

from __future__ import annotations

import pytest

from core.summary.columns import chosen
from core.summary.content import Layout, Reviewed, Summary, from_text, to_text
from core.summary.table import Table
from core.summary.tables import tables
from tests.core.summary.making import D, figures, filing, layout, summary, unfiled


def table(said: Summary, title: str) -> Table:
    return next(one for one in tables(said) if one.title == title)


def shown(found: Table, *keys: str) -> list[tuple[str, ...]]:
    return [(line.label, *(line.texts[key] for key in keys)) for line in found.lines]


def test_each_department_has_a_subtotal_and_all_a_total():
    said = summary(filing("1"), filing("2", said=figures(executed=D(50))), filing("3", department="教育局"))

    found = table(said, "自评结果汇总表")

    assert shown(found, "number", "adjusted", "executed", "rate") == [
        ("", "1", "200.00", "150.00", "75.00%"),
        ("", "2", "200.00", "50.00", "25.00%"),
        ("民政局小计（2份）", "", "400.00", "200.00", "50.00%"),
        ("", "3", "200.00", "150.00", "75.00%"),
        ("教育局小计（1份）", "", "200.00", "150.00", "75.00%"),
        ("合计（3份）", "", "600.00", "350.00", "58.33%"),
    ]


def test_all_amounts_have_the_decimals_of_the_one_that_needs_most():
    found = table(summary(filing("1", said=figures(executed=D("0.123456")))), "自评结果汇总表")

    assert shown(found, "adjusted", "executed")[0] == ("", "200.000000", "0.123456")


def test_a_form_without_points_is_not_scored_and_in_no_mean():
    said = summary(filing("1"), filing("2", said=figures(scored=False, score=None, grade="")))

    found = table(said, "自评结果汇总表")

    assert [text for _, text in shown(found, "score")] == ["94", "不计分", "94", "94"]
    assert "不计分的自评表不计入平均得分。" in found.note


def test_what_is_empty_is_no_zero_and_has_no_part_in_the_rate():
    said = summary(filing("1"), filing("2", said=figures(executed=None, score=None)))

    found = table(said, "自评结果汇总表")

    assert shown(found, "executed", "rate", "score") == [
        ("", "150.00", "75.00%", "94"),
        ("", "—", "—", "—"),
        ("民政局小计（2份）", "150.00", "75.00%", "94"),
        ("合计（2份）", "150.00", "75.00%", "94"),
    ]
    assert "1份缺全年预算数或全年执行数" in found.note


def test_where_nobody_says_anything_nothing_is_summed_up():
    nothing = figures(initial=None, adjusted=None, executed=None, score=None)

    found = table(summary(filing("1", said=nothing)), "自评结果汇总表")

    assert shown(found, "initial", "rate", "score")[-1] == ("合计（1份）", "—", "—", "—")


def test_what_is_not_listed_is_counted_by_where_it_stands():
    said = summary(filing("1"), unfiled("2"), unfiled("3"), unfiled("4", stands="returned", state="被退回"))

    assert table(said, "自评结果汇总表").note == "另有3份没有列入（未填报2份，被退回1份）。"


def test_only_what_was_approved_is_listed_where_that_is_asked():
    said = summary(filing("1"), filing("2", stands="in_review", state="待绩效股审核"), approved_only=True)

    found = table(said, "自评结果汇总表")

    assert [line.texts["number"] for line in found.rows] == ["1"]
    assert "待绩效股审核1份" in found.note


def test_what_was_scored_again_stands_beside_what_was_filed():
    again = figures(score=D(100), reviewed=Reviewed(D("87.5"), "良"))

    results, *_ = tables(summary(filing("1", said=again), filing("2")))

    keys = ("reviewed_score", "reviewed_grade", "deviation")
    assert [tuple(line.texts[key] for key in keys) for line in results.lines] == [
        ("87.5", "良", "12.50%"),
        ("—", "—", "—"),
        ("87.5", "", ""),
        ("87.5", "", ""),
    ]


def test_a_second_score_of_zero_is_frozen_and_read_back():
    said = summary(filing(said=figures(reviewed=Reviewed(D(0), ""))))

    assert from_text(to_text(said)) == said
    assert "reviewed" not in to_text(summary(filing()))


def test_the_note_says_of_which_filings_the_second_scores_are():
    layout = Layout("简表", chosen(("name", "reviewed_score")), D("0.6"), D(80))

    with_it, without = (tables(one)[0].note for one in (summary(filing(), layout=layout), summary(filing())))

    assert "复核得分只列已下发复核结果的" in with_it
    assert "复核得分" not in without


def test_columns_are_those_of_the_layout():
    chosen = layout("number", "score")

    found = table(summary(filing(), layout=chosen), "自评结果汇总表")

    assert [column.title for column in found.columns] == ["编号", "自评得分"]


def test_whole_units_have_a_table_of_their_own_without_projects():
    said = summary(filing("1"), filing("2", scope="department", project_code="", name="救助站整体支出"))

    found = table(said, "部门整体汇总表")

    assert [line.texts["number"] for line in found.rows] == ["2"]
    assert {"name", "project_code"} & {column.key for column in found.columns} == set()


def test_grades_are_counted_and_weighed_from_the_best_on():
    said = summary(
        filing("1"),
        filing("2", said=figures(grade="良", adjusted=D(600))),
        filing("3", said=figures(grade="", adjusted=None)),
        filing("4", said=figures(grade="", scored=False)),
        filing("5", said=figures(grade="合格")),
        grades=("优", "良"),
    )

    found = table(said, "等级分布表")

    assert shown(found, "grade", "number", "number_share", "amount", "amount_share") == [
        ("", "优", "1", "20.00%", "200.00", "16.67%"),
        ("", "良", "1", "20.00%", "600.00", "50.00%"),
        ("", "合格", "1", "20.00%", "200.00", "16.67%"),
        ("", "未定等级", "1", "20.00%", "0.00", "0.00%"),
        ("", "不计分", "1", "20.00%", "200.00", "16.67%"),
        ("合计", "", "5", "100.00%", "1200.00", "100.00%"),
    ]


def test_a_unit_has_one_line_of_where_its_filings_stand():
    said = summary(
        filing("1", signed=True, returns=2),
        filing("2", stands="in_review", filed_first="2022-04-01"),
        filing("3", stands="returned", said=None),
        filing("4", stands="exempt", said=None, filed_first=""),
        filing("5", stands="open", said=None, filed_first=""),
    )

    (line, *_) = table(said, "报送情况统计表").lines

    names = ("due", "filed", "approved", "returned", "open", "exempt", "first", "late", "returns", "signed")
    assert [line.texts[name] for name in names] == [
        *("4", "2", "1", "1", "1", "1", "2022-04-01", "31", "2", "1"),
    ]


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"filed_first": "2022-04-30"}, "—"),
        ({"filed_first": "2022-05-02"}, "2"),
        ({"stands": "open", "filed_first": "", "said": None}, "31"),
        ({"stands": "exempt", "filed_first": "", "said": None}, "—"),
        ({"stands": "open", "filed_first": "", "said": None, "due_on": "2022-06-30"}, "—"),
    ],
)
def test_days_late_end_with_the_first_submission(given, days):
    (line, *_) = table(summary(filing("1", **given)), "报送情况统计表").lines

    assert line.texts["late"] == days


def test_what_was_extended_is_told_beside_the_days_late():
    later = filing("1", first_due_on="2022-04-30", due_on="2022-05-31")

    told, silent = (table(summary(one), "报送情况统计表").note for one in (later, filing("2")))

    assert (told, silent) == ("其中1份自评表已延期，逾期天数从延期后的截止日算起。", "")


def test_what_need_not_be_filed_is_not_told_as_extended():
    excused = unfiled("1", stands="exempt", first_due_on="2022-04-30", due_on="2022-05-31")

    assert table(summary(excused), "报送情况统计表").note == ""


def test_low_rates_and_scores_are_listed_from_the_lowest():
    said = summary(
        filing("1", said=figures(executed=D(119), score=D(79))),
        filing("2", said=figures(executed=D(100), score=D(80))),
        filing("3", said=figures(executed=D(120), score=D(60))),
        filing("4", said=figures(executed=None, score=None, scored=False)),
        filing("5", scope="department", said=figures(executed=D(1), score=D(70))),
    )

    rates, scores = table(said, "低执行率清单"), table(said, "低得分清单")

    assert [line.texts["number"] for line in rates.lines] == ["2", "1"]
    assert [line.texts["number"] for line in scores.lines] == ["3", "5", "1"]
    assert (rates.note, scores.note) == (
        "执行率低于60%的项目，由低到高。",
        "自评得分低于80分的自评表，由低到高。",
    )


def test_what_need_not_be_filed_is_listed_with_its_reason():
    said = summary(filing("1"), unfiled("2", stands="exempt", excused="项目已取消", excused_on="2022-03-01"))

    (line,) = table(said, "不纳入自评范围清单").lines

    assert (line.texts["why"], line.texts["since"], line.texts["scope"]) == (
        "项目已取消",
        "2022-03-01",
        "项目支出",
    )


def test_every_line_leads_back_to_the_submission_it_was_taken_from():
    said = summary(filing("1"), filing("2", scope="department", said=figures(version=3, frozen="cd" * 32)))

    found = table(said, "取数依据")

    assert shown(found, "number", "version", "hash") == [
        ("", "1", "第1次报送稿", "ab" * 32),
        ("", "2", "第3次报送稿", "cd" * 32),
    ]
