"""What does not come out as it was read, and does of figures beside it, is left open."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose


def holds(text):
    return {told.claimed.text: told.holds for told in read_prose(text)}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("刑事发案1,073起，同比少发147起（上年同期1,220起），下降幅度12.05%。", "12.05%"),
        ("受伤358人，同比减少42人；事故326起，减少38起，依次下降10.44%、10.50%。", "10.44%"),
    ],
)
def test_a_change_that_other_figures_make_is_left_open(text, claimed):
    assert holds(text).get(claimed) in (None, "open", "yes")


def test_the_same_change_that_nothing_makes_is_wrong():
    assert holds("刑事发案1,073起，同比少发147起（上年同期1,220起），下降幅度12.65%。")["12.65%"] == "no"


def test_a_calculation_that_is_written_out_is_held_to_itself():
    text = "年度计划18,600卷，加工18,000卷，完成率103.33%（18,000卷除以18,600卷）。"

    assert holds(text)["103.33%"] == "no"
