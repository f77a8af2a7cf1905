"""Any state prints at once; what is asked for twice is made once."""

import pytest

from documents.models import RenderedDocument
from documents.services import publish
from evaluations.dossiers.services.printing import print_again, print_now
from foundation.audit.models import AuditEvent
from foundation.jobs import running
from foundation.jobs.models import Job
from tests.dossiers.lives import ALL, begin

pytestmark = pytest.mark.django_db


def test_a_draft_prints_for_signature():
    life = begin()

    mark = print_now(life.evaluation, by=life.people["filer"])

    assert (mark.label, mark.documents.count()) == ("for_signature", 4)


def test_the_table_with_its_workings_is_printed_for_who_asks():
    life = begin()

    mark = print_now(life.evaluation, by=life.people["filer"], with_workings=True)

    asked = mark.documents.filter(kind="workings").order_by("file_format")
    assert [document.file_format for document in asked] == ["pdf", "xlsx"]


def test_an_approved_filing_prints_as_final():
    life = begin().to(*ALL)

    assert print_now(life.evaluation, by=life.people["filer"]).label == "final"


def test_the_final_paper_is_what_was_approved_though_the_unit_is_renamed():
    life = begin().to(*ALL)
    life.evaluation.unit.name = "更名后的单位"
    life.evaluation.unit.save()

    mark = print_now(life.evaluation, by=life.people["filer"])

    assert (mark.label, mark.frozen) == ("final", life.evaluation.moves.last().frozen)


def test_a_second_click_asks_for_nothing_new():
    life = begin()
    first = print_now(life.evaluation, by=life.people["filer"])

    assert print_now(life.evaluation, by=life.people["unit_head"]) == first
    assert RenderedDocument.objects.count() == 4


def test_who_asked_first_is_kept():
    life = begin()

    for who in ("filer", "unit_head"):
        print_now(life.evaluation, by=life.people[who])

    assert [each.asked_by for each in life.evaluation.printings.all()] == [life.people["filer"]]


def test_a_second_click_tries_again_what_failed():
    life = begin()
    print_now(life.evaluation, by=life.people["filer"])
    done, *failed = Job.objects.order_by("pk")
    Job.objects.filter(pk=done.pk).update(state="done")
    Job.objects.exclude(pk=done.pk).update(state="failed", reason="生成超过60秒，已停止。")

    print_now(life.evaluation, by=life.people["filer"])

    states = Job.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", *["queued"] * len(failed)]


@pytest.fixture
def damaged(papers):
    """A draft with a published paper whose file was changed: (life, paper)."""
    life = begin()
    print_now(life.evaluation, by=life.people["filer"])
    document = RenderedDocument.objects.order_by("pk").first()
    running.claim(document.job_id)
    publish(document, b"%PDF-1.7 paper", job=Job.objects.get(pk=document.job_id))
    document.refresh_from_db()
    (papers / document.file_name).write_bytes(b"changed")
    return life, document


def test_printing_again_renews_what_is_damaged(damaged):
    life, document = damaged

    print_now(life.evaluation, by=life.people["filer"])

    again = RenderedDocument.objects.select_related("job").get(pk=document.pk)
    assert (again.published_at, again.file_name, again.job.state) == (None, "", "queued")


def test_a_damaged_paper_alone_is_renewed_on_the_record(damaged):
    life, document = damaged

    assert print_again(life.evaluation, document, by=life.people["filer"])

    event = AuditEvent.objects.get(action="重新生成文书")
    paper = event.detail["文书"][0]
    assert (event.actor_id, paper["原校验值"]) == (life.people["filer"].pk, document.sha256)
    assert paper["原因"].startswith("文书文件与生成时不一致")


def test_what_is_whole_is_neither_renewed_nor_noted(damaged, papers):
    life, document = damaged
    (papers / document.file_name).write_bytes(b"%PDF-1.7 paper")

    assert not print_again(life.evaluation, document, by=life.people["filer"])
    assert not AuditEvent.objects.filter(action="重新生成文书").exists()
