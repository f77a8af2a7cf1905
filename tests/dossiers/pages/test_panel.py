"""The live panel on every page of cells, also without JavaScript: what follows from the filing."""

from __future__ import annotations

import pytest

from tests.dossiers.pages.posting import text, url
from tests.factories import fill_in, make_evaluation, small_form

SECTIONS = ("header", "funds", "goals", "indicators", "report")


def panel_of(page: str) -> str:
    return page.split('<details class="live"')[1].split('class="save-bar"')[0].split("<footer")[0]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_page_shows_rate_total_and_grade(filer, filled, section):
    panel = panel_of(text(filer.get(url(section, filled))))

    assert "预算执行率 <b>100.0%</b>" in panel
    assert "自评得分 <b>100</b>" in panel
    assert "自评等级 <b>优</b>" in panel


def test_a_reader_has_it_too(head, filled):
    assert "自评得分 <b>100</b>" in panel_of(text(head.get(url("goals", filled))))


def test_what_is_missing_is_counted_and_led_to(filer, filled, person):
    fill_in(filled, person, {"goals/1/actual": ""})

    panel = panel_of(text(filer.get(url("funds", filled))))

    assert '<span class="is-open">未填 <b>1</b>处</span>' in panel
    assert f'href="{url("goals", filled)}#id_goals/1/actual"' in panel


def test_nothing_missing_and_nothing_found_is_said(filer, filled):
    panel = panel_of(text(filer.get(url("funds", filled))))

    assert "未填 <b>0</b>处" in panel
    assert "is-open" not in panel
    assert "各项已填齐，校验未发现问题。" in panel


def test_a_score_shows_its_working_and_the_way_to_its_cell(filer, filled):
    panel = panel_of(text(filer.get(url("report", filled))))

    assert f'href="{url("funds", filled)}#id_funds/total/score"' in panel
    assert "200.00 ÷ 200.00 = 100.0%" in panel


def test_a_filed_score_that_differs_stands_beside_the_computed_one(filer, filled, person):
    fill_in(filled, person, {"funds/total/score": "9"})

    panel = panel_of(text(filer.get(url("funds", filled))))

    assert "计算值 10" in panel
    assert '<span class="is-open">必改项' in panel


def test_a_row_without_an_actual_has_no_working_yet(filer, filing):
    workings = panel_of(text(filer.get(url("indicators", filing)))).split("得分与计算过程")[1]

    assert "funds/total/score" in workings
    assert "indicators/r1/score" not in workings


def test_a_form_without_funds_has_no_rate(filer, unit):
    filing = make_evaluation(unit, form=small_form(funds=None))

    panel = panel_of(text(filer.get(url("header", filing))))
    assert "预算执行率 <b>—</b>" in panel
    assert "填写预算数、执行数和实际完成值后，这里显示计算过程。" in panel
