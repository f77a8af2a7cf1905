"""A rule is found by its address, in the form or in one of its rows."""

from __future__ import annotations

import pytest

from indicators import catalogue
from indicators.drafts import data_of
from indicators.ruling import locate, value_at
from tests.indicators.conftest import NATIONAL, row

DATA = data_of(catalogue.read(NATIONAL))
GROUP = DATA["indicators"]["groups"][0]
GROUP["children"] = []
GROUP["rows"] = [row("r1", 30)]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("funds/execution_rule", "execution_share"),
        ("indicators/rules/at_most", "at_most"),
        ("row/r1/rule", "at_least"),
    ],
)
def test_an_address_leads_to_its_rule(address, kind):
    assert value_at(DATA, address)["kind"] == kind


@pytest.mark.parametrize(
    "address",
    [
        "",
        "row",
        "row/r1",
        "row/r9/rule",
        "row/r1/name",
        f"row/{GROUP['key']}/rule",
        "funds",
        "funds/label/x",
        "funds/nothing",
        "header/0/label",
        "header/0",
        "header/99/label",
        "header/x/label",
    ],
)
def test_an_address_without_a_rule_leads_nowhere(address):
    assert locate(DATA, address) is None
    assert value_at(DATA, address) is None


def test_a_part_that_is_not_there_has_no_rule():
    assert locate({**DATA, "funds": None}, "funds/execution_rule") is None


@pytest.mark.parametrize(
    ("address", "label"), [("row/r1/rule", "「指标r1」"), ("funds/execution_rule", "项目资金·执行率评分规则")]
)
def test_a_place_has_a_name(address, label):
    assert locate(DATA, address).label == label
