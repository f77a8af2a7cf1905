"""M11 one quantity with two values in a report; M12 a section beyond its limit."""

import pytest

from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form


def told(check, **texts):
    form = shipped_form()
    filing = make_filing(form, **{f"report__{key}": text for key, text in texts.items()})
    return [finding for finding in verify(form, filing) if finding.check == check]


def test_quantity_that_is_given_twice_and_differs_names_both_sections():
    (finding,) = told(
        "M11", s1="2021年度一般公共预算拨款560.12万元。", s2="一、概况。一般公共预算拨款共605.35万元。"
    )

    assert [str(place) for place in finding.places] == ["report/s2", "report/s1"]
    assert (finding.found, finding.expected) == ("605.35万元", "560.12万元")
    assert (finding.severity, finding.stops, len(finding.spans)) == (Severity.MUST_EXPLAIN, False, 1)
    assert "“一般公共预算拨款”为605.35万元，前文（自评报告" in finding.message


def test_two_values_in_one_section_are_shown_both():
    (finding,) = told("M11", s2="一般公共预算拨款560.12万元。\n一般公共预算拨款605.35万元。")

    assert (len(finding.places), len(finding.spans)) == (1, 2)


def test_value_that_differs_twice_is_told_once():
    texts = "一般公共预算拨款560.12万元。一般公共预算拨款605.35万元。一般公共预算拨款605.35万元。"

    assert len(told("M11", s2=texts)) == 1


def test_difference_in_the_last_place_is_a_hint():
    (finding,) = told("M11", s2="彩票公益金安排的支出45.22万元。彩票公益金安排的支出45.23万元。")

    assert finding.severity is Severity.HINT
    assert "可能是四舍五入差异" in finding.message


def test_number_of_people_that_differs_by_one_is_no_rounding():
    (finding,) = told("M11", s2="资助参加基本医疗保险7890人。资助参加基本医疗保险7891人。")

    assert finding.severity is Severity.MUST_EXPLAIN


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算拨款560.12万元。一般公共预算拨款560.1万元。",
        "一般公共预算拨款560.12万元。一般公共预算拨款约600万元。",
        "一般公共预算拨款560.12万元。2020年一般公共预算拨款605.35万元。",
        "一般公共预算拨款560.12万元。一般公共预算拨款占比92.5%。",
        "一般公共预算拨款560.12万元。项目上，一般公共预算拨款605.35万元。",
        "全区住院16432人次，发生住院医药费用11907万元。职工住院2907人次，发生住院医药费用2817万元。",
        "按照享受补助人数50000人计算，计划资金165万元。按照享受补助人数49279人计算，资金165.08万元。",
        "支出560.12万元。支出605.35万元。",
        "资助参加基本医疗保险7890人。资助参加基本医疗保险45万元。",
    ],
)
def test_other_quantities_are_left_in_peace(text):
    assert told("M11", s2=text) == []


def test_section_beyond_its_limit_is_told_with_what_to_strike_out():
    (finding,) = told("M12", s2="按规定使用。" * 1000)

    assert finding.message.endswith("最多填写5000字，现有6000字，请删减1000字。")
    assert finding.severity is Severity.MUST_FIX


def test_section_within_its_limit_is_left_in_peace():
    assert told("M12", s2="按规定使用。") == []
