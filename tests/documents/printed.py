"""From a filing to its papers by the way of the product: freeze, stamp, ask, run the job."""

from __future__ import annotations

from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from documents import services
from documents.models import RenderedDocument, Stamp
from foundation.jobs import handlers, running
from tests.factories import make_form_version


def make_stamp(form: FormDefinition, snapshot: Snapshot, label: str = Stamp.Label.FOR_SIGNATURE) -> Stamp:
    return services.stamp(services.freeze(snapshot, make_form_version(form)), label)


def asked(form: FormDefinition, snapshot: Snapshot, kind: str, file_format: str = "pdf") -> RenderedDocument:
    """One paper asked for, its job waiting."""
    stamp = make_stamp(form, snapshot)
    return services.request_documents(stamp, asked_by=None, kinds=[(kind, file_format)])[0]


def work(document: RenderedDocument) -> None:
    """Do the paper's job as a worker does, without renewing the lease (a test's transaction holds it)."""
    job = running.claim(document.job_id)
    assert job is not None
    handlers.handler(job.kind)(job.subject_id, job)


def printed(
    form: FormDefinition, snapshot: Snapshot, kind: str, file_format: str = "pdf"
) -> RenderedDocument:
    """One paper, printed."""
    document = asked(form, snapshot, kind, file_format)
    work(document)
    document.refresh_from_db()
    return document


def paper(form: FormDefinition, snapshot: Snapshot, kind: str, file_format: str = "pdf") -> bytes:
    """The bytes of one paper."""
    return services.open_document(printed(form, snapshot, kind, file_format))
