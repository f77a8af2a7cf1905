"""C11, C29, C39: what a form wants explained is asked, once it is explained nothing more is said."""

from __future__ import annotations

import pytest

from core.verification import verify
from tests.core.filing.forms import make_form
from tests.core.verification.filings import mended, short

PLACES = [
    {
        "label": "说明",
        "after": "funds",
        "rows": [{"key": "why"}],
        "columns": [{"key": "slow", "required": False}, {"key": "changed", "required": False}],
    }
]


def form_with(**limits):
    return make_form(explanations=limits, texts=PLACES)


def checked(form, /, **typed):
    findings = verify(form, mended(form, **typed))
    return [finding for finding in findings if finding.check in ("C11", "C29", "C39")]


def test_a_form_that_asks_for_nothing_finds_nothing():
    assert checked(make_form(), indicators__r13__actual="320%") == []


class TestFarAboveTarget:
    """r13 asks for ≥80%, 满意度."""

    form = form_with(over_target="1.3", over_zero="30")

    def test_it_is_to_be_explained_in_the_note(self):
        (finding,) = checked(self.form, indicators__r13__actual="110%")

        assert short(finding) == ("C11", "must_explain", "indicators/r13/note")
        assert finding.message.endswith(
            "实际完成值110%，为年度指标值≥80%的137.5%，请在“偏差原因分析及改进措施”栏说明超额完成的原因，"
            "以及年度指标值是否偏低。"
        )

    @pytest.mark.parametrize("actual", ["103%", "达成预期", "100", "", "200人"])
    def test_less_or_something_that_is_no_such_figure_is_not(self, actual):
        assert checked(self.form, indicators__r13__actual=actual) == []

    def test_the_limit_itself_counts(self):
        assert len(checked(self.form, indicators__r13__actual="104%")) == 1

    def test_a_note_is_its_explanation_and_a_dash_is_none(self):
        said = {"indicators__r13__actual": "110%", "indicators__r13__note": "走访户数增加。"}

        assert checked(self.form, **said) == []
        assert len(checked(self.form, **{**said, "indicators__r13__note": "—"})) == 1

    @pytest.mark.parametrize("target", ["≤50%", "＜50%"])
    def test_where_less_is_more_nothing_is_far_above(self, target):
        assert checked(self.form, indicators__r13__target=target, indicators__r13__actual="100%") == []

    @pytest.mark.parametrize(("actual", "count"), [("30起", 1), ("29起", 0)])
    def test_a_target_of_zero_has_a_limit_of_its_own(self, actual, count):
        typed = {"indicators__r13__target": "0起", "indicators__r13__actual": actual}

        assert len(checked(self.form, **typed)) == count

    def test_without_that_limit_zero_is_left_alone(self):
        form = form_with(over_target="1.3")

        assert checked(form, indicators__r13__target="0起", indicators__r13__actual="99起") == []

    def test_a_target_below_zero_says_nothing(self):
        assert checked(self.form, indicators__r13__target="-5%", indicators__r13__actual="90%") == []

    def test_what_the_rule_of_the_row_asks_is_not_asked_twice(self):
        rule = {"kind": "at_least", "over_target": {"threshold": "1.3", "mode": "note"}}
        form = make_form(indicators__rules__at_least=rule, explanations={"over_target": "1.2"})

        assert len(checked(form, indicators__r13__actual="110%")) == 1


class TestSlowSpending:
    form = form_with(execution_below="0.9", execution_place="texts/why/slow")

    def test_it_is_to_be_explained_in_its_place(self):
        (finding,) = checked(self.form)

        assert short(finding) == ("C39", "must_explain", "texts/why/slow")
        assert finding.message == "预算执行率60.69%，低于90%，请在“说明”中说明原因。"

    def test_words_in_their_place_are_the_explanation(self):
        assert checked(self.form, texts__why__slow="上级资金年末下达。") == []

    @pytest.mark.parametrize("spent", ["1039.95", "1155.50"])
    def test_at_the_limit_nothing_is_due(self, spent):
        assert checked(self.form, funds__total__executed=spent) == []

    def test_without_a_budget_there_is_no_rate_to_explain(self):
        assert checked(self.form, funds__total__adjusted=None) == []

    def test_without_a_place_the_finding_itself_is_answered(self):
        (finding,) = checked(form_with(execution_below="0.9"))

        assert short(finding) == ("C39", "must_explain", "funds/total/rate")
        assert finding.message == "预算执行率60.69%，低于90%，请说明原因。"

    def test_a_form_without_funds_asks_for_none(self):
        form = make_form(explanations={"execution_below": "0.9", "budget_changed": "0"}, funds=None)

        assert not {finding.check for finding in verify(form, mended())} & {"C29", "C39"}

    def test_without_a_column_for_the_rate_it_stands_at_the_amount(self):
        columns = [one for one in make_form().model_dump()["funds"]["columns"] if one["role"] != "rate"]
        form = make_form(explanations={"execution_below": "0.9"}, funds__columns=columns)

        (finding,) = [one for one in verify(form, mended()) if one.check == "C39"]

        assert str(finding.places[0]) == "funds/total/executed"


class TestAChangedBudget:
    form = form_with(budget_changed="0", budget_place="texts/why/changed")
    changed = {"funds__total__initial": "1.00", "funds__total__adjusted": "8.97"}

    def test_any_change_is_to_be_explained(self):
        (finding,) = checked(self.form, **self.changed)

        assert short(finding) == ("C29", "must_explain", "texts/why/changed")
        assert finding.message == "全年预算数8.97万元比年初预算数1.00万元增加797%，请在“说明”中说明原因。"

    def test_less_is_a_change_too(self):
        (finding,) = checked(self.form, funds__total__initial="25.00", funds__total__adjusted="11.72")

        assert "减少53.12%" in finding.message

    def test_something_out_of_nothing_is_a_change_without_a_share(self):
        (finding,) = checked(self.form, funds__total__initial="0", funds__total__adjusted="5")

        assert "比年初预算数0.00万元增加，" in finding.message

    def test_words_in_their_place_are_the_explanation(self):
        assert checked(self.form, **self.changed, texts__why__changed="年中追加。") == []

    def test_no_change_asks_for_nothing(self):
        assert checked(self.form, funds__total__initial="5", funds__total__adjusted="5") == []

    def test_a_form_may_let_small_changes_pass(self):
        form = form_with(budget_changed="0.2")

        assert checked(form, funds__total__initial="100", funds__total__adjusted="120") == []
        assert len(checked(form, funds__total__initial="100", funds__total__adjusted="120.01")) == 1

    def test_without_both_amounts_nothing_is_known(self):
        assert checked(self.form, funds__total__initial=None) == []


def test_the_limits_come_from_the_form_and_the_severity_too():
    form = make_form(explanations={"execution_below": "0.9"}, checks={"C39": {"severity": "must_fix"}})

    assert short(checked(form)[0]) == ("C39", "must_fix", "funds/total/rate")


def test_the_places_of_a_form_are_named():
    assert form_with(execution_place="texts/why/slow").explanations.places == ("texts/why/slow",)
