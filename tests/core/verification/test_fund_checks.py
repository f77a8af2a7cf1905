"""C03, C04, C05, C12 of 项目资金: each found where it is, and silent on the same table mended."""

import pytest

from core.verification import verify
from tests.core.filing.forms import FUND_ROWS, make_form
from tests.core.verification.filings import found, mended, only

INITIAL = {
    f"funds__{row}__initial": text for row, text in zip(FUND_ROWS, ("10.00", "2", "3", "4", "1"), strict=True)
}


# C03


@pytest.mark.parametrize("rate", ["60.7%", "61%", "60.69％", "60.686%", "60.6863%"])
def test_a_rate_is_right_at_the_precision_it_is_printed_with(rate):
    assert found(funds__total__rate=rate) == []


@pytest.mark.parametrize("rate", ["60.6%", "60%", "60.70%", "75.7%", "0%"])
def test_a_rate_that_is_not_the_quotient_is_found(rate):
    finding = only(funds__total__rate=rate)

    assert (finding.check, finding.found, finding.expected, finding.offer) == ("C03", rate, "60.7%", "60.7%")
    assert finding.message == (
        f"“年度资金总额”的执行率填列{rate}，按金额计算为60.7%（701.23 ÷ 1155.50 = 60.7%），请核对。"
    )


@pytest.mark.parametrize(("rate", "is_found"), [("60.65%", True), ("60.6%", False), ("60.64%", False)])
def test_a_rate_whose_decimals_are_fixed_is_judged_by_what_it_prints(rate, is_found):
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    next(column for column in columns if column["role"] == "rate")["decimals"] = 1
    form = make_form(funds__columns=columns)
    parts = {
        f"funds__{row}__{side}": None for row in FUND_ROWS[1:] for side in ("adjusted", "executed", "rate")
    }
    amounts = {"funds__total__adjusted": "100000000", "funds__total__executed": "60649960"}

    checks = [check for check, _, _ in found(form, **parts, **amounts, funds__total__rate=rate)]

    assert ("C03" in checks) is is_found


@pytest.mark.parametrize("rate", [None, "—"])
def test_the_rate_of_the_total_must_stand_there(rate):
    assert only(funds__total__rate=rate).message.startswith("“年度资金总额”的执行率未填列，按金额计算为60.7%")


def test_the_rate_of_a_part_may_be_left_out():
    assert found(funds__carryover__rate=None) == []


def test_a_rate_without_execution_is_found_and_a_dash_is_right():
    row = {"funds__other_funds__executed": "-", "funds__higher_level_transfer__executed": "416.27"}

    finding = only(**row, funds__other_funds__rate="0.0%")

    assert finding.message == "“其他资金”未填执行数，执行率应填“—”或留空，现填0.0%，请核对。"
    assert found(**row, funds__other_funds__rate="—") == []


@pytest.mark.parametrize("setting", [{}, {"tolerance": "0.1"}])
def test_a_form_may_allow_rates_to_differ(setting):
    form = make_form(checks={"C03": setting})

    assert bool(found(form, funds__total__rate="60.6%")) == (not setting)


def test_an_execution_score_that_the_rule_does_not_give_is_found():
    finding = only(funds__total__score="7", total__score="95")

    assert (finding.check, finding.found, finding.expected, finding.offer) == ("C03", "7", "6", "6")
    assert "（701.23 ÷ 1155.50 × 10 = 6.07 → 6）" in finding.message


def test_an_execution_score_is_rounded_as_the_form_says():
    form = make_form(indicators__rounding={"decimals": 2})

    assert found(form, funds__total__score="6.07", indicators__r1__score="5.71", total__score="93.78") == []


def test_a_form_without_an_execution_score_checks_none():
    form = make_form(funds__execution_points=None, total_points="90")

    assert (
        found(form, funds__total__score=None, total__score="88", total__points="90", total__grade="良") == []
    )


def test_an_execution_score_without_a_budget_is_to_be_explained():
    budget = {"funds__total__adjusted": "0", "funds__total__rate": "—"}

    findings = found(**budget, funds__total__score="10", total__score="98")

    assert ("C03", "must_explain", "funds/total/score") in findings


# C04


