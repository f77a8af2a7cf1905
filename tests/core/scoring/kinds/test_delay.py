"""R23: what being late costs."""

from fractions import Fraction

import pytest

from core.scoring.parameters import Delay
from core.scoring.rules import score
from tests.core.scoring.claims import answered

YEARS = Delay(mode="steps", deduction=2)
MONTHS = Delay(mode="steps", deduction=1, per="month", rounding="ceil")
DAYS = Delay(mode="steps", deduction="0.1", per="day", lowest=1)


def dates(planned, done, start="", points="10"):
    given = {"start": start, "planned": planned, "done": done}
    return answered(points, **{key: text for key, text in given.items() if text})


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (Delay(), dates("2021-09-27", "2022-06-08", "2019-01-01", "15"), Fraction(15 * 746, 1000)),
        (Delay(), dates("2021-09-27", "2021-09-27", "2019-01-01"), 10),
        (Delay(), dates("2021-01-11", "2021-01-12", "2021-01-01"), 9),
        (Delay(), dates("2021-01-11", "2022-01-01", "2021-01-01"), 0),
        (Delay(full=5), dates("2021-01-11", "2021-01-16", "2021-01-01"), Fraction("2.5")),
        (YEARS, dates("2019-12-31", "2020-12-30"), 10),
        (YEARS, dates("2019-12-31", "2020-12-31"), 8),
        (YEARS, dates("2019-12-31", "2022-01-01"), 6),
        (MONTHS, dates("2021年1月31日", "2021年2月28日"), 9),
        (MONTHS, dates("2021/1/31", "2021/3/1"), 8),
        (MONTHS, dates("2021.12.1", "2021.12.2"), 9),
        (DAYS, dates("2021-12-30", "2022-01-02"), Fraction("9.7")),
        (DAYS, dates("2020-12-30", "2022-01-02"), 1),
        (DAYS.model_copy(update={"rounding": "ceil"}), dates("2021-12-30", "2021-12-31"), Fraction("9.9")),
    ],
)
def test_being_late_costs_what_the_rule_says(rule, asked, expected):
    assert score(rule, asked).score == expected


@pytest.mark.parametrize(
    ("rule", "asked", "reason"),
    [
        (YEARS, dates("2021-12-31", ""), "请填写“实际完成日期”，保存后显示计算得分。"),
        (Delay(), dates("2021-12-31", "2021-12-31"), "请填写“开始日期”"),
        (YEARS, dates("2021-12-31", "明年"), "“实际完成日期”「明年」不是日期，请写成例如2021-12-31。"),
        (YEARS, dates("2021-02-30", "2021-12-31"), "“计划完成日期”「2021-02-30」不是日期"),
        (Delay(), dates("2021-01-01", "2021-12-31", "2021-01-01"), "“计划完成日期”应在“开始日期”之后"),
    ],
)
def test_without_its_dates_nothing_is_reckoned(rule, asked, reason):
    outcome = score(rule, asked)

    assert outcome.score is None
    assert reason in outcome.working


@pytest.mark.parametrize(
    ("rule", "asked", "working"),
    [
        (YEARS, dates("2021-12-31", "2021-11-30"), "按期完成，得满分"),
        (YEARS, dates("2021-12-31", "2021-12-31"), "按期完成，得满分"),
        (Delay(), dates("2021-12-31", "2021-12-31", "2021-12-30"), "按期完成，得满分"),
        (YEARS, dates("2019-12-31", "2020-12-31"), "滞后366天，每滞后1年扣2分：10 − 1 × 2"),
        (YEARS, dates("2021-12-31", "2022-01-01"), "滞后1天，每滞后1年扣2分，不足一个的不扣，得满分"),
    ],
)
def test_a_delay_says_how_it_was_counted(rule, asked, working):
    assert score(rule, asked).working == working
