"""C01, C02, C42 and M01: each found where it is, and silent on the same table mended."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.paper.sheet import grid_faults
from core.paper.table import table
from core.verification import verify
from tests.core.filing.forms import make_filing, make_form, with_line
from tests.core.verification.filings import MENDED, found, mended, only

# C01


def messages(form, snapshot, check):
    return [finding.message for finding in verify(form, snapshot) if finding.check == check]


def test_locked_points_that_do_not_add_up_go_to_the_administrator_and_stop_nobody():
    findings = verify(make_form(), mended(indicators__r13__points="9", total__points="104"))
    points = [finding for finding in findings if finding.check == "C01"]

    assert [(finding.found, finding.expected) for finding in points] == [("14", "10"), ("104", "100")]
    assert not any(finding.stops for finding in points)
    assert points[1].message == "本表的指标分值合计为104分，应为100分，请联系财政局绩效股处理，不影响您送审。"


def test_a_group_is_told_once_at_the_level_where_it_goes_wrong():
    assert messages(make_form(), mended(indicators__r1__points="12"), "C01") == [
        "“数量指标”的指标分值合计为21分，应为17分，请联系财政局绩效股处理，不影响您送审。",
        "本表的指标分值合计为104分，应为100分，请联系财政局绩效股处理，不影响您送审。",
    ]


def test_a_first_level_group_is_told_where_its_children_print_no_points():
    groups = make_form().model_dump(mode="json")["indicators"]["groups"]
    for child in groups[0]["children"]:
        child["points"] = None
    form = make_form(indicators__groups=groups)

    assert messages(form, mended(form, indicators__r1__points="12"), "C01")[0].startswith(
        "“产出指标”的指标分值合计为54分"
    )


def test_points_that_the_filer_changed_are_the_filers():
    form = make_form(indicators__points_policy="open")

    findings = verify(form, mended(form, indicators__r13__points="9"))

    assert [f.audience for f in findings if f.check == "C01"] == ["filer", "filer"]


def test_points_that_the_filer_may_change_and_did_not_are_the_administrators():
    form = make_form(indicators__points_policy="open")
    filing = with_line(mended(form, indicators__r13__points="9"), "r13", approved_points=Decimal(9))

    assert {f.audience for f in verify(form, filing) if f.check == "C01"} == {"administrator"}


def test_points_within_the_forms_tolerance_are_right():
    form = make_form(
        checks={"C01": {"tolerance": "4"}, "C02": {"severity": "off"}, "C06": {"severity": "off"}}
    )

    assert messages(form, mended(form, indicators__r13__points="9"), "C01") == []


def test_points_with_a_gap_are_not_added_up():
    assert messages(make_form(), mended(indicators__r13__points=None), "C01") == []


def test_a_form_that_prints_no_points_checks_none():
    form = make_form(indicators__scored=False, total_points=None, grading=None, funds__execution_points=None)

    assert verify(form, make_filing(form, **MENDED)) == ()


# C02


def test_a_total_that_is_not_the_sum_is_found_with_both_and_the_gap():
    finding = only(total__score="98")

    assert (finding.check, finding.severity, finding.found, finding.expected) == (
        "C02",
        "must_fix",
        "98",
        "94",
    )
    assert finding.message == "各项得分合计94分，总分栏填列98分，相差4分，请核对。"
    assert finding.offer == "94"


@pytest.mark.parametrize(("column", "right"), [("score", "94"), ("points", "100")])
def test_an_empty_total_is_found(column, right):
    finding = only(**{f"total__{column}": None})

    assert (finding.check, finding.found, finding.offer) == ("C02", "", right)


def test_a_form_without_a_total_row_may_leave_it_empty():
    form = make_form(total_points=None)

    assert found(form, total__score=None, total__points=None) == []


def test_a_points_total_that_is_the_forms_is_right_where_the_rows_contradict_it():
    assert messages(make_form(), mended(indicators__r13__points="9"), "C02") == []
    assert messages(make_form(), mended(indicators__r13__points="9", total__points="102"), "C02") == [
        "各项分值合计104分，总分栏填列102分，相差2分，请核对。"
    ]


def test_the_form_may_allow_totals_to_differ():
    assert found(make_form(checks={"C02": {"tolerance": "4"}}), total__score="98") == []


def test_scores_with_a_gap_are_not_added_up():
    findings = verify(make_form(), mended(indicators__r8__score=None))

    assert [finding.check for finding in findings] == ["M01"]


# C42


@pytest.mark.parametrize(
    ("grade", "beginning"), [("优", "自评等级填列“优”，应为“良”"), (None, "自评等级未填列，应为“良”")]
)
def test_a_grade_that_bands_and_caps_do_not_give_is_found(grade, beginning):
    finding = only(total__grade=grade)

    assert (finding.check, finding.severity, finding.offer) == ("C42", "must_fix", "良")
    assert finding.message.startswith(beginning)
    assert "预算执行率低于90%" in finding.message


def test_below_every_band_there_is_no_grade_to_check():
    bands = {"bands": [{"name": "优", "minimum": "99"}], "caps": []}

    assert messages(make_form(grading=bands), mended(total__grade="优"), "C42") == []


# M01


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("header__filer", "填报人未填写，请补充。"),
        ("goals__1__actual", "年度总体目标的实际完成情况未填写，请补充。"),
        ("indicators__r8__score", "“医疗救助对象看病就医方便程度”的得分未填写，请补充。"),
    ],
)
def test_what_is_required_and_empty_is_found(ref, message):
    finding = only(**{ref: None})

    assert (finding.check, finding.severity, finding.message) == ("M01", "must_fix", message)


def test_an_empty_score_is_offered():
    assert only(indicators__r13__score=None).offer == "5"


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        (
            "funds__total__executed",
            "的全年执行数填的是“—”，不是数字，请填写数字；没有发生的填0。",
        ),
        ("indicators__r8__score", "的得分填的是“—”，不是数字，请填写数字。"),
    ],
)
def test_a_mark_where_a_number_is_required_stops_and_says_so(ref, message):
    (finding,) = (found for found in verify(make_form(), mended(**{ref: "—"})) if found.check == "M01")

    assert finding.message.endswith(message)
    assert (finding.stops, finding.is_blank) == (True, False)


@pytest.mark.parametrize("mark", ["—", "-"])
@pytest.mark.parametrize(("column", "right"), [("score", "94"), ("points", "100")])
def test_a_mark_is_no_total(column, right, mark):
    finding = only(**{f"total__{column}": mark})

    assert (finding.check, finding.offer, finding.stops) == ("C02", right, True)


def test_marks_for_scores_do_not_carry_a_total_that_nothing_adds_up_to():
    marks = {"indicators__r1__score": "—", "indicators__r8__score": "-", "funds__total__score": "/"}

    stopping = [str(f.places[0]) for f in verify(make_form(), mended(**marks, total__score="100")) if f.stops]

    assert stopping == ["funds/total/score", "indicators/r1/score", "indicators/r8/score"]


def test_a_mark_for_the_grade_is_told_before_there_is_anything_to_compute():
    findings = verify(make_form(), mended(indicators__r8__score=None, total__score=None, total__grade="/"))

    assert [f.message for f in findings if f.places[0].row == "grade"] == ["自评等级填的是“/”，请补充。"]


@pytest.mark.parametrize(("policy", "audience"), [("locked", "administrator"), ("open", "filer")])
def test_empty_points_are_his_who_sets_them(policy, audience):
    form = make_form(indicators__points_policy=policy)

    findings = verify(form, mended(form, indicators__r13__points=None, indicators__r13__score=None))

    assert {f.audience for f in findings if f.places[0].column == "points"} == {audience}


@pytest.mark.parametrize(
    ("cell", "name"), [("points", "“总分”的分值"), ("score", "“总分”的得分"), ("grade", "自评等级")]
)
def test_an_empty_end_of_the_table_is_found_before_there_is_anything_to_compute(cell, name):
    filing = mended(
        indicators__r8__score=None,
        indicators__r8__points=None,
        total__score=None,
        total__points=None,
        total__grade=None,
    )

    findings = [
        finding for finding in verify(make_form(), filing) if str(finding.places[0]) == f"total/{cell}"
    ]

    assert [(finding.check, finding.message) for finding in findings] == [("M01", f"{name}未填写，请补充。")]


@pytest.mark.parametrize("empty", ["header__filer", "funds__total__executed", "goals__1__actual"])
def test_what_only_says_that_a_cell_is_empty_is_known_as_such(empty):
    findings = verify(make_form(), mended(**{empty: None}))

    assert [f.places[0].section for f in findings if f.is_blank] == [empty.partition("__")[0]]


class TestWeightsOfGoals:
    form = make_form(goals={"weights": "100"})

    def weights(self, *texts):
        typed = {f"goals/{number}/weight": text for number, text in enumerate(texts, start=1)}
        return replace(mended(self.form, **typed), goals=len(texts))

    def test_they_add_up(self):
        assert messages(self.form, self.weights("60", "40"), "C01") == []

    def test_where_they_do_not_it_is_said(self):
        assert messages(self.form, self.weights("60", "30"), "C01") == [
            "年度总体目标的权重合计为90，应为100，请核对。"
        ]

    def test_an_empty_one_is_asked_for_and_nothing_is_added_up(self):
        snapshot = self.weights("60", None)

        assert messages(self.form, snapshot, "C01") == []
        assert "年度总体目标第2项的权重未填写，请补充。" in messages(self.form, snapshot, "M01")

    def test_they_are_printed_between_the_goal_and_what_came_of_it(self):
        sheet = table(self.form, self.weights("60", "40"))

        heads = [cell.text for cell in sheet.cells if cell.role == "head"]
        assert heads.index("预期目标") + 1 == heads.index("权重") == heads.index("实际完成情况") - 1
        assert [cell.value for cell in sheet.cells if str(cell.ref).endswith("/weight")] == [60, 40]
        assert grid_faults(sheet) == []