@pytest.mark.parametrize("budget", ["0", "-"])
def test_a_rate_without_a_budget_asks_for_an_answer(budget):
    parts = {"funds__other_funds__adjusted": budget, "funds__total__adjusted": "1154.97"}

    finding = only(**parts, funds__other_funds__rate="100%")

    assert (finding.check, finding.severity, finding.offer) == ("C04", "must_explain", "—")
    assert found(**parts, funds__other_funds__rate="—") == []


# C05


def test_complete_parts_that_make_the_total_are_right():
    assert found(**INITIAL) == []


def test_a_total_that_is_not_the_sum_is_found_with_both_and_the_gap():
    finding = only(**INITIAL | {"funds__total__initial": "13.00"})

    assert (finding.check, finding.severity, finding.offer) == ("C05", "must_fix", "10.00")
    assert finding.message == "年初预算数分项合计10.00万元，合计栏填列13.00万元，相差3.00万元，请核对。"


def test_an_empty_total_over_complete_parts_is_found():
    finding = only(**INITIAL | {"funds__total__initial": None})

    assert (finding.found, finding.expected) == ("", "10.00")
    assert finding.message == "年初预算数分项合计10.00万元，合计栏未填列，请核对。"


def test_an_empty_total_over_nothing_is_right():
    assert found(**INITIAL | dict.fromkeys(INITIAL, "0.00") | {"funds__total__initial": "-"}) == []


def test_marks_count_as_nothing():
    assert found(**INITIAL | {"funds__other_funds__initial": "-", "funds__total__initial": "9"}) == []


@pytest.mark.parametrize("total", ["9.00", "9.02"])
def test_an_empty_part_beside_a_total_that_the_others_make_is_nothing(total):
    assert found(**INITIAL | {"funds__other_funds__initial": None, "funds__total__initial": total}) == []


def test_an_empty_part_beside_others_that_fall_short_is_to_be_filled_or_explained():
    finding = only(**INITIAL | {"funds__other_funds__initial": None, "funds__total__initial": "99"})

    assert (finding.check, finding.severity, finding.places[0].row) == ("C05", "must_explain", "other_funds")
    assert finding.message == (
        "年初预算数已填分项合计9.00万元，合计栏填列99.00万元，相差90.00万元，“其他资金”未填列，"
        "请补填（没有的填“-”），或说明原因。"
    )


def test_parts_that_exceed_the_total_are_wrong_whatever_else_is_empty():
    finding = only(**INITIAL | {"funds__other_funds__initial": None, "funds__total__initial": "5.00"})

    assert (finding.check, finding.severity) == ("C05", "must_fix")
    assert finding.message == (
        "年初预算数已填分项合计9.00万元，大于合计栏填列的5.00万元，相差4.00万元，请核对。"
    )


def test_parts_that_exceed_the_total_are_to_be_explained_where_one_may_be_negative():
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    columns[0]["allow_negative"] = True
    typed = INITIAL | {"funds__other_funds__initial": None, "funds__total__initial": "5.00"}

    assert only(make_form(funds__columns=columns), **typed).severity == "must_explain"


@pytest.mark.parametrize(
    ("column", "total", "filed"), [("adjusted", "1154.97", "1158.50"), ("executed", "700.73", "704")]
)
def test_a_row_without_any_amount_hides_no_wrong_total(column, total, filed):
    """其他资金 is blank as the page advises; the others must still make the total."""
    columns = ("initial", "adjusted", "executed", "rate")
    unused = {f"funds__other_funds__{name}": None for name in columns}
    whole = {"funds__total__adjusted": "1154.97", "funds__total__executed": "700.73"}

    findings = found(**unused, **whole | {f"funds__total__{column}": filed})

    assert ("C05", "must_fix", f"funds/total/{column}") in findings
    assert found(**unused, **whole | {f"funds__total__{column}": total}) == []


MARKS = {f"funds__{row}__executed": "-" for row in FUND_ROWS[1:]} | {
    f"funds__{row}__rate": None for row in FUND_ROWS[1:]
}


def test_a_total_over_nothing_but_marks_is_to_be_explained():
    finding = only(**MARKS)

    assert (finding.check, finding.severity, finding.places[-1].row) == ("C05", "must_explain", "total")
    assert finding.message == (
        "全年执行数合计栏填列701.23万元，各分项却都填“-”（没有），请按资金来源补填各分项，或说明原因。"
    )


