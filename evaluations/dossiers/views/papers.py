"""预览, 打印文书 and 报送记录: the paper on the page, the worker's files, what was filed when."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from core.comparison.filings import Filing
from core.filing import canonical
from core.paper.workings import is_on_request
from documents import preview as paper
from documents.models import RenderedDocument, SetPaper, Stamp
from documents.names import content_disposition, download_name
from documents.services import damage, open_document
from documents.sources import filing_of, snapshot_of
from documents.storage import DamagedPaperError
from evaluations.dossiers import queries
from evaluations.dossiers.forms.printing import PrintForm
from evaluations.dossiers.services.finding_lists import list_filed, list_present
from evaluations.dossiers.services.printing import FINISHED, print_again, print_now
from evaluations.dossiers.services.remark_lists import list_remarks
from evaluations.dossiers.views.evidence import rows_of_files
from evaluations.dossiers.views.findings import filed as findings_of
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.previewing import marked
from evaluations.dossiers.views.refusals import tell_refusals
from evaluations.dossiers.views.remarkable import remarkable

KINDS: list[str] = [
    RenderedDocument.Kind.TABLE,
    RenderedDocument.Kind.WORKINGS,
    RenderedDocument.Kind.REPORT,
    RenderedDocument.Kind.BUNDLE,
    RenderedDocument.Kind.EVIDENCE,
    RenderedDocument.Kind.FINDINGS,
    RenderedDocument.Kind.REMARKS,
]
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """The table and the report as they would print now; in the report is marked what its page marks."""
    page = opened(request, pk)
    shown = paper.paper_context(page.form, page.snapshot)
    report = marked(page, shown["blocks"])
    context = {**page.context("preview"), **shown, "blocks": report.blocks, "marks": report.kinds}
    return render(request, "dossiers/preview.html", context)


@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    page = opened(request, pk)
    filed = page.evaluation.submissions.select_related("submitted_by", "frozen").order_by("-number")
    return render(request, "dossiers/history.html", {**page.context("history"), "submissions": filed})


@require_safe
def submission(request: Request, pk: int, number: int) -> HttpResponse:
    """第几次报送稿, from the frozen filing."""
    page = opened(request, pk)
    filed = get_object_or_404(
        page.evaluation.submissions.select_related("frozen__form_version"), number=number
    )
    form, snapshot = filing_of(filed.frozen)
    shown = paper.paper_context(form, snapshot)
    context = {
        **page.context("history"),
        **shown,
        **remarkable(request.user, page, filed, Filing(form, snapshot), shown),
        "submission": filed,
        "filed_findings": findings_of(page, filed, snapshot),
        "rows": rows_of_files(page, queries.filed_evidence(page.evaluation, snapshot)),
    }
    return render(request, "dossiers/submission.html", context)


@require_safe
def documents(request: Request, pk: int) -> HttpResponse:
    page = opened(request, pk)
    context = {
        **page.context("documents"),
        **papers_context(request, page),
        "print_form": PrintForm() if is_on_request(page.form) else None,
    }
    return render(request, "dossiers/documents.html", context)


@passive
@require_safe
def document_states(request: Request, pk: int) -> HttpResponse:
    """The list of papers alone, asked for again while something is under way."""
    page = opened(request, pk)
    context = {"evaluation": page.evaluation, **papers_context(request, page)}
    return render(request, "dossiers/parts/papers.html", context)


@require_POST
@tell_refusals
def print_papers(request: Request, pk: int) -> HttpResponse:
    """Any state prints at once as 送签稿."""
    page = opened(request, pk)
    asked = PrintForm(request.POST)
    asked.full_clean()
    print_now(page.evaluation, by=request.user, with_workings=asked.cleaned_data["workings"])
    messages.success(request, "已申请打印，文书生成后可在本页下载。")
    return redirect("dossiers:documents", pk)


@require_POST
@tell_refusals
def print_findings(request: Request, pk: int, number: int | None = None) -> HttpResponse:
    """校验结果单 of the filing as it stands, or of what was filed the `number`-th time."""
    page = opened(request, pk)
    if number is None:
        list_present(page.evaluation, by=request.user)
    else:
        filed = page.evaluation.submissions.select_related("frozen__form_version", "evaluation")
        list_filed(get_object_or_404(filed, number=number), by=request.user)
    messages.success(request, "已申请打印校验结果单，生成后可在本页下载。")
    return redirect("dossiers:documents", pk)


@require_POST
@tell_refusals
def print_remarks(request: Request, pk: int) -> HttpResponse:
    """修改意见单 over all rounds, as it stands."""
    list_remarks(opened(request, pk).evaluation, by=request.user)
    messages.success(request, "已申请打印修改意见单，生成后可在本页下载。")
    return redirect("dossiers:documents", pk)


@require_safe
def download(request: Request, pk: int, document: int) -> HttpResponse:
    page = opened(request, pk)
    found = get_object_or_404(_papers(page), pk=document, published_at__isnull=False)
    name = download_name(found, snapshot_of(found.stamp.frozen))
    return given(request, found, name, instead=redirect("dossiers:documents", pk))


def given(
    request: Request, paper: RenderedDocument | SetPaper, name: str, *, instead: HttpResponse
) -> HttpResponse:
    """A published paper to keep; where its file is gone or was changed, `instead` with what is wrong."""
    try:
        content = open_document(paper)
    except DamagedPaperError as wrong:
        messages.error(request, str(wrong))
        return instead
    return sent(content, name, paper.file_format)


def sent(content: bytes, name: str, file_format: str) -> HttpResponse:
    """A paper to keep."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = content_disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def retry(request: Request, pk: int, document: int) -> HttpResponse:
    """Where the job failed, or where the file of a published paper is damaged."""
    page = opened(request, pk)
    found = get_object_or_404(_papers(page), pk=document)
    if not print_again(page.evaluation, found, by=request.user):
        raise Http404
    messages.success(request, "已重新申请，文书生成后可在本页下载。")
    return redirect("dossiers:documents", pk)


def papers_context(request: Request, page: Opened) -> dict[str, Any]:
    """The papers by stamp, newest first, each with what is wrong with its file, if anything.

    `under_way`: something is still being made.
    """
    found = list(_papers(page))
    final = _final(page)
    return {
        "papers": [
            (stamp, _is_void(stamp, final), [(row, damage(row)) for row in sorted(rows, key=_place)])
            for stamp, rows in groupby(found, key=lambda row: row.stamp)
        ],
        "under_way": any(row.job and not row.job.is_over for row in found),
        "current_sha256": _sha256(page),
    }


def _place(document: RenderedDocument) -> tuple[int, str]:
    """The table first, which people look for; its file for printing before the workbook."""
    return KINDS.index(document.kind), document.file_format


def _final(page: Opened) -> int | None:
    """The key of the frozen filing whose 定稿 counts; None unless approved (取消审核 voids it)."""
    return queries.approved_last(page.evaluation) if page.evaluation.status in FINISHED else None


def _is_void(stamp: Stamp, final: int | None) -> bool:
    """A 定稿 counts only for what was approved last: one that went before has other figures."""
    return stamp.label == Stamp.Label.FINAL and stamp.frozen_id != final


def _papers(page: Opened) -> QuerySet[RenderedDocument]:
    return queries.papers_of(page.evaluation)


def _sha256(page: Opened) -> str:
    return canonical.sha256(canonical.to_json(page.snapshot))
