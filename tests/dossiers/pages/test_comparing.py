"""修改对照 on its page."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Evaluation, Evidence
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import post_cells, text, typed, url


@pytest.fixture
def life(db):
    """Filed, returned, filed again with another figure."""
    life = begin().to()
    life.move(Action.RETURN, "unit_head", reason="请核对")
    change(life, **{"goals/1/actual": "救助962.47人次。"})
    life.move(Action.SUBMIT, "filer")
    return life


def change(life, **cells):
    answer = post_cells(signed_in(life.people["filer"]), Evaluation.objects.get(pk=life.evaluation.pk), cells)
    assert answer.status_code == 302
    life.evaluation.refresh_from_db()


def compared(life, who="unit_head", **query):
    answer = signed_in(life.people[who]).get(url("compare", life.evaluation), query)
    assert answer.status_code == 200
    return text(answer)


def test_the_last_submission_is_held_against_the_one_before(life):
    page = compared(life, "division")

    assert "从“第1次报送稿”到“第2次报送稿”改动：自评表" in page
    assert "<ins>救助962.47人次。</ins>" in page


def test_who_decided_on_one_begins_there(life):
    page = compared(life)

    (chosen,) = re.findall(r'value="1"\s+selected>([^<]+)<', page)
    assert chosen == "第1次报送稿（您上次办理的）"


def test_two_states_are_chosen_and_the_same_has_no_changes(life):
    page = compared(life, **{"from": "2", "to": "2"})

    assert "“第2次报送稿”与“第2次报送稿”内容相同。" in page
    assert "<ins>" not in page


def test_what_is_no_state_is_taken_as_nothing_chosen(life):
    assert "从“第1次报送稿”到“第2次报送稿”" in compared(life, **{"from": "9", "to": "x"})


def test_what_is_written_since_is_held_against_what_was_filed(life):
    life.move(Action.RETURN, "unit_head", reason="再核对")
    change(life, **{"goals/1/actual": "救助963.00人次。"})

    page = compared(life, "filer")

    assert "从“第2次报送稿”到“目前内容”" in page
    assert "<del>962.47</del><ins>963.00</ins>" in page


def test_by_how_much_a_number_went_up_stands_beside_it(life):
    life.move(Action.RETURN, "unit_head", reason="再核对")
    was = Decimal(typed(life.evaluation, "funds/total/executed"))
    change(life, **{"funds/total/executed": str(was + 36)})

    assert f'<ins>{was + 36}</ins> <span class="by">（+36）</span>' in compared(life, "filer")


def test_a_filing_that_was_never_filed_has_nothing_to_compare(filer, filled):
    assert "只有一稿" in text(filer.get(url("compare", filled)))


def test_what_was_filed_once_and_is_under_review_has_nothing_to_compare(db):
    assert "只有一稿" in compared(begin().to())


def test_the_report_shows_the_sections_that_changed_and_nothing_typed_is_markup(life):
    life.move(Action.RETURN, "unit_head", reason="再核对")
    change(life, **{"report/s1": f"{typed(life.evaluation, 'report/s1')}新增<b>一句。"})

    page = compared(life, "filer")

    assert "<ins>新增&lt;b&gt;一句。</ins>" in page
    assert page.count('class="report-heading') == 1


def test_what_stands_neither_in_the_table_nor_in_the_report_is_listed(life):
    life.move(Action.RETURN, "unit_head", reason="再核对")
    Evidence.objects.create(
        evaluation=life.evaluation,
        name="发票.pdf",
        extension="pdf",
        size=1024,
        sha256="a" * 64,
        stored="a",
        uploaded_by=life.people["filer"],
    )

    page = compared(life, "filer")

    assert "其他改动" in page
    assert "发票.pdf（1.0KB，aaaaaaaa）" in page
