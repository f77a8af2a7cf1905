"""部门汇总表: printed of what was passed on, given out to who sees every filing in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.workflow import Action
from documents.models import SetPaper
from evaluations.dossiers.models import Evaluation
from evaluations.oversight.models import DepartmentPrinting
from tests.documents.printed import work
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.factories import make_unit
from tests.oversight.conftest import at, ticks


def test_before_anything_passed_there_is_no_table(life, reviewer, waiting):
    answer = reviewer.post(at("department_table", life))

    assert (answer.status_code, "没有可以汇总的内容" in text(answer)) == (409, True)


@pytest.fixture
def tables(life, reviewer, waiting, second):
    """部门汇总表 of one filing, while another is not passed on; PDF and workbook."""
    reviewer.post(at("department_forward", life), ticks(waiting))
    return list(SetPaper.objects.filter(kind="department_table").order_by("file_format"))


def paper_at(life, paper):
    return reverse(
        "department_paper", args=[life.evaluation.cycle_id, life.evaluation.unit.parent_id, paper.pk]
    )


def test_the_table_is_listed_and_asked_for_again_until_it_is_there(life, reviewer, tables):
    page = text(reviewer.get(at("department_review", life)))
    fragment = text(reviewer.get(at("department_tables", life)))

    assert tables[0].frozen_set.code in page
    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_the_workbook_is_given_out_with_the_filing_and_what_is_left_out(life, reviewer, tables, waiting):
    work(tables[1])

    answer = reviewer.get(paper_at(life, tables[1]))

    assert answer.content[:2] == b"PK"
    assert waiting.number in tables[1].frozen_set.body
    assert "另有1份尚未报送财政" in tables[1].frozen_set.body
    assert "送签稿" in tables[1].frozen_set.get_label_display()


def test_a_damaged_table_is_told_and_made_again(life, reviewer, tables, papers):
    work(tables[1])
    paper = SetPaper.objects.get(pk=tables[1].pk)
    (papers / paper.file_name).unlink()

    answer = reviewer.get(paper_at(life, paper), follow=True)
    reviewer.post(at("department_table", life))

    assert "文书文件不存在" in text(answer)
    assert SetPaper.objects.get(pk=paper.pk).published_at is None
    assert DepartmentPrinting.objects.count() == 1


def test_a_table_with_a_filing_that_one_may_not_see_is_not_there(life, reviewer, tables):
    Evaluation.objects.filter(pk=life.evaluation.pk).update(unit=make_unit(life.evaluation.unit.parent))
    client = signed_in(life.people["division"])

    assert client.get(paper_at(life, tables[0])).status_code == 404
    assert tables[0].frozen_set.code not in text(client.get(at("department_review", life)))


def test_once_all_is_approved_the_table_is_final(life, reviewer, waiting):
    life.move(Action.APPROVE, "department")
    Evaluation.objects.update(status="approved", step="")

    reviewer.post(at("department_table", life))

    printing = DepartmentPrinting.objects.get()
    assert printing.frozen_set.label == "final"
    assert "另有" not in printing.frozen_set.body
    assert str(printing) == str(printing.frozen_set)
