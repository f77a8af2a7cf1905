"""C06, C09, C10, C12, C13 of indicator rows: each found where it is, and silent on the same row mended."""

from decimal import Decimal

import pytest

from core.verification import verify
from tests.core.filing.forms import make_filing, make_form, with_line
from tests.core.verification.filings import found, mended, only

# C06


def test_a_score_above_the_points_is_found_with_its_limit():
    finding = only(indicators__r13__score="6", total__score="95")

    assert (finding.check, finding.found, finding.expected, finding.offer) == ("C06", "6", "0至5", "5")
    assert finding.message == "“政策知晓率”得分填列6分，应在0分至5分之间，请核对。"


def test_a_score_in_a_row_without_points_is_found():
    findings = verify(make_form(), mended(indicators__r13__points=None, total__points="95"))

    assert "“政策知晓率”没有分值，不应填写得分，现填5分，请核对。" in [
        finding.message for finding in findings
    ]


@pytest.mark.parametrize(("score", "total"), [("5", "94"), ("4", "93")])
def test_a_score_up_to_the_points_is_right(score, total):
    typed = {
        "indicators__r14__score": score,
        "indicators__r14__note": "略",
        "indicators__r14__score_reason": "略",
    }

    assert "C06" not in [check for check, _, _ in found(**typed, total__score=total)]


def test_an_execution_score_that_no_rule_gives_stays_within_its_points():
    form = make_form(funds__execution_rule=None)

    assert found(form, funds__total__score="10", total__score="98") == []
    assert only(form, funds__total__score="11", total__score="99").message.startswith(
        "“预算执行率”得分填列11分"
    )


def test_a_score_beyond_its_points_is_not_told_twice():
    assert [check for check, _, _ in found(indicators__r13__score="6", total__score="95")] == ["C06"]


# C09


@pytest.mark.parametrize("score", ["6", "5.71", "5.8", "6.1", "5.9"])
def test_a_score_near_the_rule_as_rounded_or_exact_is_right(score):
    total = str(88 + float(score))

    assert found(indicators__r1__score=score, total__score=total) == []


def test_a_score_away_from_the_rule_asks_for_an_answer():
    finding = only(indicators__r1__score="7", total__score="95")

    assert (finding.check, finding.severity, finding.found, finding.expected) == (
        "C09",
        "must_explain",
        "7",
        "6分",
    )
    assert finding.message == "“医疗救助资金支出率”得分填列7分，按评分规则为6分，请核对，或填写得分说明。"
    assert finding.offer == "6"


def test_with_a_reason_it_is_a_hint():
    finding = only(indicators__r1__score="7", total__score="95", indicators__r1__score_reason="上级另有规定")

    assert (finding.severity, finding.message[-9:]) == ("hint", "，已填写得分说明。")


def test_where_the_form_takes_the_computed_score_only_it_must_be_mended():
    form = make_form(indicators__self_score="as_computed")

    finding = only(form, indicators__r1__score="7", total__score="95", indicators__r1__score_reason="x")

    assert (finding.severity, finding.message[-15:]) == ("must_fix", "本表须按计算得分填列，请改正。")


def test_the_form_says_how_far_a_score_may_differ():
    form = make_form(checks={"C09": {"tolerance": "1"}})

    assert found(form, indicators__r1__score="7", total__score="95") == []


@pytest.mark.parametrize(
    ("score", "is_found"), [("4.8", False), ("6", False), ("5", False), ("7", True), ("4", True)]
)
def test_words_allow_the_scores_of_their_tier(score, is_found):
    total = str(88 + float(score)).removesuffix(".0")

    checks = [
        c
        for c, _, _ in found(
            indicators__r1__actual="部分达成预期", indicators__r1__score=score, total__score=total
        )
    ]

    assert ("C09" in checks) == is_found


