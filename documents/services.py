"""Freezing what is filed, stamping it, asking for its papers, publishing and reading them (D5, D6, D12)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.filing import canonical
from core.filing.snapshot import Snapshot
from core.paper.finding_list import FindingList
from core.paper.remark_list import RemarkList
from core.paper.workings import is_on_request
from documents import storage
from documents.codes import draw_code
from documents.collecting import collect
from documents.models import FormVersion, FrozenFiling, FrozenFindings, RenderedDocument, SetPaper, Stamp
from documents.sources import filing_of, form_of, snapshot_of
from foundation.jobs import services as jobs
from foundation.jobs.models import Job

__all__ = [
    "damage",
    "form_of",
    "freeze",
    "freeze_findings",
    "freeze_remarks",
    "open_document",
    "papers_of",
    "papers_with_workings",
    "publish",
    "renew",
    "request_documents",
    "request_findings",
    "request_remarks",
    "snapshot_of",
    "stamp",
]

JOB_KIND = "render_document"
RENDERER_VERSION = "5"  # raised whenever the same filing would print other bytes
DRAWS = 5
Kind, Format = RenderedDocument.Kind, RenderedDocument.Format
Paper = tuple[str, str]
Printed = RenderedDocument | SetPaper
TABLE: tuple[Paper, ...] = ((Kind.TABLE, Format.PDF), (Kind.TABLE, Format.XLSX))
REPORT: tuple[Paper, ...] = ((Kind.REPORT, Format.PDF),)
REPORT_ALONE: tuple[Paper, ...] = (*REPORT, (Kind.REPORT, Format.XLSX))
BUNDLE: tuple[Paper, ...] = ((Kind.BUNDLE, Format.PDF),)
EVIDENCE: tuple[Paper, ...] = ((Kind.EVIDENCE, Format.PDF),)
WORKINGS: tuple[Paper, ...] = ((Kind.WORKINGS, Format.PDF), (Kind.WORKINGS, Format.XLSX))
FINDINGS: tuple[Paper, ...] = ((Kind.FINDINGS, Format.PDF), (Kind.FINDINGS, Format.XLSX))
REMARKS: tuple[Paper, ...] = ((Kind.REMARKS, Format.PDF), (Kind.REMARKS, Format.XLSX))


@transaction.atomic
def freeze(snapshot: Snapshot, form_version: FormVersion) -> FrozenFiling:
    """Store the snapshot in canonical JSON, once for each content; ValueError where it is on another form."""
    if snapshot.form_sha256 != form_version.sha256:
        raise ValueError("the snapshot was not filled in on this form")
    body = canonical.to_json(snapshot)
    frozen, _ = FrozenFiling.objects.get_or_create(
        sha256=canonical.sha256(body), defaults={"form_version": form_version, "body": body}
    )
    return frozen


def freeze_findings(listed: FindingList) -> FrozenFindings:
    """Store findings and answers in canonical JSON, once for each content."""
    return _freeze_list(listed)


def freeze_remarks(listed: RemarkList) -> FrozenFindings:
    """Store remarks and what was said to them in canonical JSON, once for each content."""
    return _freeze_list(listed)


def _freeze_list(listed: FindingList | RemarkList) -> FrozenFindings:
    body = canonical.text_of(listed)
    return FrozenFindings.objects.get_or_create(
        sha256=canonical.sha256(body), defaults={"state": listed.state, "body": body}
    )[0]


def stamp(frozen: FrozenFiling, label: str) -> Stamp:
    """Return the stamp of `frozen` as 送签稿 or 定稿; its code is drawn once and then stays."""
    for _ in range(DRAWS):
        try:
            with transaction.atomic():
                return Stamp.objects.get_or_create(
                    frozen=frozen, label=label, defaults={"code": draw_code()}
                )[0]
        except IntegrityError:  # 60 random bits met before: draw again
            continue
    raise RuntimeError("no free version code")


@transaction.atomic
def request_documents(
    stamp: Stamp, *, asked_by: jobs.Person | None, kinds: Sequence[Paper] | None = None
) -> list[RenderedDocument]:
    """Ask for the papers of `stamp`, each by a job of its own.

    One asked for before is returned as it is; where its job failed, that is tried again.
    `kinds` are pairs of kind and format; by default all that the form and the filing provide for.
    """
    return [_request(stamp, kind, file_format, asked_by) for kind, file_format in kinds or papers_of(stamp)]


@transaction.atomic
def request_findings(
    stamp: Stamp, findings: FrozenFindings, *, asked_by: jobs.Person | None
) -> list[RenderedDocument]:
    """Ask for 校验结果单 as PDF and as a workbook; as `request_documents` does for the others."""
    return [_request(stamp, kind, file_format, asked_by, findings) for kind, file_format in FINDINGS]


@transaction.atomic
def request_remarks(
    stamp: Stamp, remarks: FrozenFindings, *, asked_by: jobs.Person | None
) -> list[RenderedDocument]:
    """Ask for 修改意见单; as `request_findings`."""
    return [_request(stamp, kind, file_format, asked_by, remarks) for kind, file_format in REMARKS]


def papers_with_workings(stamp: Stamp) -> Sequence[Paper]:
    """Those of `papers_of`, and the table with 计算过程 appended where the form leaves that to who prints."""
    form, _ = filing_of(stamp.frozen)
    wanted = WORKINGS if is_on_request(form) else ()
    return (*papers_of(stamp), *wanted)


def papers_of(stamp: Stamp) -> Sequence[Paper]:
    """The table, the report and both in one, as the form asks; the list of evidence where there is any.

    The workbook of a table has the report too; where there is no table, the report has one of its own.
    """
    form, snapshot = filing_of(stamp.frozen)
    table = TABLE if form.has_table else ()
    report = (REPORT + BUNDLE if table else REPORT_ALONE) if form.report else ()
    return table + report + (EVIDENCE if snapshot.evidence else ())


def _request(
    stamp: Stamp,
    kind: str,
    file_format: str,
    asked_by: jobs.Person | None,
    findings: FrozenFindings | None = None,
) -> RenderedDocument:
    document, is_new = RenderedDocument.objects.select_related("job").get_or_create(
        stamp=stamp, kind=kind, file_format=file_format, renderer_version=RENDERER_VERSION, findings=findings
    )
    if is_new:
        document.job = jobs.enqueue(JOB_KIND, subject_id=document.pk, asked_by=asked_by)
        document.save(update_fields=["job"])
    elif document.job is not None:
        jobs.retry(document.job)
    return document


def publish(document: Printed, content: bytes, *, job: Job) -> None:
    """Keep the file, and say so in its row if this worker still owns the job (else LostJobError).

    The file's name follows from the document and the content, so a second attempt after a crash writes the
    same file again, and none is left over. What waits for it as its last part is asked for.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    name = storage.name_for(f"{document.storage_key}:{sha256}", document.file_format)
    storage.write(name, content)
    facts: dict[str, Any] = {
        "file_name": name,
        "sha256": sha256,
        "size": len(content),
        "published_at": timezone.now(),
    }
    with jobs.publishing(job):
        if not _rows(document).filter(published_at__isnull=True).update(**facts):
            raise RuntimeError(f"document {document.pk} was published before")
        collect(document)


def _rows(document: Printed) -> QuerySet[Any]:
    return type(document).objects.filter(pk=document.pk)


def open_document(document: Printed) -> bytes:
    """Return the paper's bytes; storage.DamagedPaperError where the file is gone or was changed."""
    return storage.read(document.file_name, sha256=document.sha256)


def damage(document: Printed) -> str:
    """Say what is wrong with the file of a published paper; nothing where it is whole, or not there yet."""
    if document.published_at is None:
        return ""
    try:
        open_document(document)
    except storage.DamagedPaperError as error:
        return str(error)
    return ""


@transaction.atomic
def renew(document: Printed) -> str:
    """Have a paper printed again whose file is damaged, and say what was wrong with it.

    Nothing is done, and nothing said, where the file is whole or somebody else was faster. The frozen filing
    and the stamp are what they were, so the same paper follows (D16).
    """
    wrong = damage(document)
    published = _rows(document).filter(published_at=document.published_at)
    nothing = {"published_at": None, "file_name": "", "sha256": "", "size": None}
    if wrong and document.job is not None and published.update(**nothing):
        jobs.redo(document.job)
        return wrong
    return ""
