"""The execution rate scored by another rule than its proportion."""

import pytest

from core.filing import cells
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.guidance import execution_rule_in_words
from tests.core.filing.forms import make_filing, make_form

SCORE = cells.fund("total", "score")
BANDS = [
    {"low": "0.8", "score": "10"},
    {"low": "0.6", "high": "0.8", "score": "5"},
    {"high": "0.6", "score": "0"},
]


def computed(form: FormDefinition, **typed: str) -> Computed:
    return compute(form, make_filing(form, **typed))


@pytest.mark.parametrize(("executed", "offered"), [("924.4", "10"), ("701.23", "5"), ("693.29", "0")])
def test_the_execution_rate_may_be_scored_in_bands(executed, offered):
    """财预〔2021〕101号: bands in place of the proportion."""
    form = make_form(funds__execution_rule={"kind": "bands", "of": "completion", "bands": BANDS})

    assert computed(form, funds__total__executed=executed).offers[SCORE] == offered


def test_bands_of_the_execution_rate_say_where_it_lies():
    form = make_form(funds__execution_rule={"kind": "bands", "of": "completion", "bands": BANDS})

    assert computed(form).workings[SCORE] == "701.23 ÷ 1155.50 = 60.69%，属于“60%（含）至80%（不含）”：5"
    assert execution_rule_in_words(form, make_filing(form)).startswith(
        "按预算执行率（全年执行数÷全年预算数）所在的档计分：80%（含）以上得10分"
    )
