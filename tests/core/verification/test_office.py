"""The bureau is told what to mend in its own words."""

import pytest

from core.filing.cells import CellRef
from core.verification import verify
from core.verification.office import CALL, MEND_THE_FORM, MEND_THE_TARGET, to_the_office
from tests.core.filing.forms import make_filing, make_form, shipped_form

TARGET = CellRef.parse("indicators/r1/target")


def told(
    level3, *places, check="C19", message="“成本”的指标值为“≥3万元”，请联系财政局绩效股核对，不影响您送审。"
):
    return to_the_office(make_form(indicators__level3=level3), check, places, message)


def test_row_that_comes_with_the_project_is_mended_there():
    assert told("per_project", TARGET) == f"“成本”的指标值为“≥3万元”。{MEND_THE_TARGET}"


def test_row_of_the_form_is_mended_in_the_form():
    assert told("fixed", TARGET) == f"“成本”的指标值为“≥3万元”。{MEND_THE_FORM}"


@pytest.mark.parametrize(
    ("place", "advice"), [("goals/1/expected", MEND_THE_TARGET), ("funds/total/points", MEND_THE_FORM)]
)
def test_goals_are_approved_and_funds_are_the_forms(place, advice):
    assert told("fixed", CellRef.parse(place)).endswith(advice)


def test_form_of_another_kind_is_neither():
    assert told("fixed", check="C41").endswith("请下达部门整体支出自评。")


def test_sentence_that_asks_for_nobody_stays_whole():
    assert told("fixed", message="分值合计为99，应为100。") == f"分值合计为99，应为100。{MEND_THE_FORM}"


def test_every_sentence_for_the_filer_asks_to_call_the_bureau():
    form = shipped_form()
    filing = make_filing(form, goals__1__expected="2019年完成参保", indicators__r1__target="91%%")

    theirs = [
        one for one in verify(form, filing) if one.audience == "administrator" and one.severity != "hint"
    ]

    assert theirs
    assert all(CALL in one.message for one in theirs)
