"""Which cells must be filled, and are not."""

import pytest

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.required import is_number_cell
from tests.core.filing.forms import make_filing, make_form, with_line


def computed(form=None, **typed):
    form = form or make_form()
    return compute(form, make_filing(form, **typed))


@pytest.mark.parametrize(
    "ref",
    [
        "header/filer",
        "funds/total/adjusted",
        "funds/total/executed",
        "funds/total/score",
        "goals/1/expected",
        "goals/1/actual",
        "indicators/r1/target",
        "indicators/r1/actual",
        "indicators/r1/points",
        "indicators/r1/score",
        "indicators/r2/note",
        "total/points",
        "total/score",
        "total/grade",
    ],
)
def test_a_required_cell_that_is_empty_is_missing(ref):
    assert computed(**{ref.replace("/", "__"): None}).missing == (CellRef.parse(ref),)


def test_a_cell_of_spaces_is_empty():
    assert computed(indicators__r1__actual="  ").missing == (cells.indicator("r1", "actual"),)


NUMBERS = [
    "funds/total/adjusted",
    "funds/total/executed",
    "funds/total/score",
    "indicators/r1/points",
    "indicators/r1/score",
    "total/points",
    "total/score",
]
MARKED = [*NUMBERS, "indicators/r1/target", "indicators/r1/actual", "indicators/r2/note", "total/grade"]


@pytest.mark.parametrize("mark", ["—", "-", "／"])
@pytest.mark.parametrize("ref", MARKED)
def test_a_mark_fills_no_required_figure(ref, mark):
    assert computed(**{ref.replace("/", "__"): mark}).missing == (CellRef.parse(ref),)


@pytest.mark.parametrize("ref", NUMBERS)
def test_a_zero_fills_every_number(ref):
    assert computed(**{ref.replace("/", "__"): "0"}).missing == ()


@pytest.mark.parametrize(
    "ref", ["funds/carryover/executed", "funds/carryover/rate", "funds/total/initial", "header/filer"]
)
def test_a_mark_may_stand_in_parts_and_in_words(ref):
    assert computed(**{ref.replace("/", "__"): "—"}).missing == ()


@pytest.mark.parametrize("ref", ["indicators/r1/score", "funds/total/score"])
def test_with_a_mark_for_a_score_the_total_stays_open(ref):
    result = computed(**{ref.replace("/", "__"): "—"})

    assert (result.total_score, result.offers.get(cells.total("score"))) == (None, None)


def test_a_split_budget_needs_a_number_in_its_allocation():
    columns = [{"key": "allocated", "label": "当年安排", "role": "allocated"}]
    form = make_form(funds__columns=columns, indicators__scored=False, total_points=None, grading=None)
    typed = {ref.replace("/", "__"): None for ref in make_filing().cells if ref.startswith("funds/")}

    missing = computed(form, **typed, funds__total__allocated="-").missing

    assert missing == (cells.fund("total", "allocated"),)


def test_required_sections_of_the_report_are_missing_others_not():
    sections = [
        {"key": "s1", "heading": "基本情况"},
        {"key": "s2", "heading": "其他", "required": False},
        {"key": "s3", "heading": "分析", "has_text": False},
    ]
    outline = {"cover_title": "报告", "title": "报告", "cover": [], "sections": sections}

    assert computed(make_form(report=outline)).missing == (cells.report("s1"),)


def test_a_form_without_goals_scores_total_or_grades_requires_none_of_them():
    form = make_form(goals=None, indicators__scored=False, total_points=None, grading=None, funds=None)
    typed = {ref.replace("/", "__"): None for ref in make_filing().cells if ref.startswith("funds/")}

    assert computed(form, **typed, goals__1__actual=None, indicators__r1__score=None).missing == ()


def test_a_form_of_budgets_alone_requires_no_execution():
    columns = [{"key": "adjusted", "label": "全年预算数", "role": "adjusted"}]
    form = make_form(funds__columns=columns, indicators__scored=False, total_points=None, grading=None)
    typed = {ref.replace("/", "__"): None for ref in make_filing().cells if ref.startswith("funds/")}

    assert computed(form, **typed).missing == (cells.fund("total", "adjusted"),)


@pytest.mark.parametrize(("rule", "due"), [({"kind": "manual"}, True), (None, False)])
def test_where_a_person_judges_the_reason_is_required_and_where_words_give_a_range_it_is_not(rule, due):
    snapshot = with_line(make_filing(), "r1", rule=rule)

    assert (cells.indicator("r1", "score_reason") in compute(make_form(), snapshot).missing) is due


def test_a_row_that_a_person_scores_needs_its_target_all_the_same():
    snapshot = with_line(make_filing(indicators__r1__target=None), "r1", rule={"kind": "manual"})

    assert cells.indicator("r1", "target") in compute(make_form(), snapshot).missing


@pytest.mark.parametrize(
    ("change", "ref"),
    [
        ({"total_points": None}, "total/points"),
        ({"paper__total": ["points", "score"]}, "total/grade"),
        ({"grading": None}, "total/grade"),
        ({"paper__total": ["score", "grade"]}, "total/points"),
    ],
)
def test_what_the_form_does_not_print_at_its_end_is_not_required(change, ref):
    assert computed(make_form(**change), **{ref.replace("/", "__"): None}).missing == ()


@pytest.mark.parametrize(
    ("ref", "number"),
    [
        ("total/score", True),
        ("total/grade", False),
        ("indicators/r1/score", True),
        ("indicators/score/actual", False),
        ("funds/total/rate", True),
        ("goals/1/weight", True),
        ("goals/1/actual", False),
        ("header/score", False),
    ],
)
def test_amounts_points_and_scores_are_numbers_alone(ref, number):
    assert is_number_cell(CellRef.parse(ref)) is number


def test_of_boxes_and_columns_of_the_forms_own_the_required_ones_are_missing():
    columns = [{"key": "state", "label": "情况"}, {"key": "fault", "label": "问题", "required": False}]
    box = {"label": "资金管理", "after": "funds", "rows": [{"key": "split"}], "columns": columns}
    more = [{"key": "unit", "label": "单位", "required": True}, {"key": "kind", "label": "类别"}]

    missing = {str(ref) for ref in computed(make_form(texts=[box], indicators__more=more)).missing}

    assert {"texts/split/state", "indicators/r1/unit"} <= missing
    assert not {"texts/split/fault", "indicators/r1/kind"} & missing


def test_a_target_that_the_form_does_not_ask_is_not_required():
    columns = ["level3", "actual", "points", "score", "note"]

    assert computed(make_form(indicators__columns=columns), indicators__r1__target=None).missing == ()


def test_a_form_without_scores_requires_no_total():
    form = make_form(indicators__scored=False, grading=None)

    assert computed(form, total__points=None, total__score=None).missing == ()
