"""A form in words: rules, rounding and grades as an administrator reads them."""

from __future__ import annotations

from decimal import Decimal

from core.filing.explanations import Explanations
from core.scoring.caps import TotalCap
from core.scoring.parameters import GradeBand, GradeCap, Grading
from indicators import readable
from tests.factories import small_form


def test_the_rules_of_a_form_are_said_in_words():
    said = {fact.label: fact.text for fact in readable.rules(small_form())}

    assert said["指标值为≥、>或没有符号"] == "实际完成值≥指标值得满分；未达到的，按实际完成值÷指标值×分值计分"
    assert said["预算执行率（10分）"].startswith("按全年执行数÷全年预算数×分值计分")
    assert said["得分取整"] == "保留2位小数，四舍五入"


def test_grades_are_half_open():
    bands = tuple(GradeBand(name=name, minimum=low) for name, low in (("优", 90), ("良", 80), ("差", 0)))

    assert [(fact.label, fact.text) for fact in readable.grades(Grading(bands=bands))] == [
        ("优", "90分（含）以上"),
        ("良", "80分（含）至90分（不含）"),
        ("差", "80分以下"),
    ]


def test_a_cap_says_when_and_how_far():
    cap = GradeCap(execution_rate_below=Decimal("0.9"), highest="良", reason="执行率低。")
    bands = (GradeBand(name="优", minimum=90), GradeBand(name="良", minimum=0))

    fact = readable.grades(Grading(bands=bands, caps=(cap,)))[-1]

    assert (fact.label, fact.text) == ("执行率低于90%", "最高为良：执行率低。")


def test_a_form_without_grades_has_none():
    assert readable.grades(None) == []


def test_headings_stand_as_on_the_paper():
    found = [(heading.depth, heading.name, heading.points) for heading in readable.headings(small_form())]

    assert found == [(0, "产出指标", "90"), (1, "数量指标", "90")]


def test_the_outline_has_its_numbers():
    ((number, section),) = readable.outline(small_form())

    assert (number, section.heading) == ("一、", "项目基本情况")


def test_a_cap_on_the_total_says_when_and_how_far():
    cap = TotalCap(execution_rate_below="0.8", highest="89", reason="预算执行率低于80%")

    (fact,) = readable.caps(small_form(total_caps=(cap.model_dump(),)))

    assert (fact.label, fact.text) == ("执行率低于80%", "自评总分最高89分：预算执行率低于80%")


def test_what_is_to_be_explained_says_from_when_and_where():
    asked = Explanations(
        over_target="1.3",
        over_zero="30",
        execution_below="0.9",
        execution_place="report/s1",
        budget_changed="0",
    )

    found = readable.explanations(small_form(explanations=asked.model_dump()))

    assert [(fact.label, fact.text.removeprefix("须说明原因，写在：")) for fact in found] == [
        ("实际完成值达到指标值的130%", "偏差原因分析及改进措施"),
        ("指标值为0而实际完成值达到30", "偏差原因分析及改进措施"),
        ("执行率低于90%", "自评报告“项目基本情况”"),
        ("预算有调整", "校验页的说明"),
    ]


def test_a_budget_may_change_within_a_share():
    (fact,) = readable.explanations(small_form(explanations={"budget_changed": "0.05"}))

    assert fact.label == "预算调整超过年初预算数的5%"


def test_a_place_that_is_not_there_is_shown_as_it_was_written():
    asked = {"execution_below": "0.9", "execution_place": "nowhere"}

    (fact,) = readable.explanations(small_form(explanations=asked))

    assert fact.text == "须说明原因，写在：nowhere"


def test_a_form_that_asks_for_nothing_more_says_nothing():
    assert (readable.caps(small_form()), readable.explanations(small_form())) == ([], [])
