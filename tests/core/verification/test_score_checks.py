"""C07, C08 and C36: what was reached of the target and the score beside it; each with a negative control."""

from __future__ import annotations

import pytest

from core.verification import verify
from tests.core.filing.forms import make_form, with_line
from tests.core.verification.filings import mended


def of_row(row, form=None, /, **typed):
    """The findings about the score of one row."""
    form = form or make_form()
    cells = {f"indicators__{row}__{column}": text for column, text in typed.items()}
    ref = f"indicators/{row}/score"
    return [one for one in verify(form, mended(form, **cells)) if str(one.places[0]) == ref]


def checks(found):
    return [(finding.check, finding.severity.value) for finding in found]


# C07


def test_points_taken_from_a_row_that_met_its_target_are_told_with_both_figures():
    (finding,) = of_row("r14", actual="100%", score="3")

    assert checks([finding]) == [("C07", "must_explain")]
    assert finding.message == (
        "“工作满意度”已达到年度指标值≥85%（实际完成值100%），得分却填列3分，按评分规则为5分，"
        "请核对得分，或在“偏差原因分析及改进措施”栏说明扣分原因。"
    )
    assert (finding.found, finding.expected, finding.offer) == ("3", "5分", "5")


@pytest.mark.parametrize("said", [{"note": "按上级检查意见主动扣减。"}, {"score_reason": "从严掌握。"}])
def test_a_reason_leaves_the_score_to_the_rule(said):
    assert "C07" not in dict(checks(of_row("r14", actual="100%", score="3", **said)))


@pytest.mark.parametrize(
    "typed",
    [{"actual": "100%", "score": "5"}, {"actual": "84%", "score": "3"}, {"actual": "100%", "score": "4.95"}],
    ids=["full", "missed", "as good as full"],
)
def test_only_a_met_target_can_have_points_taken(typed):
    assert "C07" not in dict(checks(of_row("r14", **typed)))


def test_a_mark_is_no_reason():
    assert checks(of_row("r14", actual="100%", score="3", note="—")) == [("C07", "must_explain")]


# C08


def test_all_points_for_a_target_that_was_missed_are_to_be_mended():
    (finding,) = of_row("r14", actual="60%", score="5", note="样本不足。")

    assert checks([finding]) == [("C08", "must_fix")]
    assert finding.message == (
        "“工作满意度”未达到年度指标值≥85%（实际完成值60%），得分却填列满分5分，按评分规则为4分，"
        "请改正得分；确有依据的，请填写得分说明。"
    )


def test_words_that_say_part_of_it_are_no_full_points_either():
    (finding,) = of_row("r12", actual="部分达成预期", score="7", note="制度未印发。")

    assert (finding.check, finding.expected) == ("C08", "4.2分至5.6分（不含）")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"score": "4"}, []),
        ({"score": "5", "score_reason": "经上级同意。"}, [("C09", "hint")]),
        ({"score": "2"}, [("C09", "must_explain")]),
        ({"score": "5", "actual": "85%"}, []),
    ],
    ids=["by the rule", "with its reason", "less than the rule gives", "met"],
)
def test_other_scores_of_a_missed_target_are_no_full_points(typed, told):
    assert checks(of_row("r14", **{"actual": "60%", "note": "样本不足。", **typed})) == told


def test_what_is_full_within_the_tolerance_of_the_rule_is_right():
    assert of_row("r14", actual="84%", score="5", note="样本不足。") == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("财政供养人员控制率", "C09"), ("经费", "C09"), ("政策知晓率", "C08")],
)
def test_a_figure_without_a_sign_leaves_to_the_rule_what_may_be_better_as_less(name, told):
    typed = {"target": "100%", "actual": "60%", "score": "5", "note": "按编制数计算。"}
    filing = mended(**{f"indicators__r14__{column}": text for column, text in typed.items()})

    found = verify(make_form(), with_line(filing, "r14", name=name))

    assert [one.check for one in found if str(one.places[0]) == "indicators/r14/score"] == [told]


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        ("C07", {"actual": "100%", "score": "3"}),
        ("C08", {"actual": "60%", "score": "5", "note": "样本不足。"}),
    ],
)
def test_the_rule_has_its_say_where_a_form_switched_the_sharper_check_off(check, typed):
    form = make_form(checks={check: {"severity": "off"}})

    assert checks(of_row("r14", form, **typed)) == [("C09", "must_explain")]


def test_a_form_that_takes_the_computed_score_alone_says_so():
    form = make_form(indicators__self_score="as_computed")

    assert checks(of_row("r14", form, actual="60%", score="5", note="样本不足。")) == [("C09", "must_fix")]


def answered(name="政府采购执行率", target="100%", **typed):
    """The C08 of a row whose points its own answer gives: 得分系数 100% of 10 points."""
    cells = {"target": target, "answers.coefficient": "100%", "points": "10", "score": "10", **typed}
    filing = mended(**{f"indicators__r6__{column}": text for column, text in cells.items()})
    filing = with_line(filing, "r6", name=name, rule={"kind": "coefficient"})
    return [one for one in verify(make_form(), filing) if one.check == "C08"]


def test_an_answer_of_100_percent_beside_figures_that_fall_short_is_to_be_explained():
    (finding,) = answered(actual="72.74%")

    assert checks([finding]) == [("C08", "must_explain")]
    assert finding.message == (
        "“政府采购执行率”未达到年度指标值100%（实际完成值72.74%），得分却填列满分10分，请核对，或说明原因。"
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"actual": "100%"},
        {"actual": "达成预期"},
        {"actual": "72人"},
        {"actual": "92%", "name": "财政供养人员控制率"},
        {"actual": "92%", "target": "≤95%"},
        {"actual": "72.74%", "note": "两个品目流标。"},
        {"actual": "72.74%", "score_reason": "按系数。"},
        {"actual": "72.74%", "score": "7"},
    ],
    ids=["reached", "words", "another measure", "less is better", "a limit", "noted", "reasoned", "not full"],
)
def test_an_answer_is_the_filers_word_where_the_figures_do_not_contradict_it(typed):
    assert answered(**typed) == []


# C36


def late(target="2021年6月30日前", **typed):
    return of_row("r7", target=target, **{"actual": "2021年9月15日", "score": "7", **typed})


def test_what_was_finished_after_its_day_does_not_get_all_points_unexplained():
    (finding,) = late()

    assert checks([finding]) == [("C36", "must_explain")]
    assert finding.message == (
        "“财政补助资金拨付时限”的年度指标值为“2021年6月30日前”，实际完成值为“2021年9月15日”，"
        "晚于要求的时间，得分却填列满分7分，请核对得分，或说明原因。"
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"actual": "2021年6月"},
        {"score": "5"},
        {"score_reason": "节假日顺延。"},
        {"actual": "按时"},
        {"target": "按时拨付"},
        {"score": None},
    ],
    ids=lambda typed: next(iter(typed.values())) or "empty",
)
def test_in_time_or_with_points_taken_or_without_a_day_nothing_is_late(typed):
    assert "C36" not in dict(checks(late(**typed)))


def test_where_a_form_switched_it_off_all_points_for_a_missed_target_are_told():
    form = make_form(checks={"C36": {"severity": "off"}})

    told = of_row("r7", form, target="2021年6月30日前", actual="2021年9月15日", score="7", note="验收推迟。")

    assert checks(told) == [("C08", "must_fix")]