def test_a_tier_left_names_its_range():
    findings = verify(
        make_form(), mended(indicators__r8__score="4", total__score="92", indicators__r8__note="略")
    )

    assert [f.message for f in findings] == [
        "“医疗救助对象看病就医方便程度”得分填列4分，按评分规则为4.8分至6分（含），请核对，或填写得分说明。"
    ]


def test_words_that_are_no_tier_of_the_form_share_one_hint():
    vague = {"indicators__r8__actual": "情况较好", "indicators__r9__actual": "扩大了一些"}

    finding = only(**vague)

    assert (finding.check, finding.severity, [place.row for place in finding.places]) == (
        "M02",
        "hint",
        ["r8", "r9"],
    )
    assert finding.message.endswith("的实际完成值不能自动定档，请自行核对得分。")


@pytest.mark.parametrize("actual", ["95人", "1", "95%、96%"])
def test_a_score_that_cannot_be_computed_asks_for_its_reason(actual):
    finding = only(indicators__r13__actual=actual)

    assert (finding.check, finding.severity, str(finding.places[0])) == (
        "C09",
        "must_explain",
        "indicators/r13/score",
    )
    assert finding.message.startswith("“政策知晓率”得分填列5分，但不能自动计算：")


def test_a_score_that_cannot_be_computed_is_right_with_its_reason():
    assert found(indicators__r13__actual="95人", indicators__r13__score_reason="抽查95人均知晓") == []


def judged(**typed):
    """The findings where a person judges a row (R29)."""
    form = make_form()
    filing = with_line(mended(form, **typed), "r13", rule={"kind": "manual"})
    return verify(form, filing)


def test_a_judged_score_needs_its_reason_whatever_it_is():
    (finding,) = judged()

    assert (finding.check, finding.severity, str(finding.places[0])) == (
        "M01",
        "must_fix",
        "indicators/r13/score_reason",
    )
    assert judged(indicators__r13__score_reason="按实现程度评分") == ()


# M03


def changed(policy, **typed):
    form = make_form(indicators__target_policy=policy, indicators__points_policy=policy)
    filing = with_line(mended(form, **typed), "r13", approved_target="≥85%", approved_points=Decimal(5))
    return [f for f in verify(form, filing) if f.check == "M03"]


def test_an_approved_target_that_was_changed_is_to_be_explained_where_the_form_says_so():
    (finding,) = changed("explain", indicators__r13__target="≥80%")

    assert (finding.severity, finding.found, finding.expected) == ("must_explain", "≥80%", "≥85%")
    assert finding.message == "“政策知晓率”的年度指标值由批复的≥85%改为≥80%，请说明改动依据。"
    assert changed("open", indicators__r13__target="≥80%") == []


def test_approved_points_that_were_changed_are_to_be_explained_where_the_form_says_so():
    typed = {"indicators__r13__target": "≥85%", "indicators__r13__points": "4"}

    (finding,) = changed("explain", **typed)

    assert (finding.found, finding.expected, finding.places[0].column) == ("4", "5", "points")
    assert changed("open", **typed) == []


def test_an_approved_target_written_in_other_signs_is_the_same():
    assert changed("explain", indicators__r13__target="≥85％") == []


# C35


@pytest.mark.parametrize("actual", ["91%%", "7,00.0,77", "9 5%"])
def test_a_figure_that_is_none_is_to_be_mended(actual):
    finding = only(indicators__r13__actual=actual)

    assert (finding.check, finding.severity, finding.found) == ("C35", "must_fix", actual)
    assert f"「{actual}」" in finding.message


@pytest.mark.parametrize(("policy", "audience"), [("locked", "administrator"), ("open", "filer")])
def test_a_target_that_is_no_figure_belongs_to_whoever_set_it(policy, audience):
    form = make_form(indicators__target_policy=policy)
    findings = [
        one for one in verify(form, mended(form, indicators__r13__target="≥8,0%")) if one.check == "C35"
    ]

    assert [(one.audience, str(one.places[0])) for one in findings] == [(audience, "indicators/r13/target")]


