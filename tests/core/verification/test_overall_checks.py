"""C23, C28, C30, C41: what the filing as a whole says; each with its negative control."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.snapshot import EvidenceFile
from core.verification import Context, verify
from core.verification.findings import Other
from tests.core.filing.forms import EVERY_CHECK, make_form, with_line
from tests.core.verification.filings import mended

REPORT = {
    "title": "自评报告",
    "sections": [{"key": "s1", "heading": "基本情况"}, {"key": "s2", "heading": "无文", "has_text": False}],
}
ALL_SPENT = {"funds__total__executed": "1155.5", "funds__total__score": "10"}


def told(check, form=None, filing=None, context=None):
    form = form or make_form(checks=EVERY_CHECK)
    return [one for one in verify(form, filing or mended(form), context) if one.check == check]


# C23


@pytest.mark.parametrize("actual", ["全年无投诉", "零投诉"])
def test_that_nobody_complained_is_no_satisfaction(actual):
    (finding,) = told("C23", None, mended(indicators__r14__actual=actual))

    assert (finding.severity.value, str(finding.places[0])) == ("must_explain", "indicators/r14/actual")
    assert finding.message == (
        "“工作满意度”的实际完成值以没有投诉代替满意度，请按调查结果填写（满意人数÷有效调查人数），或说明原因。"
    )


def test_no_complaints_are_what_another_row_may_be_about():
    assert told("C23", None, mended(indicators__r9__actual="全年无投诉")) == []


SPOKEN = "全年救助318人次，救助金按时发放。" * 20


def surveyed(report=SPOKEN, **typed):
    form = make_form(report=REPORT, checks=EVERY_CHECK)
    return form, mended(form, report__s1=report, **typed)


def test_a_report_that_names_no_survey_is_one_hint():
    (finding,) = told("C23", *surveyed())

    assert (finding.severity.value, [str(place) for place in finding.places]) == (
        "hint",
        ["indicators/r14/actual"],
    )
    assert finding.message == "自评材料没有写明满意度如何调查，建议写明调查方式、人数和满意人数。"


@pytest.mark.parametrize(
    ("report", "typed"),
    [
        (f"{SPOKEN}发放问卷100份，满意95份。", {}),
        (SPOKEN, {"indicators__r14__note": "电话回访50人。"}),
        (SPOKEN, {"indicators__r14__actual": None}),
        ("无。", {}),
        (None, {}),
    ],
    ids=["in the report", "in the row", "nothing reached yet", "hardly a report", "no report yet"],
)
def test_a_survey_named_anywhere_is_enough(report, typed):
    assert told("C23", *surveyed(report, **typed)) == []


def test_the_name_of_the_row_may_name_it():
    form, filing = surveyed()

    assert told("C23", form, with_line(filing, "r14", name="抽样调查满意度")) == []


@pytest.mark.parametrize(("row", "hints"), [("", 0), ("r14", 0), ("r1", 1)])
def test_a_file_may_prove_it(row, hints):
    form, filing = surveyed()
    filing = replace(filing, evidence=(EvidenceFile(row, "满意度.pdf", 1, "0" * 64),))

    assert len(told("C23", form, filing)) == hints


# C28


@pytest.mark.parametrize(
    ("typed", "best"),
    [({"total__score": "100"}, "满分100分"), ({"total__grade": "优"}, "“优”")],
)
def test_the_best_result_at_a_low_rate_is_to_be_explained(typed, best):
    (finding,) = told("C28", None, mended(**typed))

    assert (finding.severity.value, str(finding.places[0])) == ("must_explain", "total/score")
    assert finding.message == (f"预算执行率60.69%，低于90%，自评结果却为{best}，请核对得分，或说明原因。")


def test_a_red_light_is_a_hint():
    (finding,) = told("C28")

    assert (finding.severity.value, str(finding.places[0])) == ("hint", "total/score")
    assert finding.message == (
        "自评预警：指标得分率97.8%，明显高于预算执行的60.7%，审核时可能要求说明，请核对指标得分是否偏高。"
    )


def test_what_a_form_lets_pass_is_no_red_light():
    form = make_form(checks={"C28": {"tolerance": "0.4"}})

    (finding,) = told("C28", form)

    assert finding.found == "预算执行率60.69%，超过20%的资金没有支出"


def test_no_budget_is_a_yellow_light():
    (finding,) = told("C28", None, mended(funds__total__adjusted="0", funds__total__score="10"))

    assert finding.found == "全年预算数为0"


@pytest.mark.parametrize(
    "typed",
    [ALL_SPENT, {**ALL_SPENT, "total__score": "100", "total__grade": "优"}],
    ids=["spent", "spent and the best"],
)
def test_where_the_money_was_spent_no_light_burns(typed):
    assert told("C28", None, mended(**typed)) == []


@pytest.mark.parametrize(
    "typed", [{"funds__total__score": None}, {"indicators__r14__score": None}], ids=["execution", "a row"]
)
def test_while_a_score_is_empty_there_is_no_red_light(typed):
    assert [one.found for one in told("C28", None, mended(**typed))] == [
        "预算执行率60.69%，超过20%的资金没有支出"
    ]


@pytest.mark.parametrize(
    "changes", [{"funds": None}, {"indicators__scored": False}], ids=["no money", "no scores"]
)
def test_a_form_without_money_or_scores_has_no_light(changes):
    form = make_form(checks=EVERY_CHECK, **changes)

    assert told("C28", form, mended()) == []


@pytest.mark.parametrize(("total", "places"), [(["grade"], ["total/grade"]), ([], ["funds/total/score"])])
def test_it_stands_where_the_form_prints_the_result(total, places):
    form = make_form(checks=EVERY_CHECK, paper__total=total)

    assert [str(place) for one in told("C28", form) for place in one.places] == places


def test_a_form_without_grades_knows_full_points_alone():
    form = make_form(checks=EVERY_CHECK, grading=None)

    assert [one.severity.value for one in told("C28", form, mended(form, total__grade="优"))] == ["hint"]


# C30


def full(count, *more):
    others = (Other(str(n), 2021, f"第{n}个项目", is_full=True) for n in range(count))
    return Context(others=(*others, *more))


def test_a_unit_with_nothing_but_full_points_is_a_hint():
    (finding,) = told("C30", None, mended(total__score="100"), full(2))

    assert (finding.severity.value, finding.message) == (
        "hint",
        "本单位3张自评表全部为满分，请核对得分是否符合实际。",
    )


@pytest.mark.parametrize(("own", "others"), [("94", 2), ("100", 1), ("100", 0)])
def test_one_table_with_less_or_few_tables_are_none(own, others):
    assert told("C30", None, mended(total__score=own), full(others)) == []


def test_one_table_of_the_unit_with_less_is_enough():
    less = Other("9", 2021, "另一项目", is_full=False)

    assert told("C30", None, mended(total__score="100"), full(2, less)) == []


@pytest.mark.parametrize("other", [Other("9", 2020, "去年", is_full=False), Other("9", 2021, "不评分")])
def test_last_year_and_tables_without_points_are_not_counted(other):
    (finding,) = told("C30", None, mended(total__score="100"), full(2, other))

    assert finding.found == "3张"


def test_a_form_without_points_is_never_full():
    form = make_form(checks=EVERY_CHECK, total_points=None)

    assert told("C30", form, mended(form, total__score="100"), full(2)) == []


# C41


def named(project, **changes):
    filing = mended()
    filing = replace(filing, identity=replace(filing.identity, project_name=project))
    return told("C41", make_form(checks=EVERY_CHECK, **changes), filing)


def test_a_whole_unit_on_the_form_of_a_project_is_the_administrators():
    (finding,) = named("部门整体")

    assert (finding.severity.value, finding.audience) == ("must_explain", "administrator")
    assert finding.message == (
        "“部门整体”属于部门整体支出，本表是项目支出的表样（项目支出绩效自评表），"
        "请联系财政局绩效股核对，不影响您送审。"
    )


def test_a_project_on_its_form_and_a_unit_on_its_own_are_right():
    assert named("医疗救助补助资金") == []
    assert named("部门整体", scope="department") == []