def test_a_total_of_nothing_over_marks_is_right():
    initial = {f"funds__{row}__initial": "-" for row in FUND_ROWS[1:]}

    assert found(**initial, funds__total__initial="0") == []


FOUR_PARTS = {f"funds__{row}__initial": "2.50" for row in FUND_ROWS[1:]}


@pytest.mark.parametrize(
    ("total", "severity"),
    [
        ("10.02", "hint"),
        ("10.025", "hint"),
        ("9.975", "hint"),
        ("10.03", "must_fix"),
        ("9.97", "must_fix"),
        ("10.2", "hint"),
        ("10.3", "must_fix"),
    ],
)
def test_five_times_half_the_last_place_is_a_rounding_difference(total, severity):
    """Four parts and a sum: 0.025 with two decimals, 0.25 where the coarsest has one (product.md 校验)."""
    finding = only(**FOUR_PARTS, funds__total__initial=total)

    assert (finding.check, finding.severity) == ("C05", severity)
    assert ("四舍五入差异" in finding.message) == (severity == "hint")


def test_a_column_with_fixed_decimals_is_judged_by_what_it_prints():
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    columns[0]["decimals"] = 2

    assert (
        only(make_form(funds__columns=columns), **FOUR_PARTS, funds__total__initial="10.2").severity
        == "must_fix"
    )


def test_the_form_may_set_how_far_a_sum_may_differ():
    form = make_form(checks={"C05": {"tolerance": "5"}})

    assert only(form, **INITIAL | {"funds__total__initial": "13"}).severity == "hint"


# M04


@pytest.mark.parametrize(("spent", "is_found"), [("0.53", False), ("0.54", True), ("0.5300", False)])
def test_more_spent_than_there_was_is_to_be_explained(spent, is_found):
    other = {"funds__other_funds__executed": spent, "funds__other_funds__rate": None}

    findings = [f for f in verify(make_form(), mended(**other)) if f.check == "M04"]

    assert bool(findings) is is_found
    assert [f.message for f in findings] in (
        [],
        ["“其他资金”的全年执行数0.54万元大于预算数0.53万元，请核对，或说明原因。"],
    )


# C12


def test_a_part_left_out_is_not_told_by_the_sum_too():
    part = {"funds__other_funds__rate": None, "funds__total__executed": "705", "funds__total__rate": "61.0%"}

    checks = {check for check, _, _ in found(**part, funds__other_funds__executed=None)}

    assert "C12" in checks
    assert "C05" not in checks


def test_a_part_left_out_is_found_and_a_mark_is_an_answer():
    part = {"funds__other_funds__rate": None, "funds__higher_level_transfer__executed": "416.27"}

    assert only(**part, funds__other_funds__executed=None).places[0].row == "other_funds"
    assert found(**part, funds__other_funds__executed="-") == []


def test_without_a_total_of_execution_no_part_is_asked_for():
    empty = {f"funds__{row}__{column}": None for row in FUND_ROWS for column in ("executed", "rate")}

    assert {check for check, _, place in found(**empty) if place.startswith("funds/")} == {"M01"}


def test_a_part_without_a_budget_need_not_be_filled():
    empty = {f"funds__other_funds__{column}": None for column in ("adjusted", "executed", "rate", "initial")}
    whole = {"funds__total__adjusted": "1154.97", "funds__total__executed": "700.73"}

    assert found(**empty, **whole) == []


def test_a_form_without_funds_has_no_fund_findings():
    form = make_form(funds=None, total_points="90", grading=None)
    typed = {
        f"funds__{row}__{c}": None for row in FUND_ROWS for c in ("initial", "adjusted", "executed", "rate")
    }
    total = {"funds__total__points": None, "funds__total__score": None}

    assert found(form, **typed, **total, total__points="90", total__score="88") == []


def test_a_total_without_parts_is_no_sum():
    rows = [row for row in make_form().model_dump()["funds"]["rows"] if row["role"] == "total"]
    parts = {
        f"funds__{row}__{column}": None
        for row in FUND_ROWS[1:]
        for column in ("initial", "adjusted", "executed", "rate")
    }

    assert "C05" not in [check for check, _, _ in found(make_form(funds__rows=rows), **parts)]
