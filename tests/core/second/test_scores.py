"""What finance found, put through the one calculation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.snapshot import Cell, Child, EvidenceFile, Identity, Line, Snapshot
from core.scoring.totals import deviation
from core.second.rows import amount_of, items
from core.second.scores import Entry, completion, filed_total, refusals, second_scores
from tests.core.filing import test_measured_rows as measured
from tests.factories import FILLED, small_form

FORM = small_form()
EXECUTION, PEOPLE, IN_TIME = "funds/total/score", "indicators/r1/score", "indicators/r2/score"
AS_FILED = {
    EXECUTION: Entry("200", "10"),
    PEOPLE: Entry("100人", "50"),
    IN_TIME: Entry("达成预期", "40"),
}


def filed(form=FORM, lines=(), typed=None, **given):
    texts = {
        **FILLED,
        "indicators/r1/target": "≥100人",
        "indicators/r1/points": "50",
        "indicators/r2/target": "按时拨付",
        "indicators/r2/points": "40",
        **(typed or {}),
    }
    return Snapshot(
        identity=Identity("2021-A-1", 2021, 2022, "A", "甲单位", "甲局"),
        form_sha256="",
        goals=1,
        lines=lines or (Line("r1", "quantity", "救助人数"), Line("r2", "quantity", "拨付及时")),
        cells={
            ref: Cell(text) if ref.startswith("goals") else read_cell(form, CellRef.parse(ref), text)
            for ref, text in texts.items()
        },
        **given,
    )


def scored(key, form=FORM, snapshot=None, **changed):
    found = second_scores(form, snapshot or filed(), {**AS_FILED, **changed})
    return next(row for row in found.rows if row.item.key == key)


def test_the_execution_rate_and_every_row_are_scored_again():
    found = items(FORM, filed(evidence=(EvidenceFile("r1", "名册.pdf", 1, "0"),)))

    assert [(one.key, one.first, one.second, one.target, one.limit, one.actual) for one in found] == [
        (EXECUTION, "预算执行率", "", "200", Decimal(10), "200"),
        (PEOPLE, "产出指标", "数量指标", "≥100人", Decimal(50), "100人"),
        (IN_TIME, "产出指标", "数量指标", "按时拨付", Decimal(40), "达成预期"),
    ]
    assert [one.files for one in found] == [0, 1, 0]


def test_a_row_that_does_not_apply_is_not_scored():
    found = items(FORM, filed(typed={"indicators/r2/not_applicable": "是"}))

    assert [one.key for one in found] == [EXECUTION, PEOPLE]


def test_a_group_without_children_prints_its_name_once():
    flat = {**FORM.indicators.model_dump(), "groups": [{"key": "quantity", "name": "数量指标"}]}

    found = items(small_form(indicators=flat), filed())

    assert (found[1].first, found[1].second) == ("数量指标", "")


def test_a_form_without_scores_or_funds_has_none_for_them():
    unscored = {**FORM.indicators.model_dump(), "scored": False}

    assert items(small_form(indicators=unscored), filed()) == ()
    assert [one.key for one in items(small_form(funds=None), filed())] == [PEOPLE, IN_TIME]


def sharing(how="lowest"):
    leaf = {"key": "quantity", "name": "数量指标", "points": Decimal(90), "shares_score": how}
    group = {"key": "output", "name": "产出指标", "points": Decimal(90), "children": [leaf]}
    return small_form(indicators={**FORM.indicators.model_dump(), "groups": [group], "points_policy": "open"})


TOGETHER = {
    "indicators/r1/points": "90",
    "indicators/r1/score": "90",
    "indicators/r2/target": "≥50户",
    "indicators/r2/actual": "50户",
    "indicators/r2/points": "",
    "indicators/r2/score": "",
}


def shared(people="100人", households="50户", score="90"):
    form = sharing()
    entries = {EXECUTION: Entry("200", "10"), PEOPLE: Entry(people, score), IN_TIME: Entry(households, "7")}
    return second_scores(form, filed(form, typed=TOGETHER), entries)


def test_each_of_the_rows_that_share_a_score_has_its_own_figure():
    found = shared()

    assert [(row.item.name, row.item.shares, row.item.limit) for row in found.rows[1:]] == [
        ("救助人数", "", 90),
        ("拨付及时", "救助人数", None),
    ]
    assert [(row.score, row.ratio) for row in found.rows[1:]] == [(90, 1), (None, 1)]
    assert (found.open, found.total, found.filed) == (0, 100, 100)


@pytest.mark.parametrize(
    ("people", "households", "proposed"),
    [("100人", "50户", "90"), ("100人", "40户", "72"), ("80人", "50户", "72"), ("100人", "", "")],
)
def test_any_of_the_rows_that_share_a_score_changes_what_is_proposed(people, households, proposed):
    found = shared(people, households, "")

    assert [row.proposed for row in found.rows[1:]] == [proposed, ""]


def test_a_budget_that_was_left_empty_is_no_target():
    (execution, *_) = items(FORM, filed(typed={"funds/total/adjusted": ""}))

    assert execution.target == ""
    assert scored(EXECUTION, snapshot=filed(typed={"funds/total/adjusted": ""})).ratio is None


def test_what_is_found_as_filed_comes_to_the_same_total():
    found = second_scores(FORM, filed(), AS_FILED)

    assert (found.filed, found.total, found.deviation, found.open) == (Decimal(100), Decimal(100), 0, 0)
    assert (found.filed_grade, found.grade) == ("优", "优")


def test_a_lower_score_lowers_the_total_and_the_grade():
    found = second_scores(FORM, filed(), {**AS_FILED, IN_TIME: Entry("未完成", "15")})

    assert (found.total, found.grade, found.deviation) == (Decimal(75), "中", Fraction(1, 4))


@pytest.mark.parametrize(
    ("total", "filed", "away", "words"),
    [
        ("100", "100", 0, ""),
        ("96", "96", Fraction(-1, 24), "自评表填写的自评得分为96分，按各行得分计算为100分。"),
        ("", "100", 0, ""),
    ],
)
def test_a_total_other_than_its_rows_make_is_asked_why(total, filed, away, words):
    snapshot = filed_with(total)

    found = second_scores(FORM, snapshot, AS_FILED)

    assert (found.filed, found.filed_by_rows, found.deviation) == (Decimal(filed), 100, away)
    assert (found.asks_why, found.differing, found.filed_grade) == (bool(words), words, "优")
    assert filed_total(FORM, snapshot) == Decimal(filed)


def filed_with(total):
    grade = {} if total else {"total/grade": ""}
    return filed(typed={"total/score": total, **grade})


def test_a_filing_that_lacks_a_score_and_a_total_has_no_self_score():
    snapshot = filed(typed={"total/score": "", "total/grade": "", "indicators/r1/score": ""})

    found = second_scores(FORM, snapshot, AS_FILED)

    assert (found.filed, found.filed_grade, found.deviation, found.asks_why) == (None, "", None, False)
    assert filed_total(FORM, snapshot) is None


def test_while_a_row_has_no_score_there_is_no_total():
    found = second_scores(FORM, filed(), {**AS_FILED, IN_TIME: Entry("未完成", "")})

    assert (found.total, found.grade, found.deviation, found.open) == (None, "", None, 1)


def test_the_rule_of_the_row_proposes_a_score_for_what_was_found():
    row = scored(PEOPLE, **{PEOPLE: Entry("80人", "")})

    assert (row.proposed, row.score, row.ratio) == ("40", None, Fraction(4, 5))
    assert "80 ÷ 100" in row.working


def test_the_rule_of_the_execution_rate_proposes_its_score():
    row = scored(EXECUTION, **{EXECUTION: Entry("191.76", "")})

    assert (row.proposed, row.ratio) == ("9.59", Fraction("0.9588"))


def test_where_nothing_was_found_yet_nothing_is_proposed():
    row = scored(PEOPLE, **{PEOPLE: Entry()})

    assert (row.proposed, row.working, row.ratio) == ("", "", None)


def test_an_amount_that_is_none_has_no_ratio():
    assert scored(EXECUTION, **{EXECUTION: Entry("-", "0")}).ratio is None


def test_what_a_figure_was_worked_out_from_does_not_stand_against_what_was_found():
    form, key = measured.form(), "indicators/f1/score"
    filing = measured.filing(form, inputs__staff="29", inputs__posts="29", actual="100%", score="5")

    found, as_filed = (
        second_scores(form, filing, {key: Entry(actual, "")}).rows[0] for actual in ("120%", "100%")
    )

    assert (as_filed.proposed, found.proposed) == ("5", "4")


def test_another_figure_says_nothing_where_the_rule_asks_answers():
    rule = {"kind": "checklist", "items": [{"name": "有计划", "score": "50"}]}
    lines = (Line("r1", "quantity", "有计划", rule=rule), Line("r2", "quantity", "拨付及时"))

    row = scored(PEOPLE, snapshot=filed(lines=lines), **{PEOPLE: Entry("没有计划", "")})

    assert (row.proposed, row.item.by_answers) == ("", True)


def test_the_amount_of_a_filing_is_its_budget():
    assert amount_of(FORM, filed()) == Decimal(200)
    assert amount_of(small_form(funds=None), filed()) is None


def test_figures_of_units_do_not_stand_against_what_was_found():
    whole = filed(
        children=(
            Child("2021-B-1", "乙", cells={"indicators/r1/actual": Cell("100人", Decimal(100))}, sha256="0"),
        )
    )

    assert scored(PEOPLE, snapshot=whole, **{PEOPLE: Entry("50人", "")}).proposed == "25"
    assert scored(PEOPLE, snapshot=whole).proposed == "50"


@pytest.mark.parametrize("typed", ["八分", "-1", "1e3"])
def test_a_score_that_is_no_number_is_refused(typed):
    with pytest.raises(FigureError):
        second_scores(FORM, filed(), {PEOPLE: Entry("100人", typed)})


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("9场", "26场", Fraction(26, 9)),
        ("≥98%", "98％", 1),
        ("≤160万元", "386万元", Fraction(193, 80)),
        ("100人", "748", Fraction(187, 25)),
        ("≥95%", "95", None),
        ("5公里", "5座", None),
        ("0件", "0件", None),
        ("按时", "3天", None),
        ("3天", "按时", None),
    ],
)
def test_the_completion_of_a_row_is_what_was_done_of_its_target(target, actual, ratio):
    assert completion(target, actual) == ratio


def test_a_filing_without_one_of_the_two_totals_has_no_deviation():
    assert [deviation(*pair) for pair in ((None, Decimal(1)), (Decimal(1), None))] == [None, None]
    assert deviation(Decimal(80), Decimal(88)) == Fraction(-1, 10)


@pytest.mark.parametrize(
    ("score", "reason", "remark", "fields"),
    [
        (None, "", "", set()),
        ("50", "", "", set()),
        ("50.01", "01", "依据", {"score"}),
        ("40", "", "", {"reason", "remark"}),
        ("40", "01", " ", {"remark"}),
        ("40", "", "依据", {"reason"}),
        ("40", "01", "依据", set()),
    ],
)
def test_what_differs_from_the_score_filed_says_why(score, reason, remark, fields):
    item = items(FORM, filed())[1]

    found = refusals(item, None if score is None else Decimal(score), reason=reason, remark=remark)

    assert set(found) == fields


def test_above_the_self_score_a_reason_is_wanted_too():
    item = items(FORM, filed(typed={"indicators/r1/score": "45"}))[1]

    assert set(refusals(item, Decimal(46), reason="", remark="")) == {"reason", "remark"}
    assert refusals(item, Decimal(45), reason="", remark="") == {}
