"""One score for several rows."""

from fractions import Fraction

import pytest

from core.scoring.outcome import Outcome, earned, undecided
from core.scoring.sharing import share_score

TEN = Fraction(10)
FULL, EIGHT = ("甲", earned(TEN, "得满分")), ("乙", earned(Fraction(8), "80 ÷ 100 × 10"))
PARTLY = ("丙", Outcome(low=Fraction(6), high=Fraction(8), high_closed=False, working="部分达成"))
REACHED = ("丁", Outcome(low=Fraction(8), high=TEN, high_closed=True, working="达成"))


def test_the_working_names_each_row():
    assert share_score([FULL, EIGHT], "lowest", TEN).working == "“甲”得满分；“乙”80 ÷ 100 × 10；取最低"


@pytest.mark.parametrize(
    ("rows", "how", "low", "high", "closed"),
    [
        ([FULL, PARTLY], "lowest", 6, 8, False),
        ([FULL, PARTLY], "mean", 8, 9, False),
        ([FULL, REACHED], "lowest", 8, 10, True),
        ([FULL, REACHED], "mean", 9, 10, True),
        ([PARTLY, REACHED], "mean", 7, 9, False),
    ],
)
def test_a_range_in_one_makes_a_range_of_all(rows, how, low, high, closed):
    outcome = share_score(rows, how, TEN)

    assert (outcome.score, outcome.low, outcome.high, outcome.high_closed) == (None, low, high, closed)


def test_what_cannot_be_reckoned_for_one_cannot_for_all():
    outcome = share_score([FULL, ("戊", undecided("请填写数字。", asks_reason=True))], "mean", TEN)

    assert (outcome.working, outcome.asks_reason) == ("“戊”：请填写数字。", True)


def test_half_a_range_cannot_be_reckoned_with():
    outcome = share_score([FULL, ("戊", Outcome(low=TEN, working="请核对。"))], "mean", TEN)

    assert (outcome.score, outcome.working) == (None, "“戊”：请核对。")


def test_a_person_may_give_anything_up_to_all_points_with_a_reason():
    outcome = share_score([FULL, EIGHT], "manual", TEN)

    assert (outcome.low, outcome.high, outcome.high_closed, outcome.asks_reason) == (0, 10, True, True)


def test_equal_scores_are_the_score():
    assert share_score([FULL, FULL], "mean", TEN).score == 10
