"""C37 points beside sources of money, C38 points on the wrong scale; silent on the same table mended."""

import pytest

from core.verification import verify
from tests.core.filing.forms import COLUMNS, make_form
from tests.core.verification.filings import mended

SCORED_EVERYWHERE = [{"key": key, "label": label, "role": key} for key, label in COLUMNS.items()]


def test_points_beside_a_source_of_money_would_count_twice():
    form = make_form(funds__columns=SCORED_EVERYWHERE)

    told = [
        one
        for one in verify(form, mended(form, funds__carryover__score="3", funds__total__score="6"))
        if one.check == "C37"
    ]

    assert [str(place) for one in told for place in one.places] == ["funds/carryover/score"]
    assert told[0].message == (
        "“上年结余结转资金”填有得分，预算执行的得分只在“年度资金总额”一行填列，请清空，或说明原因。"
    )


@pytest.mark.parametrize("typed", [None, "—", "0"])
def test_a_dash_beside_a_source_of_money_counts_nothing(typed):
    form = make_form(funds__columns=SCORED_EVERYWHERE)

    assert "C37" not in {one.check for one in verify(form, mended(form, funds__carryover__score=typed))}


def test_a_form_without_a_total_row_has_no_place_for_points_at_all():
    rows = [{"key": "carryover", "label": "结转", "role": "part"}]
    form = make_form(funds__columns=SCORED_EVERYWHERE, funds__rows=rows)

    (told,) = [one for one in verify(form, mended(form, funds__carryover__score="3")) if one.check == "C37"]

    assert told.message == "“结转”填有得分，预算执行的得分不在明细行填列，请清空，或说明原因。"


def test_100_in_place_of_10_is_the_wrong_scale():
    (told,) = [one for one in verify(make_form(), mended(funds__total__points="100")) if one.check == "C38"]

    assert (told.severity.value, told.offer) == ("must_fix", "10")
    assert told.message == "预算执行率的分值填列100分，应为10分，请改正。"


@pytest.mark.parametrize("typed", ["10", "10.0", None])
def test_the_points_of_the_form_are_right(typed):
    assert "C38" not in {one.check for one in verify(make_form(), mended(funds__total__points=typed))}
