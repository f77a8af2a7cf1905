"""自评总分: caps, rows that do not apply, scores that rows share (R22, R24, R27)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing import cells
from core.filing.compute import compute
from core.filing.rows import points_are_locked
from core.filing.snapshot import Line
from core.paper.sheet import grid_faults
from core.paper.table import table
from core.scoring.parameters import Rounding
from tests.core.filing.forms import make_filing, make_form, with_line

CAPS = [
    {"execution_rate_below": "0.8", "highest": "89", "reason": "预算执行率低于80%"},
    {"execution_rate_below": "0.7", "highest": "79", "reason": "预算执行率低于70%"},
]
TOTAL = cells.total("score")


def computed(form, /, **typed):
    return compute(form, make_filing(form, **typed))


def test_slow_spending_holds_the_total_down_and_says_so():
    """源城 spent 60.69 %: with such caps its 94 points are 79, and the grade follows."""
    result = computed(make_form(total_caps=CAPS))

    assert (result.total_score, result.total_cap) == (79, "预算执行率低于70%，总分最高79分")
    assert result.workings[TOTAL] == "6 + 48 + 30 + 10 = 94；预算执行率低于70%，总分最高79分"
    assert (result.offers[TOTAL], result.grade.name) == ("79", "中")


def test_between_70_and_80_percent_the_total_is_at_most_89():
    assert computed(make_form(total_caps=CAPS), funds__total__executed="866.63").total_score == 89


def test_enough_spending_holds_nothing_down():
    result = computed(make_form(total_caps=CAPS), funds__total__executed="1150", funds__total__score="10")

    assert (result.total_score, result.total_cap) == (98, "")


class TestRowsThatDoNotApply:
    form = make_form(indicators__not_applicable="to_siblings")

    def without(self, *keys):
        typed = {f"indicators__{key}__not_applicable": "是" for key in keys}
        return computed(self.form, **typed, **{f"indicators__{key}__score": None for key in keys})

    def test_their_points_go_to_the_rows_beside_them(self):
        """r3 has 9 of the 17 points of 数量指标; r1 earned 6 of the other 8."""
        result = self.without("r3")

        assert result.total_score == 85 + Fraction(6 * 17, 8) - 6
        assert result.workings[TOTAL] == "6 + 6 × 17 ÷ 8 + 16 + 17 + 30 + 10 = 91.75 → 92"
        assert result.offers[TOTAL] == "92"

    def test_where_a_whole_heading_does_not_apply_they_go_to_the_headings_beside_it(self):
        result = self.without("r13", "r14")

        assert result.workings[TOTAL] == "6 + (48 + 30) × 90 ÷ 80 = 93.75 → 94"

    def test_their_points_still_count_in_the_column_of_points(self):
        assert self.without("r3").total_points == 100

    def test_a_row_that_earned_nothing_adds_nothing_to_what_is_moved(self):
        result = computed(
            self.form,
            indicators__r3__not_applicable="是",
            indicators__r3__score=None,
            indicators__r1__score="0",
        )

        assert result.workings[TOTAL] == "6 + 0 × 17 ÷ 8 + 16 + 17 + 30 + 10 = 79"

    def test_a_row_without_points_takes_none_of_what_is_moved(self):
        """The 9 points of r3 go to the other headings of 产出: 6 and 16 and 17 were earned for 33 of 42."""
        result = computed(
            self.form,
            indicators__r3__not_applicable="是",
            indicators__r3__score=None,
            indicators__r1__points=None,
        )

        assert result.workings[TOTAL] == "6 + (6 + 16 + 17) × 42 ÷ 33 + 30 + 10 = 95.64 → 96"

    def test_where_none_is_left_out_the_sum_is_the_sum(self):
        assert computed(self.form).workings[TOTAL] == "6 + 48 + 30 + 10 = 94"

    def test_where_nothing_applies_there_is_no_total(self):
        assert self.without(*(f"r{number}" for number in range(1, 15))).total_score is None


@pytest.mark.parametrize("mode", ["rescale", "full"])
def test_where_every_point_applies_the_working_is_the_sum_alone(mode):
    """r2 does not apply and has no points."""
    assert computed(make_form(indicators__not_applicable=mode)).workings[TOTAL] == "6 + 48 + 30 + 10 = 94"


def test_locked_points_that_are_printed_and_do_not_apply_are_not_in_the_working():
    form = make_form()
    snapshot = with_line(make_filing(form, indicators__r2__points="5"), "r2", approved_points=Decimal(5))

    assert compute(form, snapshot).workings[TOTAL] == "6 + 48 + 30 + 10 = 94"


def test_scores_with_decimals_make_a_total_with_decimals():
    result = computed(make_form(), indicators__r1__score="6.5")

    assert (result.offers[TOTAL], result.workings[TOTAL]) == ("94.5", "6 + 48.5 + 30 + 10 = 94.5")


class TestTotalPoints:
    """The points of the rows and those of the execution rate."""

    POINTS = cells.total("points")

    def test_points_with_decimals_make_a_sum_with_decimals(self):
        assert computed(make_form(), indicators__r1__points="8.5").offers[self.POINTS] == "100.5"

    def test_the_points_filed_for_the_execution_rate_come_before_those_of_the_form(self):
        assert computed(make_form(), funds__total__points="20").total_points == 110

    def test_without_filed_points_those_of_the_form_count(self):
        assert computed(make_form(), funds__total__points=None).total_points == 100

    def test_without_a_column_for_them_those_of_the_form_count(self):
        columns = make_form().model_dump(mode="json")["funds"]["columns"]
        columns = [column for column in columns if column["role"] != "points"]
        form = make_form(funds__columns=columns, indicators__columns=["level3", "score"])

        assert computed(form, funds__total__points=None).total_points == 100

    def test_points_filed_for_a_rate_that_is_not_scored_do_not_count(self):
        assert computed(make_form(funds__execution_points=None)).total_points == 90


@pytest.mark.parametrize(
    ("policy", "approved", "locked"),
    [
        ("locked", Decimal(5), True),
        ("locked", Decimal(0), True),
        ("locked", None, False),
        ("open", Decimal(5), False),
    ],
)
def test_points_are_locked_where_they_were_approved_and_the_form_locks_them(policy, approved, locked):
    form = make_form(indicators__points_policy=policy)

    assert points_are_locked(form, Line("r1", "quantity", "救助人次", approved_points=approved)) is locked


def test_where_nothing_applies_nothing_can_be_rescaled():
    form = make_form(indicators__not_applicable="rescale", funds__execution_points=None, total_points="90")
    keys = [f"r{number}" for number in range(1, 15)]
    typed = {f"indicators__{key}__not_applicable": "是" for key in keys}

    assert computed(form, **typed, **{f"indicators__{key}__score": None for key in keys}).total_score is None


class TestAScoreThatRowsShare:
    """r13 and r14 have the 10 points of 服务对象满意度 together."""

    @staticmethod
    def form(how="mean"):
        form = make_form()
        satisfaction = form.indicators.groups[-1]
        leaf = satisfaction.children[0].model_copy(update={"shares_score": how})
        groups = (
            *form.indicators.groups[:-1],
            satisfaction.model_copy(update={"children": (leaf,)}),
        )
        asked = form.indicators.model_copy(update={"groups": groups, "rounding": Rounding(decimals=2)})
        return form.model_copy(update={"indicators": asked})

    def shared(self, how="mean", **typed):
        given = {
            "indicators__r13__actual": "60%",
            "indicators__r13__points": "10",
            "indicators__r13__score": "9",
            "indicators__r14__actual": "95%",
            "indicators__r14__points": None,
            "indicators__r14__score": None,
        }
        return computed(self.form(how), **{**given, **typed})

    def test_it_stands_in_the_first_row(self):
        first, second = self.shared().rows[-2:]

        assert (first.shares, second.shares) == (False, True)
        assert (second.points, second.score, second.outcome) == (None, None, None)

    @pytest.mark.parametrize(("how", "score"), [("mean", Fraction(35, 4)), ("lowest", Fraction(15, 2))])
    def test_it_follows_from_what_each_row_would_get(self, how, score):
        """60 of ≥80 % gives 7.5 of 10, 95 of ≥85 % gives all."""
        result = self.shared(how)

        assert result.outcomes["r13"].score == score
        assert "r14" not in result.outcomes

    def test_a_person_may_give_it(self):
        outcome = self.shared("manual").outcomes["r13"]

        assert (outcome.low, outcome.high, outcome.asks_reason) == (0, 10, True)

    def test_without_points_there_is_nothing_to_give(self):
        assert self.shared("manual", indicators__r13__points=None).outcomes["r13"].high == 0

    def test_it_counts_once(self):
        result = self.shared()

        assert result.total_points == 100
        assert result.total_score == 6 + 48 + 30 + 9

    def test_the_other_rows_need_neither_points_nor_score(self):
        missing = {str(ref) for ref in self.shared().missing}

        assert not {"indicators/r14/points", "indicators/r14/score"} & missing

    def test_where_the_first_does_not_apply_the_next_carries_it(self):
        result = self.shared(
            indicators__r13__not_applicable="是", indicators__r14__points="10", indicators__r14__score="10"
        )

        assert result.outcomes["r14"].score == 10
        assert [row.shares for row in result.rows[-2:]] == [True, False]
        assert result.total_score == 6 + 48 + 30 + 10

    def test_where_none_applies_nothing_is_shared(self):
        result = self.shared(
            indicators__r13__not_applicable="是",
            indicators__r13__score=None,
            indicators__r14__not_applicable="是",
        )

        assert not any(row.shares for row in result.rows)

    def test_a_row_that_is_alone_in_such_a_group_has_its_own(self):
        form = self.form()
        output = form.indicators.groups[0]
        leaf = output.children[0].model_copy(update={"shares_score": "mean"})
        output = output.model_copy(update={"children": (leaf, *output.children[1:])})
        asked = form.indicators.model_copy(update={"groups": (output, *form.indicators.groups[1:])})
        form = form.model_copy(update={"indicators": asked})
        filing = make_filing(form)
        lines = tuple(line for line in filing.lines if line.key not in ("r2", "r3"))

        alone = replace(filing, lines=lines)

        assert compute(form, alone).rows[0] == compute(self.form(), alone).rows[0]

    def test_in_forms_without_scores_there_is_no_outcome(self):
        form = self.form()
        unscored = form.indicators.model_copy(update={"scored": False})

        result = computed(form.model_copy(update={"indicators": unscored}))

        assert {row.outcome for row in result.rows} == {None}

    def test_one_score_is_printed_over_all_its_rows(self):
        form = self.form()
        filing = make_filing(form, indicators__r14__points=None, indicators__r14__score=None)

        sheet = table(form, filing)

        shared = [cell for cell in sheet.cells if cell.ref == cells.indicator("r13", "score")]
        assert [cell.rowspan for cell in shared] == [2]
        assert not [cell for cell in sheet.cells if cell.ref == cells.indicator("r14", "score")]
        assert grid_faults(sheet) == []

    def test_points_that_the_table_does_not_print_are_not_drawn(self):
        form = self.form()
        columns = tuple(name for name in form.indicators.columns if name != "points")
        asked = form.indicators.model_copy(update={"columns": columns})
        form = form.model_copy(update={"indicators": asked})

        sheet = table(form, make_filing(form))

        assert not [cell for cell in sheet.cells if cell.ref == cells.indicator("r13", "points")]
        assert [cell.rowspan for cell in sheet.cells if cell.ref == cells.indicator("r13", "score")] == [2]


@pytest.mark.parametrize(("policy", "points"), [("locked", 105), ("open", 100)])
def test_locked_points_of_a_row_that_does_not_apply_count_as_they_are_printed(policy, points):
    """docs/decisions/0005: r2 does not apply and has 5 approved points in its column."""
    form = make_form(indicators__points_policy=policy)
    snapshot = with_line(make_filing(form, indicators__r2__points="5"), "r2", approved_points=Decimal(5))

    assert compute(form, snapshot).total_points == points


def test_a_row_may_earn_its_points_or_what_its_bonus_comes_to():
    bonus = {"kind": "bonus", "items": [{"name": "表彰", "score": "1"}], "highest": "9"}
    snapshot = with_line(make_filing(**{"indicators/r1/answers.item_1": "1"}), "r1", rule=bonus)

    first, _, third, *_ = compute(make_form(), snapshot).rows

    assert (first.limit, third.limit) == (9, third.points)


@pytest.mark.parametrize(("score", "lost"), [("7", True), ("8", False), (None, False)])
def test_points_are_lost_where_the_score_is_below_them(score, lost):
    assert computed(make_form(), indicators__r1__score=score).rows[0].lost_points is lost


@given(rate=st.integers(0, 1155), highest=st.integers(0, 100))
def test_a_cap_never_raises_a_total(rate, highest):
    caps = [{"execution_rate_below": "0.9", "highest": str(highest), "reason": "低"}]
    plain = computed(make_form(), funds__total__executed=str(rate))

    held = computed(make_form(total_caps=caps), funds__total__executed=str(rate))

    assert held.total_score <= plain.total_score
