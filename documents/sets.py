"""Papers over many filings: 送签单, 函, 汇总表, one file of all, each asked for once (D5, D12, D16)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from core.filing import canonical
from core.paper.department_table import DepartmentRow, DepartmentTable
from core.paper.letter import Letter
from core.paper.sign_off import SignOff, SignOffRow
from documents.codes import draw_code
from documents.collecting import JOB_KIND, start_if_complete
from documents.models import FrozenSet, RenderedDocument, SetPaper, SetPart, Stamp
from documents.services import DRAWS, RENDERER_VERSION, papers_of, request_documents
from foundation.jobs import services as jobs

Kind, Format = SetPaper.Kind, RenderedDocument.Format
IN_ANOTHER = (RenderedDocument.Kind.BUNDLE,)
"""Papers whose pages the others have already."""


def freeze_set(said: SignOff) -> FrozenSet:
    """Store what a 送签单 says, once for each content; its code is drawn then and stays."""
    return freeze_text(canonical.text_of(said), label=said.label)


def freeze_text(body: str, *, label: str) -> FrozenSet:
    """Store the canonical JSON of what a paper over many filings says."""
    for _ in range(DRAWS):
        try:
            with transaction.atomic():
                given = {"label": label, "code": draw_code(), "body": body}
                return FrozenSet.objects.get_or_create(sha256=canonical.sha256(body), defaults=given)[0]
        except IntegrityError:  # 60 random bits met before: draw again
            continue
    raise RuntimeError("no free version code")


def sign_off_of(frozen: FrozenSet) -> SignOff:
    """Return what was frozen."""
    body = json.loads(frozen.body)
    return SignOff(**{**body, "rows": tuple(SignOffRow(**row) for row in body["rows"])})


def lines_of(frozen: FrozenSet) -> tuple[SignOffRow, ...]:
    """Return the lines of a 送签单; none where something else was frozen (函)."""
    return tuple(SignOffRow(**row) for row in json.loads(frozen.body).get("rows", ()))


def letter_of(frozen: FrozenSet) -> Letter:
    """Return what was frozen of a 函."""
    body = json.loads(frozen.body)
    return Letter(**{**body, "attachments": tuple(body["attachments"])})


def department_table_of(frozen: FrozenSet) -> DepartmentTable:
    """Return what was frozen of a department."""
    body = json.loads(frozen.body)
    rows = (DepartmentRow(**{**row, "said": SignOffRow(**row["said"])}) for row in body["rows"])
    return DepartmentTable(**{**body, "rows": tuple(rows)})


@transaction.atomic
def request_set(
    frozen: FrozenSet,
    stamps: Iterable[Stamp],
    *,
    letter: FrozenSet | None = None,
    asked_by: jobs.Person | None,
) -> list[SetPaper]:
    """Ask for 送签单 as PDF and workbook, and for it, the 函 and every paper of `stamps` in one file.

    What was asked for before is returned as it is; where a job failed, that is tried again.
    """
    sheets = _both(frozen, Kind.SIGN_OFF_SHEET, asked_by)
    letters = request_letter(letter, asked_by=asked_by) if letter else []
    papers = [paper for stamp in stamps for paper in _printed(stamp, asked_by)]
    return [*sheets, *letters, _collection(frozen, [sheets[0], *letters], papers, asked_by)]


@transaction.atomic
def request_letter(frozen: FrozenSet, *, asked_by: jobs.Person | None) -> list[SetPaper]:
    """Ask for a 函 as PDF; as `request_set` does for a set."""
    return [_alone(frozen, Kind.LETTER, Format.PDF, asked_by)]


@transaction.atomic
def request_department_table(frozen: FrozenSet, *, asked_by: jobs.Person | None) -> list[SetPaper]:
    """Ask for a 部门汇总表 as PDF and workbook; as `request_set` does for a set."""
    return _both(frozen, Kind.DEPARTMENT_TABLE, asked_by)


@transaction.atomic
def request_summary(frozen: FrozenSet, *, asked_by: jobs.Person | None) -> list[SetPaper]:
    """Ask for a 汇总表 as PDF and workbook; as `request_set` does for a set."""
    return _both(frozen, Kind.SUMMARY, asked_by)


@transaction.atomic
def request_working_paper(frozen: FrozenSet, *, asked_by: jobs.Person | None) -> list[SetPaper]:
    """Ask for a 复核底稿 as PDF and workbook; as `request_set` does for a set."""
    return _both(frozen, Kind.WORKING_PAPER, asked_by)


@transaction.atomic
def request_opinion(frozen: FrozenSet, *, asked_by: jobs.Person | None) -> list[SetPaper]:
    """Ask for a 复核意见书 as PDF; as `request_set` does for a set."""
    return [_alone(frozen, Kind.OPINION, Format.PDF, asked_by)]


def _both(frozen: FrozenSet, kind: str, asked_by: jobs.Person | None) -> list[SetPaper]:
    return [_alone(frozen, kind, file_format, asked_by) for file_format in (Format.PDF, Format.XLSX)]


def _printed(stamp: Stamp, asked_by: jobs.Person | None) -> list[RenderedDocument]:
    kinds = [(kind, form) for kind, form in papers_of(stamp) if form == Format.PDF and kind not in IN_ANOTHER]
    return request_documents(stamp, asked_by=asked_by, kinds=kinds)


def _alone(frozen: FrozenSet, kind: str, file_format: str, asked_by: jobs.Person | None) -> SetPaper:
    """Ask for one that waits for no other."""
    paper, is_new = _paper(frozen, kind, file_format)
    if is_new:
        paper.job = jobs.enqueue(JOB_KIND, subject_id=paper.pk, asked_by=asked_by)
        paper.save(update_fields=["job"])
    return _again(paper)


def _collection(
    frozen: FrozenSet,
    sheets: Sequence[SetPaper],
    papers: Sequence[RenderedDocument],
    asked_by: jobs.Person | None,
) -> SetPaper:
    """Lock what it waits for, say so, and start where all of it is there (collecting)."""
    collection, is_new = _paper(frozen, Kind.COLLECTION, Format.PDF)
    keys = [paper.pk for paper in papers]
    list(RenderedDocument.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    alone = SetPaper.objects.filter(pk__in=[sheet.pk for sheet in sheets])
    list(alone.select_for_update().order_by("pk").values_list("pk"))
    if is_new:
        parts: list[dict[str, SetPaper | RenderedDocument]] = [{"sheet": sheet} for sheet in sheets]
        parts += [{"document": paper} for paper in papers]
        SetPart.objects.bulk_create(
            SetPart(collection=collection, position=number, **part)
            for number, part in enumerate(parts, start=1)
        )
    held = SetPaper.objects.select_for_update().get(pk=collection.pk)
    start_if_complete(held, asked_by=asked_by)
    return _again(held)


def _paper(frozen: FrozenSet, kind: str, file_format: str) -> tuple[SetPaper, bool]:
    return SetPaper.objects.select_related("job").get_or_create(
        frozen_set=frozen, kind=kind, file_format=file_format, renderer_version=RENDERER_VERSION
    )


def _again(paper: SetPaper) -> SetPaper:
    """Try again what failed."""
    if paper.job is not None:
        jobs.retry(paper.job)
    return paper
