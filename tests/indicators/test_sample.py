"""The paper of a form can be looked at before anybody filed on it."""

from __future__ import annotations

import pytest

from core.filing import cells
from core.paper.sheet import grid_faults
from core.paper.table import table
from indicators import catalogue, rows
from indicators.sample import sample
from tests.factories import small_form


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_every_form_of_the_catalogue_has_a_paper(path):
    form = catalogue.read(path)

    assert grid_faults(table(form, sample(form))) == []


def test_the_sample_is_filled_in_to_its_total():
    found = sample(small_form())

    assert found.typed(cells.fund("total", "rate")) == "95.0%"
    assert found.typed(cells.total("score")) == "99.5"


@pytest.mark.django_db
def test_rows_of_the_form_are_shown_with_their_targets(fixed_draft):
    found = sample(rows.definition(fixed_draft))

    assert [line.key for line in found.lines] == ["r1", "r2", "r3", "sample-benefit"]
    assert found.typed(cells.indicator("r1", "actual")) == "95%"


def test_as_many_goals_are_shown_as_the_form_asks_with_their_weights():
    found = sample(small_form(goals={"count": 3, "weights": "10"}))

    assert [found.typed(cells.goal(number, "weight")) for number in (1, 2, 3)] == ["4", "3", "3"]
    assert found.typed(cells.goal(3, "expected")) == "（示例）"


def test_a_form_with_little_in_it_has_a_sample_too():
    asked = small_form().indicators.model_dump()
    group = {"key": "g", "name": "产出", "rows": [{"key": "r1", "name": "按时", "target": "按时拨付"}]}
    bare = small_form(
        funds={
            **small_form().funds.model_dump(),
            "rows": [],
            "execution_points": None,
            "execution_rule": None,
        },
        goals=None,
        report=None,
        indicators={**asked, "level3": "fixed", "groups": [group], "scored": False},
    )

    assert sample(bare).typed(cells.indicator("r1", "actual")) == "达成预期"
    assert sample(bare.model_copy(update={"funds": None})).goals == 0
