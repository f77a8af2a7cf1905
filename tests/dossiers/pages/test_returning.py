"""退回修改 of some parts on the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.dossiers.models import Cell, Evaluation, Move
from tests.dossiers.earlier import LAST_YEAR, file_last_year
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url


@pytest.fixture
def life(db):
    return begin().to()


def give_back(life, *parts):
    now = Evaluation.objects.get(pk=life.evaluation.pk)
    data = {"revision": now.revision, "reason": "请核对", "scope": list(parts)}
    return signed_in(life.people["unit_head"]).post(url("move", life.evaluation, "return"), data)


def read(life, name, who="filer"):
    return text(signed_in(life.people[who]).get(url(name, life.evaluation)))


def test_the_reviewer_is_offered_the_parts_that_the_form_has(life):
    page = read(life, "overview", "unit_head")

    assert "只退回以下部分（不勾选的，整表退回）" in page
    assert 'value="funds"' in page
    assert 'value="texts"' not in page


def test_a_part_that_the_form_has_not_is_refused_beside_the_field_with_what_was_typed(life):
    answer = give_back(life, "texts")

    assert answer.status_code == 422
    assert "请核对" in text(answer)
    assert not Move.objects.filter(action="return").exists()


def test_the_filer_reads_what_is_open_on_every_page(life):
    give_back(life, "funds", "report")

    assert "退回范围：项目资金、自评报告" in read(life, "overview")
    assert "本次只退回修改：项目资金、自评报告。" in read(life, "goals")
    assert 'name="goals/1/actual"' not in read(life, "goals")
    assert 'name="funds/total/executed"' in read(life, "funds")


def test_files_cannot_be_brought_where_they_were_not_returned(life):
    give_back(life, "funds")

    page = read(life, "evidence")

    assert "佐证材料不在退回范围内" in page
    assert 'type="file"' not in page


def test_files_can_be_brought_with_the_rows_that_they_prove(life):
    give_back(life, "indicators")

    assert 'type="file"' in read(life, "evidence")


def test_a_filing_under_review_says_nothing_of_a_scope(life):
    assert "本次只退回修改" not in read(life, "goals", "unit_head")


def test_the_funds_of_all_projects_are_closed_where_they_were_not_returned(life):
    give_back(life, "goals")
    filing = life.evaluation

    page = text(signed_in(life.people["filer"]).get(address("dossier_funds", filing)))

    assert f'name="{filing.pk}/funds/total/executed"' not in page


def test_the_funds_of_all_projects_are_open_where_they_were_returned_or_the_whole_was(life):
    filing = life.evaluation
    for parts in ((), ("funds",)):
        filing.status, filing.step = "in_review", "unit_head"
        filing.save()
        give_back(life, *parts)

        page = text(signed_in(life.people["filer"]).get(address("dossier_funds", filing)))

        assert f'name="{filing.pk}/funds/total/executed"' in page


def test_of_last_years_words_those_of_closed_cells_are_not_offered_for_all(life):
    file_last_year(life.evaluation, {**LAST_YEAR, "report/s1": "上年的项目概况。"})
    Cell.objects.filter(evaluation=life.evaluation, ref__startswith="report/").delete()
    give_back(life, "goals")

    assert "空白栏全部取用上年内容" not in read(life, "report")


def address(name, filing):
    return reverse(f"dossiers:{name}", args=[filing.cycle_id, filing.unit_id])
