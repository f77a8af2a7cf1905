"""What a form may not say is refused in words when it is made."""

import pytest
from pydantic import ValidationError

from tests.core.filing.forms import make_form
from tests.core.filing.test_measured_rows import MEASURE

MORE = {"key": "unit", "label": "度量单位"}


def test_one_rule_cannot_be_named_twice_with_different_measures():
    named = [{"name": name, "rule": {"kind": "at_most"}} for name in ("控制率", "变动率")]

    with pytest.raises(ValidationError, match="「控制率」和「变动率」规则相同而计算完成值不同"):
        make_form(indicators__row_rules=[named[0], {**named[1], "measure": MEASURE}])


def test_one_rule_may_have_two_names():
    named = [{"name": name, "rule": {"kind": "at_most"}} for name in ("控制率", "变动率")]

    assert len(make_form(indicators__row_rules=named).indicators.row_rules) == 2


@pytest.mark.parametrize(
    "columns", [["level3", "actual", "colour"], ["level3", "actual", "actual"], ["target", "actual"]]
)
def test_columns_that_are_unknown_repeated_or_without_the_indicator_are_refused(columns):
    with pytest.raises(ValidationError, match="columns只能列出已有的列，每列一次"):
        make_form(indicators__columns=columns)


def test_a_column_of_the_forms_own_may_be_among_them():
    form = make_form(indicators__columns=["level3", "unit", "actual"], indicators__more=[MORE])

    assert form.indicators.printed == ("level3", "unit", "actual")


def test_a_further_column_may_not_take_the_name_of_another():
    with pytest.raises(ValidationError, match="more中的代码与已有的列重复"):
        make_form(indicators__more=[{**MORE, "key": "score"}])


BARE = {"header": [], "funds": None, "goals": None, "texts": [], "indicators__groups": []}
BOX = {"label": "职能概述", "after": "header", "rows": [{"key": "duties"}]}
FUNDS = {"label": "资金", "rows": [], "columns": []}
GROUPS = [{"key": "output", "name": "产出指标"}]


@pytest.mark.parametrize(
    ("part", "there"),
    [
        ({}, False),
        ({"funds": FUNDS}, True),
        ({"goals": {}}, True),
        ({"texts": [BOX]}, True),
        ({"indicators__groups": GROUPS}, True),
    ],
)
def test_a_form_with_anything_to_print_beside_its_report_has_a_table(part, there):
    assert make_form(**{**BARE, **part}).has_table is there


def test_each_total_is_made_of_the_parts_of_its_own_block():
    rows = [
        {"key": "income", "label": "收入合计", "role": "total", "block": "收入构成"},
        {"key": "grant", "label": "财政拨款", "role": "part", "block": "收入构成"},
        {"key": "direct", "label": "其中：直达资金", "role": "memo", "block": "收入构成"},
        {"key": "spending", "label": "支出合计", "role": "total", "block": "支出构成"},
        {"key": "staff", "label": "人员经费", "role": "part", "block": "支出构成"},
    ]

    funds = make_form(funds__rows=rows).funds

    assert [[part.key for part in funds.parts(total)] for total in funds.totals] == [["grant"], ["staff"]]
    assert funds.total.key == "income"


def test_a_column_is_headed_by_its_label_its_own_or_its_key():
    asked = make_form(indicators__more=[MORE]).indicators

    assert [asked.label_of(key) for key in ("unit", "actual", "other")] == ["度量单位", "实际完成值", "other"]


def test_what_is_not_printed_can_be_asked_all_the_same():
    asked = make_form(indicators__columns=["level3", "score"], indicators__unprinted=["actual"]).indicators

    assert [asked.asks(column) for column in ("score", "actual", "target")] == [True, True, False]


def test_points_and_scores_are_not_printed_where_none_are_given():
    assert not {"points", "score"} & set(make_form(indicators__scored=False).indicators.printed)


def test_a_column_that_prints_an_answer_is_not_typed_for_itself():
    answer = {"key": "coefficient", "label": "得分系数（%）", "is_answer": True}
    asked = make_form(indicators__more=[MORE, answer]).indicators

    assert [column.key for column in asked.words] == ["unit"]
    assert [str(asked.cell("r1", key)) for key in ("unit", "coefficient", "score")] == [
        "indicators/r1/unit",
        "indicators/r1/answers.coefficient",
        "indicators/r1/score",
    ]
