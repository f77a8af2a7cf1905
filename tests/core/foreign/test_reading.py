"""What is found in a foreign file: nothing about that of which it does not speak."""

from __future__ import annotations

from core.foreign.case import from_data
from core.foreign.reading import check
from tests.core.filing.forms import make_form

FORM = make_form()
FUNDS = {"funds": [{"label": "年度资金总额", "adjusted": "100", "executed": "90"}]}


def found(data, form=FORM):
    return [(one.check, str(one.places[0]) if one.places else "") for one in check(from_data(data, form))]


def test_a_rate_of_which_no_row_speaks_is_not_missed():
    assert found(FUNDS) == []


def test_a_rate_that_is_printed_and_empty_is_missed():
    (row,) = FUNDS["funds"]

    assert ("C03", "funds/total/rate") in found({"funds": [{**row, "rate": None}]})


def test_a_total_without_the_rows_it_stands_under_says_nothing():
    assert found({**FUNDS, "total": {"weight": "100", "score": "100"}}) == []


def test_a_total_that_its_rows_contradict_is_told():
    (funds,) = FUNDS["funds"]
    row = {"level1": "产出指标", "level2": "数量指标", "level3": "甲", "weight": "90", "score": "80"}
    told = {"funds": [{**funds, "weight": "10", "score": "9"}], "indicators": [row]}

    assert ("C02", "total/score") in found({**told, "total": {"score": "99"}})
    assert ("C02", "total/score") not in found({**told, "total": {"score": "89"}})


def test_of_a_row_whose_points_are_not_said_no_score_is_judged():
    row = {"level1": "产出指标", "level2": "数量指标", "level3": "甲", "score": "80", "note": None}

    judged = [place for check, place in found({"indicators": [row]}) if check in ("C06", "C10")]
    beyond = [place for check, place in found({"indicators": [{**row, "weight": "5"}]}) if check == "C06"]

    assert (judged, beyond) == ([], ["indicators/r1/score"])


def test_a_form_that_is_a_report_alone_has_no_indicators_to_miss():
    alone = make_form(
        indicators__groups=[], indicators__scored=False, report={"title": "报告", "sections": []}
    )

    assert found({}, alone) == []


def test_what_a_cell_could_not_take_is_told_once():
    (row,) = FUNDS["funds"]

    assert found({"funds": [{**row, "executed": "九十"}]}) == [("C35", "funds/total/executed")]
