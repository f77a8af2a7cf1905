"""预览, 打印文书 and 报送记录."""

from __future__ import annotations

import pytest
from django.urls import resolve

from core.workflow import Action
from documents.models import RenderedDocument, Stamp
from documents.services import publish
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from foundation.jobs.models import Job
from tests.dossiers.lives import ALL, begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import post_cells, text, url
from tests.factories import fill_in


@pytest.fixture
def printed(filer, filled) -> Evaluation:
    filer.post(url("print", filled))
    return filled


@pytest.fixture
def document(printed) -> RenderedDocument:
    return RenderedDocument.objects.order_by("pk").first()


def run(document, content=b"%PDF-1.7 paper"):
    """Publish the document as the worker does."""
    Job.objects.filter(pk=document.job_id).update(
        state="running", owner="w", lease_until="2100-01-01T00:00:00Z", attempts=1
    )
    job = Job.objects.get(pk=document.job_id)
    publish(document, content, job=job)


def test_preview_draws_table_and_report(filer, filled):
    page = text(filer.get(url("preview", filled)))

    assert 'class="paper-table"' in page
    assert "项目基本情况" in page


def test_draft_prints_at_once_for_signature(filer, printed):
    stamp = Stamp.objects.get()

    page = text(filer.get(url("documents", printed)))

    assert stamp.label == Stamp.Label.FOR_SIGNATURE
    assert stamp.code in page
    assert "排队中" in page


def test_who_prints_may_have_the_workings_appended(filer, filled):
    page = text(filer.get(url("documents", filled)))

    filer.post(url("print", filled), {"workings": "on"})

    assert "另附计算过程" in page
    assert "自评表（附计算过程） PDF" in text(filer.get(url("documents", filled)))


def test_workings_are_not_printed_for_who_does_not_ask(filer, printed):
    assert "附计算过程）" not in text(filer.get(url("documents", printed)))


def test_reviewer_may_print_too(head, filled):
    assert head.post(url("print", filled)).status_code == 302


def test_states_are_asked_for_again_while_something_is_under_way(filer, printed):
    fragment = text(filer.get(url("document_states", printed)))

    assert 'hx-trigger="every 2s"' in fragment
    assert "刷新状态" in fragment
    assert "<html" not in fragment


def test_finished_states_are_not_asked_for_again(filer, printed):
    Job.objects.update(state="done")

    assert "hx-get" not in text(filer.get(url("document_states", printed)))


def test_failure_says_why_and_can_be_tried_again(filer, printed, document):
    Job.objects.filter(pk=document.job_id).update(state="failed", reason="生成超过60秒，已停止。")

    page = text(filer.get(url("documents", printed)))
    response = filer.post(url("retry", printed, document.pk))

    assert "生成超过60秒，已停止。" in page
    assert response.status_code == 302
    assert Job.objects.get(pk=document.job_id).state == "queued"


def test_only_what_failed_is_tried_again(filer, printed, document):
    assert filer.post(url("retry", printed, document.pk)).status_code == 404


def test_paper_is_downloaded_as_a_file(filer, printed, document):
    run(document)

    response = filer.get(url("download", printed, document.pk))

    assert response.content == b"%PDF-1.7 paper"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


def test_unfinished_paper_is_not_found(filer, printed, document):
    assert filer.get(url("download", printed, document.pk)).status_code == 404


def test_paper_of_another_filing_is_not_found(filer, printed, document, unit):
    from tests.factories import make_evaluation

    run(document)
    other = make_evaluation(unit)

    assert filer.get(url("download", other, document.pk)).status_code == 404


def test_damaged_paper_is_said(filer, printed, document, papers):
    run(document)
    (papers / RenderedDocument.objects.get(pk=document.pk).file_name).write_bytes(b"changed")

    response = filer.get(url("download", printed, document.pk), follow=True)

    assert "message-error" in text(response)


def test_what_was_printed_stays_and_says_that_the_content_has_changed(filer, printed):
    before = text(filer.get(url("documents", printed)))
    post_cells(filer, printed, {"header/filer": "韩梅"})

    after = text(filer.get(url("documents", printed)))

    code = Stamp.objects.get().code
    shown = [(code in page, "与当前内容不同" in page) for page in (before, after)]
    assert shown == [(True, False), (True, True)]


def test_history_keeps_every_submission(filer, filled, person):
    make_move(filled, Action.SUBMIT, by=person, revision=filled.revision)

    page = text(filer.get(url("history", filled)))
    paper = text(filer.get(url("submission", filled, 1)))

    assert "第1次报送稿" in page
    assert filled.submissions.get().frozen.sha256[:16] in page
    assert 'class="paper-table"' in paper


def test_submission_that_is_none_is_not_found(filer, filled):
    assert filer.get(url("submission", filled, 1)).status_code == 404


def test_final_paper_is_void_after_the_approval_is_cancelled(filer, filled, person):
    Evaluation.objects.filter(pk=filled.pk).update(status="approved")
    filer.post(url("print", filled))
    Evaluation.objects.filter(pk=filled.pk).update(status="in_review", step="performance")

    page = text(filer.get(url("documents", filled)))

    assert Stamp.objects.get().label == Stamp.Label.FINAL
    assert "已失效" in page


@pytest.mark.django_db
def test_only_what_was_approved_last_counts_as_final():
    life = begin().to(*ALL)
    life.move(Action.REOPEN, "performance", reason="核定数有误")
    life.move(Action.RETURN, "performance", reason="请更正")
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})
    life.to(*ALL)

    page = text(signed_in(life.people["filer"]).get(url("documents", life.evaluation)))

    assert Stamp.objects.filter(label=Stamp.Label.FINAL).count() == 2
    assert page.count("已失效") == 1


def test_the_table_stands_first(filer, printed):
    page = text(filer.get(url("documents", printed)))

    assert page.index("自评表 PDF") < page.index("自评表 XLSX") < page.index("自评报告 PDF")
    assert page.index("自评报告 PDF") < page.index("自评报告及附件 PDF")


def test_asking_for_states_keeps_nobody_signed_in():
    assert resolve("/filings/1/documents/states/").func.passive is True


def test_a_lost_paper_is_said_on_its_page_and_can_be_asked_for_again(filer, printed, document, papers):
    run(document)
    (papers / RenderedDocument.objects.get(pk=document.pk).file_name).unlink()

    page = text(filer.get(url("documents", printed)))
    filer.post(url("retry", printed, document.pk))
    run(document)

    assert "文件损坏" in page
    assert f'href="{url("download", printed, document.pk)}"' not in page
    assert filer.get(url("download", printed, document.pk)).content == b"%PDF-1.7 paper"


def test_a_whole_paper_is_not_made_again(filer, printed, document):
    run(document)

    assert filer.post(url("retry", printed, document.pk)).status_code == 404
    assert filer.get(url("download", printed, document.pk)).status_code == 200


def test_a_second_attempt_says_why_the_first_one_failed(filer, printed, document):
    Job.objects.filter(pk=document.job_id).update(reason="第1次未完成：超过60秒未完成，已停止。")

    page = text(filer.get(url("documents", printed)))

    assert "第1次未完成：超过60秒未完成，已停止。" in page
