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
