from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from documents import codes, services, storage
from documents.models import FrozenFiling, RenderedDocument, Stamp
from foundation.jobs import running
from foundation.jobs.exceptions import LostJobError
from foundation.jobs.models import Job
from tests.documents.printed import asked, make_stamp, printed, work
from tests.factories import make_form_version, make_user
from tests.golden.yuancheng import catalogue_form, yuancheng


def test_equal_content_is_frozen_once():
    form, snapshot = yuancheng()
    version = make_form_version(form)

    assert services.freeze(snapshot, version) == services.freeze(replace(snapshot), version)
    assert FrozenFiling.objects.count() == 1


def test_frozen_filing_reads_back_as_it_was():
    form, snapshot = yuancheng()

    frozen = services.freeze(snapshot, make_form_version(form))

    assert services.snapshot_of(frozen) == snapshot
    assert services.form_of(frozen.form_version) == form


def test_snapshot_on_another_form_is_refused():
    _, snapshot = yuancheng()
    other = make_form_version(catalogue_form("national-project-2020"))

    with pytest.raises(ValueError, match="not filled in on this form"):
        services.freeze(snapshot, other)


def test_stamp_keeps_its_code():
    first = make_stamp(*yuancheng())

    assert make_stamp(*yuancheng()) == first
    assert codes.read_code(first.code) == first.code


def test_draft_and_final_have_codes_of_their_own():
    draft = make_stamp(*yuancheng())

    final = make_stamp(*yuancheng(), Stamp.Label.FINAL)

    assert (draft.frozen, draft.code != final.code) == (final.frozen, True)


def test_code_that_is_taken_is_drawn_again(monkeypatch):
    taken = make_stamp(*yuancheng()).code
    drawn = iter([taken, "0000-0000-0000-0"])
    monkeypatch.setattr(services, "draw_code", lambda: next(drawn))

    assert make_stamp(*yuancheng(total__score="93")).code == "0000-0000-0000-0"


def test_endless_clash_of_codes_is_an_error(monkeypatch):
    taken = make_stamp(*yuancheng()).code
    monkeypatch.setattr(services, "draw_code", lambda: taken)

    with pytest.raises(RuntimeError, match="no free version code"):
        make_stamp(*yuancheng(total__score="93"))


def test_all_papers_of_the_form_are_asked_for_once():
    stamp, user = make_stamp(*yuancheng()), make_user()

    documents = services.request_documents(stamp, asked_by=user)

    assert services.request_documents(stamp, asked_by=user) == documents
    assert Job.objects.filter(kind="render_document", asked_by_id=user.pk).count() == 4


def test_a_paper_without_a_job_is_returned_as_it_is():
    """As an archive of an older version may hold one."""
    stamp = make_stamp(*yuancheng())
    table = RenderedDocument.objects.create(
        stamp=stamp, kind="table", file_format="pdf", renderer_version=services.RENDERER_VERSION
    )

    assert services.request_documents(stamp, asked_by=None, kinds=[("table", "pdf")]) == [table]
    assert Job.objects.count() == 0


def test_form_without_report_has_a_table_only():
    form = catalogue_form("national-project-2020")
    _, snapshot = yuancheng()
    version = make_form_version(form)
    frozen = services.freeze(replace(snapshot, form_sha256=version.sha256), version)

    documents = services.request_documents(services.stamp(frozen, "final"), asked_by=None)

    assert {document.kind for document in documents} == {"table"}


def test_printed_paper_is_published_whole():
    document = printed(*yuancheng(), "table")

    content = services.open_document(document)
    assert (content[:5], len(content)) == (b"%PDF-", document.size)
    assert document.job.state == Job.State.DONE


def test_worker_that_lost_its_job_publishes_nothing():
    document = asked(*yuancheng(), "table", "xlsx")
    late = running.claim(document.job_id)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    running.claim(document.job_id)

    with pytest.raises(LostJobError):
        services.publish(document, b"late", job=late)

    assert RenderedDocument.objects.get().published_at is None


def test_published_paper_is_never_replaced():
    document = printed(*yuancheng(), "table", "xlsx")
    Job.objects.update(state=Job.State.RUNNING, lease_until=timezone.now())

    with pytest.raises(RuntimeError, match="published before"):
        services.publish(document, b"other", job=Job.objects.get())

    document.refresh_from_db()
    assert services.open_document(document)[:2] == b"PK"


def test_second_attempt_leaves_no_second_file(papers):
    document = asked(*yuancheng(), "table", "xlsx")
    services.storage.write(storage.name_for("left by a killed attempt", "xlsx"), b"x")

    work(document)
    first = sorted(papers.rglob("*.xlsx"))
    services.storage.write(RenderedDocument.objects.get().file_name, first[0].read_bytes())

    assert sorted(papers.rglob("*.xlsx")) == first
    assert list(papers.rglob("*.part")) == []


def test_changed_file_is_refused(papers):
    document = printed(*yuancheng(), "table", "xlsx")
    (papers / document.file_name).write_bytes(b"changed")

    with pytest.raises(storage.DamagedPaperError, match="与生成时不一致"):
        services.open_document(document)


def test_missing_file_is_refused(papers):
    document = printed(*yuancheng(), "table", "xlsx")
    (papers / document.file_name).unlink()

    with pytest.raises(storage.DamagedPaperError, match="请重新生成"):
        services.open_document(document)


@pytest.fixture
def lost(papers):
    """A printed paper whose file is gone."""
    document = printed(*yuancheng(), "table")
    (papers / document.file_name).unlink()
    return document


def test_a_lost_paper_is_printed_again_with_the_same_bytes(lost):
    sha256 = lost.sha256

    wrong = services.renew(lost)
    work(lost)

    lost.refresh_from_db()
    assert (wrong, lost.sha256) == ("文书文件不存在，请重新生成。", sha256)
    assert services.damage(lost) == ""


def test_a_lost_paper_is_renewed_once(lost):
    seen_by_another = RenderedDocument.objects.get()
    services.renew(lost)

    assert services.renew(seen_by_another) == ""
    assert Job.objects.get().state == Job.State.QUEUED


def test_a_whole_paper_is_not_renewed():
    document = printed(*yuancheng(), "table", "xlsx")

    assert services.renew(document) == ""
    assert RenderedDocument.objects.get().published_at == document.published_at


def test_a_paper_that_is_not_printed_yet_is_not_damaged():
    assert services.damage(asked(*yuancheng(), "table")) == ""
