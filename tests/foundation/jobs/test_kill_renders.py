"""kill -9 of the worker at random moments of real renders: every paper is printed, whole, and once."""

import os
import random
import time

import pytest
from django.conf import settings

from documents import services as papers
from documents.models import RenderedDocument
from foundation.jobs.models import Job
from tests.documents.many import with_rows
from tests.documents.printed import make_stamp
from tests.foundation.jobs.workers import wait_until

pytestmark = [pytest.mark.queue, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("KILLS", "20"))


def ask(number):
    """Ask for the PDF and the workbook of a filing of its own, and the report."""
    form, snapshot = with_rows(5, note=f"第{number}次")
    return papers.request_documents(make_stamp(form, snapshot), asked_by=None)


def running():
    return Job.objects.filter(state="running").exists()


def kill_at_random_moments(tree, chance):
    for number in range(KILLS):
        if not Job.objects.filter(state__in=["queued", "running"]).exists():
            ask(number)
        worker = tree.start()
        wait_until(running)
        time.sleep(chance.uniform(0, 1.5))
        tree.kill(worker)
    ask(KILLS)
    tree.start()
    wait_until(lambda: not Job.objects.exclude(state__in=["done", "failed"]).exists(), seconds=180)


def test_renders_killed_at_random_moments_are_all_printed_once(workers, tmp_path):
    with workers(JOB_MAX_ATTEMPTS="99") as tree:
        kill_at_random_moments(tree, random.Random(20211231))

    documents = RenderedDocument.objects.all()
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.suffix in (".pdf", ".xlsx")]
    assert set(Job.objects.values_list("state", "reason")) == {("done", "")}
    assert all(papers.open_document(document) for document in documents)
    assert len(files) == len(documents)
    assert "published before" not in (tmp_path / "workers.log").read_text(encoding="utf-8")
