"""C14–C17: words that were copied or left over; each found where it is, and silent beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.cells import CellRef
from core.verification import verify
from core.verification.wording_checks import LEFT_OVER
from tests.core.filing.forms import make_filing, make_form, with_line
from tests.core.verification.filings import mended

REPORT = {"title": "自评报告", "sections": [{"key": "s1", "heading": "基本情况"}]}
BOX = [{"label": "说明", "after": "total", "rows": [{"key": "remark"}]}]


def told(check, form=None, filing=None, /, **typed):
    """The findings of one check in the mended filing with `typed` cells replaced."""
    form = form or make_form()
    filing = filing or mended(form, **typed)
    return [one for one in verify(form, filing) if one.check == check]


def weights(found):
    return [(one.severity.value, str(one.places[0]), one.audience) for one in found]


# C14


@pytest.mark.parametrize("actual", ["≥90%", "≧９０％", ">=90%", "＞ 90%", "≤95%"])
def test_the_sign_of_a_target_in_the_actual_asks_for_the_figure(actual):
    (finding,) = told("C14", indicators__r14__actual=actual)

    assert weights([finding]) == [("must_explain", "indicators/r14/actual", "filer")]
    assert finding.message == (
        "“工作满意度”的实际完成值带有“≥”等符号，请填写实际达到的数值（例如96%），或说明原因。"
    )


@pytest.mark.parametrize("actual", ["90%", "达到90%", "=90%", "不低于90%", "达成预期", "-1"])
def test_other_ways_to_say_what_was_reached_are_its_writers_own(actual):
    assert told("C14", indicators__r14__actual=actual) == []


def test_rows_with_a_sign_are_told_together():
    (finding,) = told("C14", indicators__r13__actual="≥80%", indicators__r14__actual="≥85%")

    assert [str(place) for place in finding.places] == ["indicators/r13/actual", "indicators/r14/actual"]


def test_the_words_of_the_target_are_one_hint_for_the_table():
    (finding,) = told("C14", indicators__r7__actual="按时拨付。", indicators__r9__actual="逐步扩大")

    assert weights([finding]) == [("hint", "indicators/r7/actual", "filer")]
    assert finding.message == (
        "“财政补助资金拨付时限”、“医疗救助对象覆盖范围”的实际完成值与年度指标值文字相同，"
        "建议写明做了什么、达到什么程度。"
    )


@pytest.mark.parametrize(
    ("target", "actual"),
    [("健全", "健全"), ("按时拨付", "6月底前拨付"), ("100%", "100%"), ("1700人", "1700人")],
)
def test_short_answers_other_words_and_figures_repeat_nothing(target, actual):
    assert told("C14", indicators__r7__target=target, indicators__r7__actual=actual) == []


def test_what_is_marked_as_not_applicable_is_left_alone():
    typed = {"indicators__r14__actual": "≥85%", "indicators__r14__not_applicable": "是"}

    assert told("C14", **typed) == []


# C15


GOAL = "目标1：为困难群众提供救助，保障基本生活。"


@pytest.mark.parametrize("actual", [GOAL, "目标1完成情况:为困难群众提供救助,保障基本生活"])
def test_the_goal_word_for_word_is_no_result(actual):
    (finding,) = told("C15", goals__1__expected=GOAL, goals__1__actual=actual)

    assert weights([finding]) == [("must_explain", "goals/1/actual", "filer")]
    assert finding.message == (
        "年度总体目标的实际完成情况与预期目标一字不差，请写明本年度实际完成的情况，或说明原因。"
    )


@pytest.mark.parametrize(
    ("goal", "actual"), [(GOAL, "已为困难群众提供救助，保障了基本生活。"), ("完成改造", "完成改造"), ("", "")]
)
def test_what_was_done_in_words_of_its_own_is_a_result(goal, actual):
    assert told("C15", goals__1__expected=goal, goals__1__actual=actual) == []


def test_a_form_without_goals_copies_none():
    assert told("C15", make_form(goals=None)) == []


# C16


SAMPLES = (
    *("（100字以内）", "(限200字以内)", "（请简要说明完成情况）", "资金____万元", "XX万元", "20××年"),
    *("……", "1.……", "指标2：", "指标2: ……", "目标1：救助\n目标2：", "目标1：\n目标2：已完成", "..."),
)
OWN_WORDS = (
    *("目标1：救助300人次", "目标1：\n救助300人次", "报销药品、器械等……均已结清", "（详见附件）", "3×2组"),
    *("（共120字）", "请说明", "XXL号", "指标2", "（请示已批复）"),
)


@pytest.mark.parametrize("text", SAMPLES)
def test_words_of_the_empty_form_are_found(text):
    (finding,) = told("C16", goals__1__actual=text)

    assert weights([finding]) == [("must_fix", "goals/1/actual", "filer")]
    assert finding.message.startswith("年度总体目标的实际完成情况中留有表样文字“")
    assert finding.message.endswith("”，请删除，或改为实际内容。")


@pytest.mark.parametrize("text", OWN_WORDS)
def test_words_of_ones_own_are_none(text):
    assert told("C16", goals__1__actual=text) == []


def test_in_the_report_they_are_asked_about_with_their_places_and_stop_nobody():
    text = "全年救助318人次（200字以内）。"

    (finding,) = told("C16", make_form(report=REPORT), report__s1=text)

    assert weights([finding]) == [("must_explain", "report/s1", "filer")]
    assert [text[start:end] for start, end in finding.spans] == ["（200字以内）"]
    assert not finding.stops


@pytest.mark.parametrize("address", ["goals__1__expected", "indicators__r7__target"])
def test_what_the_approved_target_says_is_the_administrators(address):
    (finding,) = told("C16", **{address: "……"})

    assert weights([finding]) == [("must_fix", address.replace("__", "/"), "administrator")]
    assert finding.message.endswith("请联系财政局绩效股处理，不影响您送审。")


def test_a_target_that_the_filer_types_is_the_filers():
    (finding,) = told("C16", make_form(indicators__target_policy="open"), indicators__r7__target="……")

    assert finding.audience == "filer"


@pytest.mark.parametrize("name", ["指标2：", "……"])
def test_an_indicator_that_is_no_more_than_its_number_is_the_administrators(name):
    (finding,) = told("C16", make_form(), with_line(mended(), "r7", name=name))

    assert weights([finding]) == [("must_fix", "indicators/r7/target", "administrator")]


@pytest.mark.parametrize("name", ["指标1:居民健康档案", "目标完成率"])
def test_a_numbered_indicator_has_a_name(name):
    assert told("C16", make_form(), with_line(mended(), "r7", name=name)) == []


@pytest.mark.parametrize("hostile", ["X", "（请填写", "指标1：\n", "…", "_ ", "\n", " \n", "20", "。。"])
def test_hostile_text_is_read_once(hostile):
    """Quadratic reading of this much text would not end within the time of a test."""
    assert sum(len(found.group()) for found in LEFT_OVER.finditer(hostile * 20_000)) >= 0


# C17


@pytest.mark.parametrize("text", ["2020年救助300人次。", "加强监管；2020年度完成改造。"])
def test_a_result_of_another_year_is_to_be_explained(text):
    (finding,) = told("C17", goals__1__actual=text)

    assert weights([finding]) == [("must_explain", "goals/1/actual", "filer")]
    assert finding.message == (
        "年度总体目标的实际完成情况写的是2020年，本表数据年度为2021年，请核对是否为以前年度的内容，或说明原因。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2021年救助300人次，2020年救助280人次。",
        "2022年一季度前完成支付。",
        "比2020年增长5%。",
        "2019年至2023年分期建设。",
        "2018年以来持续开展。",
        "2020年度以来持续开展。",
        "《2020年医疗救助办法》印发后，救助规范。",
        "救助300人次。",
    ],
)
def test_years_of_the_filing_of_comparison_and_of_documents_are_right(text):
    assert told("C17", goals__1__actual=text) == []


def test_a_goal_of_another_year_is_the_administrators():
    (finding,) = told("C17", goals__1__expected="2019年救助300人次。")

    assert weights([finding]) == [("must_explain", "goals/1/expected", "administrator")]


def test_a_box_may_tell_of_other_years():
    (finding,) = told("C17", make_form(texts=BOX), texts__remark__text="2019年机构改革后组建。")

    assert weights([finding]) == [("hint", "texts/remark/text", "filer")]


def named(project):
    filing = mended()
    return told("C17", make_form(), replace(filing, identity=replace(filing.identity, project_name=project)))


def test_the_project_of_another_year_is_a_hint():
    (finding,) = named("2019年医疗救助补助资金")

    assert (finding.severity.value, finding.places) == ("hint", ())
    assert finding.message == (
        "项目名称中的年份是2019年，本表数据年度为2021年，请核对项目是否选对；上年结转项目不用处理。"
    )


@pytest.mark.parametrize(
    "project", ["2021年医疗救助", "2022年医疗救助", "医疗救助", "2020—2021年医疗救助", ""]
)
def test_the_project_of_this_year_or_of_none_is_right(project):
    assert named(project) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"paper__title": "2019年项目支出绩效自评表"},
        {"paper__year_line": "（2019年度）"},
        {"report": {**REPORT, "title": "2019年自评报告"}},
        {"report": {**REPORT, "cover_title": "2019年自评报告"}},
    ],
    ids=["title", "year line", "report", "cover"],
)
def test_a_year_that_a_form_always_prints_is_the_administrators(changes):
    form = make_form(**changes)

    (finding,) = told("C17", form, mended(form, report__s1="无。" if "report" in changes else None))

    assert (finding.severity.value, finding.audience) == ("must_explain", "administrator")
    assert "固定印有2019年" in finding.message


def test_a_form_that_prints_the_year_of_the_filing_is_right():
    form = make_form(paper__title="{data_year}年自评表", report={**REPORT, "title": "2022年自评报告"})

    assert told("C17", form, make_filing(form)) == []


def test_every_place_of_a_finding_is_a_cell():
    found = told("C16", goals__1__actual="……", indicators__r7__note="……")

    assert [CellRef.parse(str(place)) for one in found for place in one.places]
