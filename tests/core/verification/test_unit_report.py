"""One report for all tables of a unit: it must be there (M15), and agree with each table (C27)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.verification import Context, Severity, verify
from core.verification.findings import Covered, UnitReport
from tests.core.filing.forms import make_filing, shipped_form

AID = Covered(
    "医疗救助补助资金",
    {
        "adjusted": Decimal("1155.5"),
        "executed": Decimal("701.4"),
        "rate": Decimal("0.607"),
        "score": Decimal(94),
    },
)
FUND = Covered("医保基金监管工作经费", {"adjusted": Decimal("20.25"), "executed": Decimal("20.25")})


def told(text, *covered):
    form = shipped_form()
    context = Context(covered=covered or (AID, FUND))
    found = verify(form, make_filing(form, report__s2=text), context)
    return [one for one in found if one.check == "C27" and "自评表" in one.message]


def missing(beside):
    form = shipped_form()
    found = verify(form, make_filing(form), Context(unit_report=beside))
    return [one for one in found if one.check == "M15"]


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("医疗救助补助资金全年预算数1156.5万元。", "全年预算1156.5万元", "1155.5万元"),
        ("医疗救助补助资金全年预算数1155.5万元，支出701.5万元。", "支出701.5万元", "701.4万元"),
        ("医疗救助补助资金预算执行率61.7%。", "预算执行率61.7%", "60.7%"),
        ("医疗救助补助资金自评得分95分。", "自评得分95分", "94分"),
        (
            "医疗救助补助资金完成，医保基金监管工作经费全年执行数20.15万元。",
            "全年执行20.15万元",
            "20.25万元",
        ),
    ],
)
def test_a_figure_of_a_covered_table_that_differs_asks(text, said, right):
    (finding,) = told(text)

    assert (finding.severity, finding.stops, finding.expected) == (Severity.MUST_EXPLAIN, False, right)
    assert f"“{said}”" in finding.message
    assert text[slice(*finding.spans[0])] == finding.found


@pytest.mark.parametrize(
    "text",
    [
        "本单位2个项目全年预算数共1185.75万元，完成情况良好。",
        "我局实施医疗救助补助资金、医保基金监管工作经费2个项目，全年预算数1185.75万元。",
        "我局实施医疗救助补助资金等2个项目，全年预算数1185.75万元。",
    ],
)
def test_the_sum_over_all_covered_tables_is_held_to_them(text):
    (finding,) = told(text)

    assert "各项目自评表合计为1175.75万元" in finding.message
    assert finding.found == "1185.75万元"


@pytest.mark.parametrize(
    "text",
    [
        "我局实施医疗救助补助资金、医保基金监管工作经费2个项目，全年预算数1175.75万元，全年执行数721.65万元。",
        "医疗救助补助资金、医保基金监管工作经费等项目，全年预算数共1175.75万元。",
        "医疗救助补助资金和医保监管经费，全年预算数共1175.75万元。",
        "医疗救助补助资金以及医保监管经费，全年预算数共1175.75万元。",
        "部门整体支出含医疗救助补助资金、医保基金监管工作经费，全年预算数3500万元。",
        "医疗救助补助资金与医保基金监管工作经费执行率61.4%。",
        "医疗救助补助资金、医保基金监管工作经费全年预算数分别为1155.5万元、20.25万元。",
        "本单位2个项目全年预算数分别为1155.5万元、20.25万元。",
    ],
)
def test_what_is_said_of_a_list_is_not_said_of_its_last_project(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全区12个项目全年预算数共5000万元。",
        "全区12个项目中本单位2个项目全年预算数共5000万元。",
        "第2个项目，全年预算数20.25万元。",
    ],
)
def test_a_number_of_projects_that_is_not_theirs_means_other_tables(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("rate", "text", "found"),
    [
        (Decimal("1.00"), "医疗救助补助资金预算执行率99.6%。", []),
        (Decimal("1.000"), "医疗救助补助资金预算执行率45.2%。", ["45.2%"]),
        (Decimal("1.000"), "医疗救助补助资金预算执行率99.6%。", ["99.6%"]),
    ],
)
def test_a_round_cell_is_held_to_the_places_that_it_prints(rate, text, found):
    assert [one.found for one in told(text, Covered(AID.name, {"rate": rate}))] == found


@pytest.mark.parametrize(
    "text",
    [
        "医疗救助补助资金全年预算数1155.5万元，全年执行数701.4万元，执行率60.7%，自评得分94分。",
        "医疗救助补助资金全年预算数约1156万元。",
        "医疗救助补助资金上年全年执行数600万元。",
        "医疗救助补助资金人员类支出30万元。",
        "医疗救助补助资金救助300人。",
        "医保基金监管工作经费自评得分95分。",
        "本单位2个项目全年预算数共1175.75万元，其中医疗救助1155.5万元。",
        "本单位3个项目全年预算数共9.75万元。",
        "本单位2个项目的办公用房全年执行数9.75万元。",
        "本单位2个项目自评得分95分。",
        "全年预算数88.8万元。",
    ],
)
def test_what_agrees_or_may_be_meant_otherwise_is_left_alone(text):
    assert told(text) == []


def test_nothing_is_added_up_while_a_table_lacks_its_figure():
    assert told("本单位2个项目全年预算数共9.75万元。", AID, Covered("另一项目", {})) == []


def test_a_report_that_covers_nothing_else_is_not_held_to_it():
    form = shipped_form()
    found = verify(form, make_filing(form, report__s2="医疗救助补助资金全年预算数1156.5万元。"), Context())

    assert not [one for one in found if "医疗救助补助资金”自评表" in one.message]


def test_a_filing_whose_report_is_the_units_waits_for_it():
    (finding,) = missing(UnitReport("2021-301-001"))

    assert (finding.severity, finding.audience, finding.stops) == (Severity.MUST_FIX, "filer", True)
    assert "（2021-301-001）" in finding.message


def test_where_no_whole_unit_filing_was_issued_the_bureau_is_told():
    (finding,) = missing(UnitReport())

    assert (finding.audience, finding.stops) == ("administrator", False)


@pytest.mark.parametrize("beside", [None, UnitReport("2021-301-001", is_written=True)])
def test_a_filing_with_its_own_report_or_a_written_one_waits_for_nothing(beside):
    assert missing(beside) == []
