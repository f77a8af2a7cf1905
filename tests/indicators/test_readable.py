"""A form in words: rules, rounding and grades as an administrator reads them."""

from __future__ import annotations

from decimal import Decimal

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
