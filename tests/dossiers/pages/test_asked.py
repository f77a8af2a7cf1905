"""What rules ask stands under its row: answered, refused, pasted and taken over like every cell."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.asking import ANSWERED, SAID, ask, asks_everything
from tests.core.filing.every_rule import EXPECTED, RATIO, every_answer, every_rule_form
from tests.dossiers.pages.posting import autosave, post_cells, text, typed, url
from tests.factories import SMALL_FORM, make_evaluation, make_project, small_form, write_cells

ACTUAL = "indicators/r1/actual"
PLAN, PAY, LATE = (f"indicators/r1/answers.{key}" for key in ("plan", "pay", "late"))
ALL = {f"indicators/r1/answers.{key}": answer for key, answer in ANSWERED.items()}


@pytest.fixture
def asking(monkeypatch, filing):
    """The filing, of which one row asks every kind."""
    ask(monkeypatch)
    return asks_everything(filing)


def options(page: str, ref: str) -> list[tuple[str, bool]]:
    """The texts of a choice, and whether each is the one that stands there."""
    inside = re.search(rf'<select[^>]*name="{re.escape(ref)}"[^>]*>(.*?)</select>', page)
    assert inside
    return [(value, bool(chosen)) for value, chosen in re.findall(r'value="([^"]*)"( selected)?', inside[1])]


def test_every_answer_is_kept_as_it_was_given(filer, asking):
    response = post_cells(filer, asking, ALL)

    assert response.status_code == 302
    assert {ref: typed(asking, ref) for ref in ALL} == ALL


def test_what_was_answered_stands_in_the_page(filer, asking):
    post_cells(filer, asking, ALL)

    page = text(filer.get(url("indicators", asking)))

    assert options(page, PLAN) == [("", False), ("是", True), ("否", False)]
    assert options(page, PAY) == [("", False), ("及时", False), ("不及时", True)]
    assert re.search(rf'name="{re.escape(LATE)}"[^>]*value="2"', page)


def test_ticks_have_the_numbers_by_which_the_actual_tells_them(filer, asking):
    page = text(filer.get(url("indicators", asking)))

    assert "①有年度计划" in page
    assert "②制度健全" in page
    assert "迟报次数（次）" in page


def test_a_refused_answer_stays_at_its_place_and_stops_the_others(filer, asking):
    response = post_cells(filer, asking, {**ALL, LATE: "两次", PAY: "按时"})

    page = text(response)

    assert response.status_code == 422
    assert f'id="error_{LATE}">「两次」不能识别为数字' in page
    assert f'id="error_{PAY}">「按时」不在可选项之中，请从列出的选项中选择。' in page
    assert ("按时", True) in options(page, PAY)
    assert typed(asking, PLAN) == ""


def test_an_answer_that_another_changed_is_shown_beside_mine(filer, asking):
    write_cells(asking, {LATE: "3"})

    response = post_cells(filer, asking, {LATE: "2"}, seen="")

    assert response.status_code == 409
    assert 'value="2"' in text(response)
    assert "<q>3</q>" in text(response)


def test_what_the_answers_say_is_filled_in_as_the_actual(filer, asking):
    post_cells(filer, asking, ALL, then="fill")

    assert typed(asking, ACTUAL) == SAID


def test_an_autosave_says_what_the_answers_offer_and_what_is_still_open(filer, asking):
    others = {ref: given for ref, given in ALL.items() if ref != LATE}

    told = autosave(filer, asking, others, section="indicators").json()

    assert LATE in told["lacking"]
    assert PLAN not in told["lacking"]

    told = autosave(filer, asking, {LATE: "2"}, section="indicators").json()

    assert SAID in told["offers"][ACTUAL]


def test_an_autosave_refuses_what_is_no_answer_and_keeps_the_rest(filer, asking):
    response = autosave(filer, asking, {LATE: "两次", PLAN: "是"}, section="indicators")

    assert response.status_code == 422
    assert "不能识别为数字" in response.json()["trouble"][LATE]["html"]
    assert typed(asking, PLAN) == "是"


def test_a_page_that_is_closed_shows_answers_in_words(head, asking):
    write_cells(asking, ALL)

    page = text(head.get(url("indicators", asking)))

    assert ">不及时<" in page
    assert ">2次<" in page
    assert "<select" not in page.split("indicator-table")[1].split("</table>")[0]


def test_a_block_is_pasted_down_the_answers_of_one_row(filer, asking):
    answer = filer.post(url("paste", asking, "indicators"), {"at": PLAN, "block": "是\n否\n不及时\n"}).json()

    assert [cell["typed"] for cell in answer["cells"]] == ["是", "否", "不及时"]
    assert answer["cells"][0]["address"] == PLAN


def test_a_row_that_asks_nothing_has_nothing_under_it(filer, filing):
    assert "asked-row" not in text(filer.get(url("indicators", filing)))


def test_thirty_rows_that_ask_take_as_many_queries_as_one(monkeypatch, unit, filer):
    ask(monkeypatch)
    one, thirty = (asks_everything(make_evaluation(unit), rows=rows) for rows in (1, 30))

    taken = [queries(filer, filing) for filing in (one, thirty)]

    assert taken[0] == taken[1]


def queries(client, filing) -> int:
    with CaptureQueriesContext(connection) as found:
        page = text(client.get(url("indicators", filing)))
    assert page.count("asked-row") == filing.lines.filter(rule__kind="manual").count()
    return len(found)


def test_a_form_of_every_kind_of_rule_is_answered_and_filled_in_on_its_page(unit, filer):
    filing = make_evaluation(unit, form=every_rule_form())

    assert post_cells(filer, filing, every_answer(), then="fill").status_code == 302

    refs = {key: f"indicators/{key}" for key in EXPECTED}
    assert {
        key: (typed(filing, f"{ref}/actual"), typed(filing, f"{ref}/score")) for key, ref in refs.items()
    } == EXPECTED
    page = text(filer.get(url("indicators", filing)))
    assert "实际完成值 = 在职人员数 ÷ 编制数。" in page
    assert "30 ÷ 29 = 103.45%" in page


def test_an_approved_row_whose_rule_has_a_measure_is_worked_out_on_its_page(unit, filer):
    named = {"name": "控制率", "rule": {"kind": "at_most", "mode": "linear"}, "measure": RATIO}
    form = small_form(indicators={**SMALL_FORM["indicators"], "row_rules": [named]})
    project = make_project(unit)
    project.approved_targets.get().rows.filter(key="r1").update(rule=named["rule"])
    filing = make_evaluation(unit, form=form, project=project)

    inputs = {"indicators/r1/inputs.staff": "30", "indicators/r1/inputs.posts": "29"}
    post_cells(filer, filing, inputs, then="fill")

    assert typed(filing, ACTUAL) == "103.45%"
