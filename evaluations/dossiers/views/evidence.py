"""佐证材料: the page of a filing's files, one file out, one file away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from core.figures.printing import file_size
from core.filing.order import lines_in_order
from core.paper.evidence import WHOLE
from core.workflow import Ground
from documents.names import content_disposition
from evaluations.dossiers import permissions, queries
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.evidence import UploadForm
from evaluations.dossiers.models import Evidence, SignedCopy
from evaluations.dossiers.services import evidence as service
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.refusals import tell_refusals
from foundation.intake.refusal import RefusedFile
from foundation.intake.storage import DamagedFileError, open_kept
from foundation.intake.uploads import passed_over, takes_files

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
NamedRefusal = tuple[str, str]


@dataclass(frozen=True)
class RowOfFiles:
    """The files of one indicator row, or of the whole filing."""

    key: str
    label: str
    files: list[Evidence]


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
@tell_refusals
def evidence(request: Request, pk: int) -> HttpResponse:
    page = opened(request, pk)
    if request.method == "POST":
        return _upload(request, page)
    return _draw(request, page, UploadForm(_lines(page), row=request.GET.get("row", "")))


@require_safe
def download(request: Request, pk: int, file: int) -> HttpResponseBase:
    """The file to keep; whoever sees the filing today may have it."""
    return _sent(request, _visible(request, pk, file), "attachment")


@require_safe
def preview(request: Request, pk: int, file: int) -> HttpResponseBase:
    """The file to look at, where a browser can show it: PDF and pictures."""
    found = _visible(request, pk, file)
    if not found.is_shown:
        raise Http404
    return _sent(request, found, "inline")


@require_POST
@tell_refusals
def remove(request: Request, pk: int, file: int) -> HttpResponse:
    found = _visible(request, pk, file)
    service.remove(found, by=request.user)
    messages.success(request, f"已移除“{found.name}”。")
    return redirect("dossiers:evidence", pk)


def rows_of_files(page: Opened, files: Iterable[Evidence]) -> list[RowOfFiles]:
    """`files` under their rows, those of the whole filing first, in the order of the table."""
    found = list(files)
    rows = [("", WHOLE), *((line.key, line.name) for line in _lines(page))]
    sorted_in = [RowOfFiles(key, label, [one for one in found if one.row == key]) for key, label in rows]
    return [row for row in sorted_in if row.files]


def _upload(request: Request, page: Opened) -> HttpResponse:
    """Each file is judged by itself: the good ones are kept, the others named."""
    if refusal := permissions.refusal_to_edit(request.user, page.evaluation):
        raise NotAllowed(refusal)
    refused = list(passed_over(request))
    form = UploadForm(_lines(page), request.POST, request.FILES, has_more=bool(refused))
    if not form.is_valid():
        return _draw(request, page, form, refused, status=422)
    kept = []
    for file in form.chosen:
        try:
            name, row = str(file.name), form.cleaned_data["row"]
            kept.append(service.upload(page.evaluation, file, name=name, row=row, by=request.user))  # type: ignore[arg-type]
        except RefusedFile as refusal_of_file:
            refused.append((name, refusal_of_file.sentence))
    if kept:
        messages.success(request, f"已上传{len(kept)}个文件：{'、'.join(file.name for file in kept)}。")
    if not refused:
        return redirect("dossiers:evidence", page.evaluation.pk)
    _log(request, page, refused)
    return _draw(request, opened(request, page.evaluation.pk), form, refused, status=422)


def _log(request: Request, page: Opened, refused: Iterable[NamedRefusal]) -> None:
    for name, sentence in refused:
        told = NotAllowed.because(f"{name}：{sentence}", Ground.CONTENT)
        log_refusal(page.evaluation, "evidence", told, by=request.user)


def _draw(
    request: Request,
    page: Opened,
    form: UploadForm,
    refused: Iterable[NamedRefusal] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    present = queries.present_evidence(page.evaluation)
    context: dict[str, Any] = {
        **page.context("evidence"),
        "form": form,
        "refused": list(refused),
        "rows": rows_of_files(page, present),
        "why_no_files": page.why_no_files,
        "may_remove": page.why_no_files is None,
        "used": file_size(sum(file.size for file in present)),
        "filing_mb": settings.EVIDENCE_FILING_MB,
        "file_mb": settings.UPLOAD_FILE_MB,
        "at_once": settings.UPLOAD_FILES_AT_ONCE,
    }
    return render(request, "dossiers/evidence.html", context, status=status)


def _lines(page: Opened) -> Any:
    return lines_in_order(page.form, page.snapshot)


def _visible(request: Request, pk: int, file: int) -> Evidence:
    """The file, also one taken off the list after it was filed; Http404 where the filing is not visible."""
    evaluation = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return get_object_or_404(evaluation.evidence.select_related("evaluation"), pk=file)


def _sent(request: Request, found: Evidence, disposition: str) -> HttpResponseBase:
    """The file, or the way back to the list where it is damaged."""
    try:
        return sent_file(found, disposition)
    except DamagedFileError as damage:
        messages.error(request, str(damage))
        return redirect("dossiers:evidence", found.evaluation_id)


def sent_file(found: Evidence | SignedCopy, disposition: str) -> FileResponse:
    """The file with headers that let a browser do nothing but keep it, or show a picture or a PDF."""
    content = open_kept(found.stored, sha256=found.sha256)
    response = FileResponse(content, content_type=found.kind.content_type)
    response["Content-Disposition"] = content_disposition(found.name, kind=disposition)
    response["Content-Length"] = str(found.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
