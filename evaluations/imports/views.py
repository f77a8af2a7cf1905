"""批量导入: template, upload, what it would write, 确认导入; for whoever imports that kind."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from documents.names import content_disposition
from evaluations.imports import queries
from evaluations.imports.forms import BringForm
from evaluations.imports.importers import bureaus_of, kinds_of
from evaluations.imports.kinds.desk import PasswordSlip
from evaluations.imports.kinds.registry import KINDS, Kind
from evaluations.imports.models import Import
from evaluations.imports.services import arriving, taking
from evaluations.imports.template import template_xlsx
from foundation.intake.kinds import KINDS as FILE_KINDS
from foundation.intake.refusal import RefusedFile
from foundation.intake.uploads import passed_over, takes_files

NOBODY = "这次导入的用户都已登录过，或没有新增用户。忘记密码的，请在“用户”中重置密码。"
XLSX = FILE_KINDS["xlsx"].content_type


@require_safe
def imports(request: Request) -> HttpResponse:
    """The kinds, what still waits for a decision, what was written."""
    kinds = kinds_of(request.user)
    if not kinds:
        raise Http404
    context = {
        "kinds": [(name, kind.book) for name, kind in kinds.items()],
        "waiting": _named(queries.waiting(request.user)),
        "taken": _named(queries.taken(request.user)),
    }
    return render(request, "imports/imports.html", context)


@require_safe
def import_template(request: Request, kind: str) -> HttpResponse:
    book = _kind(request, kind).book
    response = HttpResponse(template_xlsx(book), content_type=XLSX)
    response["Content-Disposition"] = content_disposition(f"{book.name}导入模板.xlsx")
    return response


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def import_bring(request: Request, kind: str) -> HttpResponse:
    book = _kind(request, kind).book
    bureaus = bureaus_of(request.user, kind)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES, bureaus=bureaus, passed_over=passed_over(request))
    else:
        form = BringForm(bureaus=bureaus)
    if form.is_bound and form.is_valid():
        try:
            return redirect("import_preview", _arrived(form.cleaned_data, kind, request).pk)
        except RefusedFile as refusal:
            form.add_error("material", refusal.sentence)
    context = {"form": form, "kind": kind, "book": book, "file_mb": settings.UPLOAD_FILE_MB}
    return render(request, "imports/bring.html", context, status=422 if form.is_bound else 200)


@require_safe
def import_preview(request: Request, pk: int) -> HttpResponse:
    """What the file would write, or what was written."""
    return _preview(request, _visible(request, pk))


@require_POST
def import_take(request: Request, pk: int) -> HttpResponse:
    """Write it; the first passwords of new users are shown this once."""
    found = _visible(request, pk)
    try:
        slips = taking.take(found, request.POST.get("seen", ""), by=request.user)
    except taking.NotTaken as refusal:
        messages.error(request, str(refusal))
        found.refresh_from_db()
        return _preview(request, found, status=409)
    messages.success(request, "已导入。")
    if not slips:
        return redirect("import_preview", pk)
    return _slips(request, found, slips)


@require_POST
def import_slips(request: Request, pk: int) -> HttpResponse:
    """New first passwords for who has never signed in: the slips were not printed, or lost."""
    found = _visible(request, pk)
    slips = taking.new_slips(found, by=request.user)
    if not slips:
        messages.error(request, NOBODY)
        return redirect("import_preview", pk)
    return _slips(request, found, slips)


@require_POST
def import_drop(request: Request, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    try:
        taking.drop(found, by=request.user)
    except taking.NotTaken as refusal:
        messages.error(request, str(refusal))
        return _preview(request, found, status=409)
    messages.success(request, "已放弃，没有写入任何内容。")
    return redirect("imports")


def _kind(request: Request, name: str) -> Kind:
    """The kind of that name, for whoever imports it; Http404 for everybody else."""
    kinds = kinds_of(request.user)
    if name not in kinds:
        raise Http404
    return kinds[name]


def _visible(request: Request, pk: int) -> Import:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _arrived(given: dict[str, Any], kind: str, request: Request) -> Import:
    material, whose = given.get("material"), {"bureau": given["bureau"], "by": request.user}
    if material:
        return arriving.arrive(material, str(material.name), kind=kind, **whose)
    return arriving.arrive_pasted(cast(str, given["text"]), kind=kind, **whose)


def _slips(request: Request, found: Import, slips: list[PasswordSlip]) -> HttpResponse:
    context = {"found": found, "slips": slips, "address": request.build_absolute_uri("/")}
    return render(request, "imports/slips.html", context)


def _preview(request: Request, found: Import, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"found": found, "kind": found.kind, "book": KINDS[found.kind].book}
    context |= {"tally": found.counts, "unseen": queries.unseen(found).count()}
    if found.taken_at is None:
        outcome = taking.preview(found, by=request.user)
        context |= {"outcome": outcome, "desk": outcome.desk, "tally": outcome.counts}
        context["items"] = [item for item in outcome.desk.items if item.state != "same"]
    return render(request, "imports/preview.html", context, status=status)


def _named(found: Any) -> list[tuple[Import, str]]:
    return [(one, KINDS[one.kind].book.name) for one in found]
