"""What one implementing unit is asked: money and what it did, no points, no report, nothing judged once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.filing import cells
from core.filing.child_form import child_form, form_for, lines_for_child
from core.filing.compute import compute
from core.filing.snapshot import Line
from core.paper.sheet import grid_faults
from core.paper.table import table
from core.verification import verify
from tests.core.filing.consolidated import LINES, consolidated_form
from tests.core.filing.forms import IDENTITY, make_filing, make_form, read_filing, shipped_form

CHECKLIST = {"kind": "checklist", "items": [{"name": "有年度计划", "score": "5"}]}
OF_A_UNIT = replace(IDENTITY, unit_name="城东站", parent_unit="牵头局", parent_number="2021-001")


def test_a_unit_says_its_money_and_its_figures_and_nothing_is_missing_then():
    form = child_form(consolidated_form())
    typed = {f"header/{field.key}": "2022年4月6日" for field in form.header}
    typed |= {f"funds/total/{column}": "5" for column in ("initial", "adjusted", "executed")}
    typed |= {
        "funds/carryover/adjusted": "5",
        "funds/carryover/executed": "5",
        "funds/carryover/initial": "5",
    }
    typed |= {"funds/total/rate": "100%", "goals/1/expected": "救助", "goals/1/actual": "已救助"}
    targets, actuals = ("12人", "96%", "按时拨付"), ("12人", "96%", "达成预期")
    for line, target, actual in zip(LINES, targets, actuals, strict=True):
        typed |= {f"indicators/{line.key}/target": target, f"indicators/{line.key}/actual": actual}

    filed = replace(read_filing(form, lines_for_child(form, LINES), typed), identity=OF_A_UNIT)

    assert compute(form, filed).missing == ()
    assert verify(form, filed) == ()


def test_nothing_of_a_unit_is_scored_or_graded():
    form = child_form(shipped_form())

    found = compute(form, make_filing())

    assert (found.outcomes, found.execution, found.total_score, found.grade) == ({}, None, None, None)
    assert form.report is None
    assert {column.role for column in form.funds.columns} & {"points", "score"} == set()


def test_the_table_of_a_unit_says_whose_it_is():
    form = child_form(shipped_form())
    filed = replace(make_filing(), identity=OF_A_UNIT)

    sheet = table(form, filed)

    assert sheet.title[-1] == "（城东站实施部分）"
    assert grid_faults(sheet) == []


def test_what_is_judged_once_and_what_the_leading_unit_types_is_not_asked():
    judged = Line("plan", "quantity", "有年度计划", "有", Decimal(5), CHECKLIST)
    form = consolidated_form(quality="typed")

    asked = lines_for_child(form, (judged, *LINES))

    assert [(line.key, line.approved_points, line.rule) for line in asked] == [("people", None, None)]


@pytest.mark.parametrize(
    "rule", [{"kind": "manual"}, {"kind": "coefficient"}], ids=["asks nothing", "asks beside the actual"]
)
def test_a_row_whose_actual_is_typed_is_asked_of_every_unit(rule):
    line = Line("plan", "quantity", "计划执行", "100%", Decimal(5), rule)

    assert [one.key for one in lines_for_child(consolidated_form(), (line,))] == ["plan"]


def test_behind_the_table_of_a_unit_stand_no_workings():
    assert child_form(make_form(paper__workings=True)).paper.workings is False


def test_a_row_that_follows_from_answers_is_put_together_by_nobody():
    judged = Line("plan", "quantity", "有年度计划", "有", Decimal(5), CHECKLIST)
    form = consolidated_form(quantity="sum")
    filed = read_filing(form, (judged,), {"indicators/plan/answers.a1": "是"})

    assert compute(form, filed).rows[0].worked is None


def test_a_form_of_fixed_rows_loses_its_rules_and_points_and_keeps_its_measures():
    row = {"key": "people", "name": "人数", "points": "5", "rule": {"kind": "all_or_nothing"}}
    group = {"key": "quantity", "name": "数量", "points": "5", "rows": [row]}
    asked = consolidated_form().indicators.model_dump(mode="json")
    form = make_form(funds=None, goals=None, indicators={**asked, "level3": "fixed", "groups": [group]})

    assert form.indicators.fixed_rows["people"].points == 5  # what was looked up before stays with the form

    of_a_unit = child_form(form)

    fixed = of_a_unit.indicators.fixed_rows["people"]
    assert (fixed.points, fixed.rule, of_a_unit.funds, of_a_unit.goals) == (None, None, None, None)


def test_a_filing_is_read_on_its_own_form():
    form = shipped_form()

    assert form_for(form, make_filing()) is form
    assert form_for(form, replace(make_filing(), identity=OF_A_UNIT)).report is None
    without = form_for(form, replace(make_filing(), identity=replace(IDENTITY, report="none")))
    assert without == form.model_copy(update={"report": None})
    assert cells.total("score") not in compute(child_form(form), make_filing()).offers
