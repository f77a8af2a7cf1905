"""A form of any shape is filled in on its pages and looked at, without a line of code for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

import pytest

from evaluations.dossiers.forms.sections import section_of, sections
from tests.dossiers.pages.posting import post_cells, text, typed, url
from tests.factories import make_evaluation
from tests.shapes import SHAPES, TEXT

each_shape = pytest.mark.parametrize("name", SHAPES)


def fill(client, filing, texts: Mapping[str, str]) -> None:
    """Page by page, filling in what is computed."""
    for _, refs in groupby(texts, section_of):
        response = post_cells(client, filing, {ref: texts[ref] for ref in refs}, then="fill")
        assert response.status_code == 302, text(response)


@pytest.fixture
def opened(unit):
    return lambda name: make_evaluation(unit, form=SHAPES[name].form)


@each_shape
def test_its_pages_have_a_cell_for_whatever_it_asks(filer, opened, name):
    filing, shape = opened(name), SHAPES[name]

    pages = "".join(text(filer.get(url(section, filing))) for section in sections(shape.form))

    drawn = set(re.findall(r'name="seen:([^"]+)"', pages))
    assert set(shape.typed) - drawn == set()


@each_shape
def test_what_is_typed_is_kept_and_what_follows_is_filled_in(filer, opened, name):
    filing, shape = opened(name), SHAPES[name]

    fill(filer, filing, shape.typed)

    expected = {**shape.typed, **shape.filled}
    assert {ref: typed(filing, ref) for ref in expected} == expected


@each_shape
def test_the_preview_shows_it(filer, opened, name):
    filing, shape = opened(name), SHAPES[name]
    fill(filer, filing, shape.typed)

    page = text(filer.get(url("preview", filing)))

    assert [word for word in shape.shows if word not in page] == []
    assert ('class="paper-table"' in page) is shape.form.has_table


def test_a_form_without_a_table_shows_its_report_alone(filer, opened):
    filing = opened("a report and no table")
    fill(filer, filing, SHAPES["a report and no table"].typed)

    page = text(filer.get(url("preview", filing)))

    assert TEXT in page
    assert "#paper-table" not in page


def test_weights_of_goals_say_what_they_add_up_to(filer, opened):
    page = text(filer.get(url("goals", opened("goals with weights"))))

    assert "权重合计应为100。" in page
    assert 'aria-label="年度总体目标2 权重"' in page


def test_a_weight_that_is_no_number_is_refused_at_its_cell(filer, opened):
    filing = opened("goals with weights")

    response = post_cells(filer, filing, {"goals/1/weight": "六成"})

    assert response.status_code == 422
    assert 'id="error_goals/1/weight">「六成」不能识别为数字' in text(response)


def test_a_row_that_shares_its_score_says_where_it_stands(filer, opened):
    page = text(filer.get(url("indicators", opened("a shared score"))))

    assert "与“社会效益”合并评分" in page
    assert 'name="indicators/r2/score"' not in page


def test_where_the_row_with_the_score_does_not_apply_the_next_one_has_it(filer, opened):
    filing = opened("a shared score")

    post_cells(filer, filing, {"indicators/r1/not_applicable": "是"})

    assert 'name="indicators/r2/score"' in text(filer.get(url("indicators", filing)))
