"""The page 送签单和全部打印."""

from __future__ import annotations

import pytest

from documents.models import SetPaper
from evaluations.dossiers.models import Evaluation
from foundation.jobs.models import Job
from tests.documents.printed import work
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_dossier import at
from tests.factories import make_evaluation, make_user


@pytest.fixture
def ordered(filer, filled):
    filer.post(at("dossier_print", filled))
    return filled


def do(*kinds):
    """Do the jobs of these papers as the worker does."""
    for paper in SetPaper.objects.filter(kind__in=kinds).exclude(job=None):
        work(paper)


@pytest.fixture
def sheet(ordered):
    """The 送签单 that is there, as PDF."""
    do("sign_off_sheet")
    return SetPaper.objects.get(kind="sign_off_sheet", file_format="pdf")


def page_of(client, filing):
    return text(client.get(at("dossier_papers", filing)))


def test_nothing_printed_says_what_can_be_done(filer, filled):
    assert "还没有打印过" in page_of(filer, filled)


def test_an_order_is_listed_with_its_code(filer, ordered):
    page = page_of(filer, ordered)

    assert SetPaper.objects.first().frozen_set.code in page
    assert "正在生成" in page
    assert "等待3份文书生成" in page


def test_what_was_not_begun_is_told(filer, filled):
    make_evaluation(filled.unit, cycle=filled.cycle)

    page = text(filer.post(at("dossier_print", filled), follow=True))

    assert "尚未填报的1份没有列入" in page


def test_a_set_that_nobody_began_is_refused_on_the_page(filer, filled):
    Evaluation.objects.update(status="exempt")

    answer = filer.post(at("dossier_print", filled))

    assert (answer.status_code, "没有可以打印的内容" in text(answer)) == (409, True)


def test_states_are_asked_for_again_while_something_is_under_way(filer, ordered):
    fragment = text(filer.get(at("dossier_paper_states", ordered)))

    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_a_finished_sheet_is_given_out(filer, sheet, ordered):
    answer = filer.get(f"{at('dossier_papers', ordered)}{sheet.pk}/")

    assert answer.content[:5] == b"%PDF-"
    assert "attachment" in answer["Content-Disposition"]


def test_a_damaged_sheet_is_not_given_out_and_the_page_says_so(filer, sheet, ordered, papers):
    (papers / sheet.file_name).unlink()

    answer = filer.get(f"{at('dossier_papers', ordered)}{sheet.pk}/", follow=True)

    assert "文书文件不存在，请重新生成" in text(answer)


def test_a_damaged_sheet_is_made_again_by_printing_all(filer, sheet, ordered, papers):
    (papers / sheet.file_name).unlink()

    filer.post(at("dossier_print", ordered))

    assert SetPaper.objects.get(pk=sheet.pk).published_at is None


def test_what_failed_is_told_with_what_to_do(filer, ordered):
    Job.objects.update(state="failed", reason="生成超过60秒，已停止。")

    page = page_of(filer, ordered)

    assert "有3份文书没有生成，请再点“全部打印”重新生成。" in page
    assert "生成超过60秒，已停止。" in page
    assert "hx-trigger" not in page


def test_a_sheet_of_another_unit_is_not_there(filer, sheet, ordered, filled):
    other = make_evaluation()
    stranger = make_user(other.unit, "filer")

    assert signed_in(stranger).get(f"{at('dossier_papers', other)}{sheet.pk}/").status_code == 404
    assert filer.get(f"{at('dossier_papers', ordered)}0/").status_code == 404
