"""R05, R06: bands are exact at both ends, and hold every number once."""

from dataclasses import replace
from fractions import Fraction

import pytest

from core.scoring.parameters import Band, Bands
from core.scoring.rules import score
from tests.core.scoring.claims import amounts, claim

EXECUTION = Bands(
    of="completion",
    finished=10,
    bands=(
        Band(low="1", score=10),
        Band(low="0.8", high="1", score=7),
        Band(low="0.6", high="0.8", score=5),
        Band(high="0.6", score=0),
    ),
)
"""财预〔2021〕101号: 10/7/5/0."""
ADJUSTMENT = Bands(
    bands=(
        Band(low="0.3", low_closed=False, score=0),
        Band(low="0.2", low_closed=False, high="0.3", high_closed=True, score="0.5"),
        Band(low="0.1", low_closed=False, high="0.2", high_closed=True, score=1),
        Band(low="0", low_closed=False, high="0.1", high_closed=True, score=2),
        Band(high="0", high_closed=True, score=3),
    )
)
"""岳阳, 预算调整率: 0 →3; 0–10(含) 2; 10–20(含) 1; 20–30(含) 0.5; above 0."""
KEY_SPENDING = Bands(
    bands=(
        Band(low="0.9", score=5),
        Band(low="0.8", high="0.9", score=4),
        Band(low="0.7", high="0.8", score=3),
        Band(low="0.6", high="0.7", score=2),
        Band(high="0.6", score=0),
    )
)
"""重点支出安排率: ≥90% 5; 80(含)–90 4; 70(含)–80 3; 60(含)–70 2; <60 0."""
SHARES = Bands(scores="share", bands=(Band(low="0.9", score=1), Band(high="0.9", score="0.5")))


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (ADJUSTMENT, claim("", "0%", "3"), 3),
        (ADJUSTMENT, claim("", "-5%", "3"), 3),
        (ADJUSTMENT, claim("", "0.0001%", "3"), 2),
        (ADJUSTMENT, claim("", "10%", "3"), 2),
        (ADJUSTMENT, claim("", "10.0001%", "3"), 1),
        (ADJUSTMENT, claim("", "20%", "3"), 1),
        (ADJUSTMENT, claim("", "30%", "3"), Fraction(1, 2)),
        (ADJUSTMENT, claim("", "30.0001%", "3"), 0),
        (KEY_SPENDING, claim("", "90%", "5"), 5),
        (KEY_SPENDING, claim("", "89.9999%", "5"), 4),
        (KEY_SPENDING, claim("", "80%", "5"), 4),
        (KEY_SPENDING, claim("", "60%", "5"), 2),
        (KEY_SPENDING, claim("", "59.9999%", "5"), 0),
        (SHARES, claim("", "90%", "22.5"), Fraction("22.5")),
        (SHARES, claim("", "10%", "22.5"), Fraction("11.25")),
    ],
)
def test_a_number_earns_what_its_band_says(rule, asked, expected):
    assert score(rule, asked).score == expected


@pytest.mark.parametrize(
    ("executed", "adjusted", "finished", "expected"),
    [
        ("100", "100", "否", 10),
        ("120", "100", "否", 10),
        ("99.99", "100", "否", 7),
        ("80", "100", "否", 7),
        ("79.99", "100", "否", 5),
        ("60", "100", "否", 5),
        ("59.99", "100", "否", 0),
        ("59.99", "100", "是", 10),
        ("-1", "100", "否", 0),
    ],
)
def test_the_execution_rate_is_scored_in_bands(executed, adjusted, finished, expected):
    asked = replace(amounts(executed, adjusted), answers={"finished": finished})

    assert score(EXECUTION, asked).score == expected


@pytest.mark.parametrize(
    ("rule", "asked", "reason"),
    [
        (
            EXECUTION,
            amounts("80", "100"),
            "请回答“项目已完成且没有超出预算”：填“是”或“否”",
        ),
        (EXECUTION.model_copy(update={"finished": None}), amounts("5", "0"), "全年预算数为0或负数"),
        (ADJUSTMENT, claim("", ""), "尚未填写实际完成值"),
        (ADJUSTMENT, claim("", "不多"), "「不多」不是数字"),
    ],
)
def test_what_is_not_known_is_in_no_band(rule, asked, reason):
    outcome = score(rule, asked)

    assert outcome.score is None
    assert reason in outcome.working


def test_a_band_is_never_worth_more_than_the_points():
    outcome = score(KEY_SPENDING, claim("", "95%", "4"))

    assert (outcome.score, outcome.working) == (4, "95%，属于“90%（含）以上”：5分，最多得分值4分")


def test_a_rate_just_below_an_end_is_not_printed_as_the_end():
    outcome = score(EXECUTION.model_copy(update={"finished": None}), amounts("79.9999", "100"))

    assert outcome.working == "79.9999 ÷ 100.00 = 79.9999%，属于“60%（含）至80%（不含）”"


def test_the_ends_may_have_any_measure():
    days = Bands(
        measure="天",
        bands=(Band(low=30, low_closed=False, score=0), Band(high=30, high_closed=True, score=2)),
    )

    assert [score(days, claim("", typed, "2")).score for typed in ("30天", "31天", "30")] == [2, 0, 2]


def test_a_band_may_hold_a_single_number():
    none, some = Band(low=0, high=0, high_closed=True, score=2), Band(low=0, low_closed=False, score=0)
    counted = Bands(measure="起", bands=(some, none, Band(high=0, score=0)))

    assert score(counted, claim("", "0起", "2")).working == "0起，属于“0起”"