def test_a_row_that_does_not_apply_has_no_figure_to_mend():
    typed = {"indicators__r2__target": "≥2,8%", "indicators__r2__note": "略"}

    assert "C35" not in [check for check, _, _ in found(**typed)]


# C10


def test_points_lost_without_a_reason_are_found():
    finding = only(indicators__r1__note=None)

    assert (finding.check, finding.severity, str(finding.places[0])) == (
        "C10",
        "must_fix",
        "indicators/r1/note",
    )


@pytest.mark.parametrize(("row", "cause"), [("r1", "扣2分"), ("r2", "标为不适用")])
def test_a_mark_is_no_reason(row, cause):
    finding = only(**{f"indicators__{row}__note": "—"})

    assert (finding.check, finding.places[0].row, cause in finding.message) == ("C10", row, True)


def test_a_target_not_met_needs_a_reason_even_with_full_points():
    typed = {"indicators__r13__actual": "79%", "indicators__r13__score_reason": "已补充调查"}

    messages = [finding.message for finding in verify(make_form(), mended(**typed))]

    assert "“政策知晓率”未达到指标值，请在“偏差原因分析及改进措施”栏说明原因。" in messages
    assert found(**typed, indicators__r13__note="问卷回收不足") == []


def test_words_of_a_lower_tier_are_a_target_not_met():
    checks = found(indicators__r8__actual="部分达成预期", indicators__r8__score="6")

    assert ("C10", "must_fix", "indicators/r8/note") in checks


def test_a_row_that_does_not_apply_needs_its_reason():
    finding = only(indicators__r2__note=None)

    assert finding.message.startswith("“重特大疾病医疗救助人次占直接救助人次比例”标为不适用，请在")


# C12


def test_an_actual_left_out_under_a_score_is_found():
    finding = only(indicators__r13__actual=None)

    assert (finding.check, finding.severity) == ("C12", "must_fix")
    assert finding.message == "“政策知晓率”未填写实际完成值，但得分填列5分，请补充。"
    assert not finding.is_blank


def test_an_actual_left_out_without_a_score_is_found_too():
    findings = verify(make_form(), mended(indicators__r13__actual=None, indicators__r13__score=None))

    assert "“政策知晓率”未填写实际完成值，请补充。" in [finding.message for finding in findings]


def test_a_row_whose_name_has_quotation_marks_is_quoted_around_them():
    filing = with_line(mended(indicators__r13__actual=None), "r13", name="“一站式”结算")

    messages = [finding.message for finding in verify(make_form(), filing)]

    assert messages == ["“‘一站式’结算”未填写实际完成值，但得分填列5分，请补充。"]


def test_a_locked_target_that_is_empty_is_the_administrators_and_stops_nobody():
    finding = only(indicators__r13__target=None)

    assert (finding.audience, finding.stops) == ("administrator", False)
    assert finding.message == "“政策知晓率”没有年度指标值，请联系财政局绩效股处理，不影响您送审。"


@pytest.mark.parametrize("policy", ["open", "explain"])
def test_a_target_that_the_filer_may_fill_is_the_filers(policy):
    finding = only(make_form(indicators__target_policy=policy), indicators__r13__target=None)

    assert (finding.audience, finding.stops) == ("filer", True)


def test_words_for_a_number_where_points_were_lost_ask_for_an_answer():
    finding = only(indicators__r1__actual="部分达成预期")

    assert (finding.check, finding.severity, finding.found) == ("C13", "must_explain", "部分达成预期")
    assert finding.message == (
        "“医疗救助资金支出率”的年度指标值为85%，实际填写“部分达成预期”，且已扣分，请填写实际数值或说明原因。"
    )


def test_words_for_words_are_right():
    assert [f for f in verify(make_form(), make_filing()) if "r7" in {place.row for place in f.places}] == []


def test_words_for_a_number_without_a_loss_are_a_hint():
    assert found(indicators__r13__actual="达成预期") == [("C13", "hint", "indicators/r13/actual")]
