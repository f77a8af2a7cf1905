"""What does not fit together in a form is found before its release, each by a name."""

from __future__ import annotations

import pytest

from indicators.checks import deviations, idle_acceptances, open_deviations, repeated_keys
from tests.factories import small_form

PART = {"key": "part", "label": "分项", "role": "part"}
TOTAL = {"key": "total", "label": "合计", "role": "total"}


def funds(**given):
    return {**small_form().funds.model_dump(), **given}


def columns(*roles):
    return [{"key": role, "label": role, "role": role} for role in roles]


def indicators(*groups, **given):
    return {**small_form().indicators.model_dump(), "groups": groups, **given}


def group(points, *children, rows=()):
    return {
        "key": "g",
        "name": "产出指标",
        "points": points,
        "children": [{"key": f"c{n}", "name": "二级", "points": below} for n, below in enumerate(children)],
        "rows": [{"key": f"r{n}", "name": "三级", "points": below} for n, below in enumerate(rows)],
    }


def bands(**minimums):
    return {"bands": [{"name": name, "minimum": minimum} for name, minimum in minimums.items()]}


def found(**given):
    return [deviation.id for deviation in deviations(small_form(**given))]


def test_a_form_that_fits_has_none():
    assert found() == []


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"total_points": 120}, ["points/total"]),
        ({"total_points": None}, []),
        ({"indicators": indicators(group(90, 50, 41))}, ["points/g"]),
        ({"indicators": indicators(group(90, 50, 40))}, []),
        ({"indicators": indicators(group(90, 50, None))}, []),
        ({"indicators": indicators(group(90, rows=(50, 44)), level3="fixed")}, ["points/g"]),
        ({"indicators": indicators(group(90, rows=(50, 40)), level3="fixed")}, []),
        ({"indicators": indicators(group(None))}, []),
        ({"funds": None, "total_points": 90}, []),
        ({"funds": funds(execution_points=None), "total_points": 90}, []),
        ({"funds": funds(rows=[PART])}, ["funds/total"]),
        ({"funds": funds(rows=[TOTAL, {**TOTAL, "key": "second"}])}, ["funds/total"]),
        ({"funds": funds(execution_rule=None)}, ["funds/execution-rule"]),
        ({"funds": funds(columns=columns("adjusted", "rate"))}, ["funds/execution-rate"]),
        (
            {
                "funds": funds(
                    columns=[*columns("adjusted", "executed"), {"key": "b", "label": "b", "role": "executed"}]
                )
            },
            ["funds/executed"],
        ),
        ({"grading": bands(优=90, 良=60)}, ["grades/lowest"]),
        ({"grading": bands(优=101, 良=0)}, ["grades/highest"]),
        ({"grading": bands(优=101, 良=0), "total_points": None}, []),
        ({"grading": bands()}, []),
        ({"grading": None}, []),
        ({"header": []}, []),
    ],
)
def test_what_does_not_fit_is_named(given, names):
    assert found(**given) == names


def test_a_printed_field_that_nobody_fills_in_is_named():
    paper = {
        "title": "表",
        "header": [],
        "foot": [
            {"label": "联系人", "shows": "header", "key": "contact"},
            {"label": "签名", "shows": "signature"},
        ],
    }

    assert found(paper=paper) == ["header/contact"]


def test_the_message_gives_the_sum():
    form = small_form(indicators=indicators(group(90, 50, 44)))

    assert deviations(form)[0].message == "「产出指标」90分，其下50＋44＝94分，请核对各项分值。"


def test_what_is_accepted_is_no_longer_open():
    form = small_form(total_points=120, accepted_deviations={"points/total": "照印"})

    assert (open_deviations(form), idle_acceptances(form)) == ([], [])


def test_an_acceptance_without_its_deviation_is_idle():
    assert idle_acceptances(small_form(accepted_deviations={"points/g": "照印"})) == ["points/g"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"funds": funds(rows=[TOTAL, TOTAL])}, "资金行的代码「total」重复，请改成不同的代码。"),
        ({"indicators": indicators(group(90), group(90))}, "指标的代码「g」重复，请改成不同的代码。"),
    ],
)
def test_a_key_that_stands_twice_is_said(given, said):
    assert repeated_keys(small_form(**given)) == [said]


def test_keys_of_different_parts_may_be_the_same():
    form = small_form(indicators=indicators({**group(90), "key": "total"}), report=None)

    assert repeated_keys(form) == []


def test_without_funds_there_are_no_keys_of_funds():
    assert repeated_keys(small_form(funds=None)) == []


@pytest.mark.parametrize(
    ("place", "names"), [("", []), ("report/s1", []), ("texts/a/b", ["explanations/execution"])]
)
def test_a_reason_needs_a_cell_of_the_form(place, names):
    assert found(explanations={"execution_below": "0.9", "execution_place": place}) == names


def test_a_reason_of_the_budget_needs_a_cell_too():
    asked = {"budget_changed": "0", "budget_place": "nonsense"}

    assert found(explanations=asked) == ["explanations/budget"]


@pytest.mark.parametrize(("level3", "names"), [("fixed", []), ("per_project", ["rows/g"])])
def test_rows_of_the_form_that_no_filing_would_use_are_said(level3, names):
    assert found(indicators=indicators(group(90, rows=(50, 40)), level3=level3)) == names
