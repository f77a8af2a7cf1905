"""The real filing, as filed: exactly these findings, each with its sum, and not one more (D8).

By hand from the table: 701.23 executed in total, nothing in the four parts (C12), whose rates say 0.0% (C03);
the row 医疗救助资金支出率 lost 8 − 6 = 2 points without a word (C10) and answers 85% with 部分达成预期 (C13);
six more rows answer a number with 达成预期 and lost nothing (one hint). 支出率 stands as 数量 and 知晓率 as
满意度 (C20); 88 of 90 points are 97.8 % at 60.7 % spent (C28). Right, and so silent: 60.69 % → 60.7%
and 6; 6 in the range 8 × 0.6 = 4.8 to 8 × 0.8 = 6.4; 80.96 + 845.51 + 228.50 + 0.53 = 1155.50;
17 + 16 + 17 = 50, 16 + 14 = 30;
6 + 48 + 30 + 10 = 94; 94 is 优, held at 良 by an execution below 90 %; row 2 does not apply, with its reason.
"""

import pytest

from core.verification import verify
from tests.core.filing.forms import EVERY_CHECK, TRUE_OF_IT, make_filing, make_form, shipped_form
from tests.core.verification.filings import mended, short

PARTS = ("current_appropriation", "higher_level_transfer", "carryover", "other_funds")
HEADER = {"header__phone": "0762-0000000", "header__filled_on": "2022-04-06", "header__contact": "张三"}
REPORT = {f"report__s{number}": "无。" for number in (1, 2, 4, 5, 6, 8, 9, 10, 11)}
WHOLE = HEADER | REPORT

AS_FILED = [
    ("C12", "must_fix", "funds/current_appropriation/executed"),
    ("C03", "must_fix", "funds/current_appropriation/rate"),
    ("C03", "must_fix", "funds/higher_level_transfer/rate"),
    ("C03", "must_fix", "funds/carryover/rate"),
    ("C03", "must_fix", "funds/other_funds/rate"),
    ("C10", "must_fix", "indicators/r1/note"),
    ("C13", "must_explain", "indicators/r1/actual"),
    ("C20", "hint", "indicators/r1/target"),
    ("C13", "hint", "indicators/r3/actual"),
    ("C28", "hint", "total/score"),
]
FORMS = [make_form(checks=EVERY_CHECK), shipped_form()]


@pytest.mark.parametrize("form", FORMS, ids=["factory", "shipped"])
def test_the_seed_as_filed_gives_exactly_this_list(form):
    findings = verify(form, make_filing(form, **WHOLE))

    assert [short(finding) for finding in findings] == AS_FILED


@pytest.mark.parametrize("form", FORMS, ids=["factory", "shipped"])
def test_mended_it_keeps_what_lies_in_its_target_and_its_execution(form):
    assert {finding.check for finding in verify(form, mended(form, **WHOLE))} == set(TRUE_OF_IT)


def test_the_missing_executions_are_one_finding_over_four_cells():
    finding = verify(make_form(), make_filing())[0]

    assert [str(place) for place in finding.places] == [f"funds/{part}/executed" for part in PARTS]
    assert finding.message == (
        "全年执行数合计栏填列701.23万元，“其中:当年财政拨款”、“上级追加”、“上年结余结转资金”、“其他资金”未填列，"
        "请补填；确实没有支出的填0。"
    )


def test_the_row_that_lost_points_says_how_many():
    finding = next(f for f in verify(make_form(), make_filing()) if f.check == "C10")

    assert finding.message == "“医疗救助资金支出率”扣2分，请在“偏差原因分析及改进措施”栏说明原因。"


def test_six_rows_that_lost_nothing_share_one_hint():
    finding = verify(make_form(), make_filing())[-1]

    rows = ("r3", "r4", "r5", "r6", "r13", "r14")
    assert [str(place) for place in finding.places] == [f"indicators/{row}/actual" for row in rows]


def test_seven_findings_stop_the_filer():
    findings = verify(make_form(), make_filing())

    assert [finding.stops for finding in findings] == [True] * 7 + [False]
