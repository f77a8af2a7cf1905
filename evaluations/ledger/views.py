"""台账导入: a ledger comes in, its columns are explained once, what it would fill in is shown, then taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from documents.names import content_disposition
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed, Refused
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.ledger import queries
from evaluations.ledger.forms import BringForm, ColumnsForm, PlaceForm, RowsForm
from evaluations.ledger.models import LedgerFile, LedgerScheme
from evaluations.ledger.reading import Sheet, at, names_enough, sheets
from evaluations.ledger.services import arriving, mapping, taking
from evaluations.ledger.showing import columns_asked, rows_asked, written_by_filing
from evaluations.ledger.units import units_said
from foundation.intake.kinds import KINDS
from foundation.intake.refusal import RefusedFile
from foundation.intake.storage import DamagedFileError, open_kept
from foundation.intake.uploads import passed_over, takes_files

XLSX = KINDS["xlsx"].content_type
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
SHARED = "已供{}的所属单位使用：本年度没有自己设置的单位，导入栏目相同的台账，直接进入核对。"
NOT_YOURS = "台账由填报单位的填报人导入，或由审核人员代录。您可以查看各表，不能导入台账。"
ALL, PLACE = "all", "place"


@dataclass(frozen=True)
class Page:
    """One ledger on a page: the set it is of, and what is known of its columns."""

    whole: Dossier
    file: LedgerFile
    scheme: LedgerScheme | None

    @cached_property
    def sheet(self) -> Sheet:
        return at(sheets(self.file.said)[self.file.sheet], self.file.head)

    @property
    def keys(self) -> tuple[int, int, int]:
        return self.whole.cycle.pk, self.whole.unit.pk, self.file.pk

    @property
    def is_known(self) -> bool:
        """Whether every heading was told the meaning of before; together they name what is needed, once.

        Where the file says in which unit its amounts are, it is the one that was told.
        """
        if self.scheme is None:
            return False
        known = self.scheme.columns
        said = [known.get(title) for title in self.sheet.titles.values()]
        meant = [meaning for meaning in said if meaning]
        is_one_unit = units_said(self.sheet, known) <= {self.scheme.amount_unit} and not self.lacks_unit
        return None not in said and "code" in meant and len(meant) == len(set(meant)) and is_one_unit

    @property
    def lacks_unit(self) -> bool:
        """Whether nobody said in which unit this unit's amounts are: a shared scheme speaks of another's."""
        scheme = self.scheme
        return scheme is not None and scheme.is_shared and not units_said(self.sheet, scheme.columns)

    @property
    def context(self) -> dict[str, Any]:
        return {**head_of(self.whole), "file": self.file, "scheme": self.scheme}


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The place where ledgers come in, and those that came."""
    whole = _whole(request, cycle, unit)
    may_bring = queries.may_bring(request.user, whole)
    if request.method != "POST":
        return _draw(request, whole, BringForm(), may_bring=may_bring)
    if not may_bring:
        raise PermissionDenied(NOT_YOURS)
    form = BringForm(request.POST, request.FILES, passed_over=passed_over(request))
    if form.is_valid():
        material = form.cleaned_data["material"]
        try:
            file = arriving.arrive(material, str(material.name), whole=whole, by=request.user)
            return redirect("ledger_file", cycle, unit, file.pk)
        except RefusedFile as refusal:
            form.add_error("material", refusal.sentence)
    return _draw(request, whole, form, may_bring=may_bring)


@require_safe
def ledger_file(request: Request, cycle: int, unit: int, file: int) -> HttpResponse:
    """What the ledger would fill in; first what it means, where nobody has said so yet."""
    page = _page(request, cycle, unit, file)
    if page.file.said and not page.is_known:
        return redirect("ledger_columns", *page.keys)
    return _preview(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
def ledger_columns(request: Request, cycle: int, unit: int, file: int) -> HttpResponse:
    """What the columns mean and in which unit the amounts are."""
    page = _page(request, cycle, unit, file)
    if not page.file.said:
        return redirect("ledger_file", *page.keys)
    if PLACE in request.POST:
        return _read_from(request, page)
    form = _columns_form(page, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        measure = {"amount_unit": form.cleaned_data["amount_unit"], "decimals": form.cleaned_data["decimals"]}
        mapping.keep_columns(page.whole, form.columns, by=request.user, **measure)
        return redirect("ledger_file", *page.keys)
    return _columns(request, page, form, PlaceForm(page.file))


@require_http_methods(["GET", "HEAD", "POST"])
def ledger_rows(request: Request, cycle: int, unit: int, file: int) -> HttpResponse:
    """To which fund rows the money goes."""
    page = _page(request, cycle, unit, file)
    if not page.file.said or page.scheme is None or page.lacks_unit:
        return redirect("ledger_file", *page.keys)
    asked = rows_asked(page.sheet, page.scheme, page.whole.filings)
    form = RowsForm(asked, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        mapping.keep_rows(page.whole, form.chosen, by=request.user)
        return redirect("ledger_file", *page.keys)
    context = {**page.context, "form": form}
    return render(request, "ledger/rows.html", context, status=422 if form.is_bound else 200)


@require_POST
def ledger_share(request: Request, cycle: int, unit: int, file: int) -> HttpResponse:
    """What was said of this unit's ledger is what the department's other units begin with."""
    page = _page(request, cycle, unit, file)
    try:
        shared = mapping.share(page.whole, by=request.user)
    except NotAllowed as refusal:
        messages.error(request, refusal.sentence)
        return _preview(request, page, status=refusal.http_status)
    messages.success(request, SHARED.format(shared.unit))
    return redirect("ledger_file", *page.keys)


@require_POST
def ledger_take(request: Request, cycle: int, unit: int, file: int) -> HttpResponse:
    """Accept everything, or what was ticked; into all filings or none."""
    page = _page(request, cycle, unit, file)
    keys = None if ALL in request.POST else request.POST.getlist("take")
    try:
        written = taking.take(page.file, page.whole, keys, request.POST.get("seen", ""), by=request.user)
    except (taking.NotTaken, Refused) as refusal:
        messages.error(request, str(refusal))
        return _preview(request, _page(request, cycle, unit, file), status=409)
    messages.success(request, f"已写入{written}栏，合计、执行率等计算值已相应填入。请到“全部校验”校验。")
    return redirect("ledger_file", *page.keys)


@require_safe
def ledger_original(request: Request, cycle: int, unit: int, file: int) -> HttpResponseBase:
    """The file as it came; for whoever sees the set once something of it was accepted."""
    whole = _whole(request, cycle, unit)
    kept = get_object_or_404(queries.files_of(whole), pk=file)
    if kept.taken_at is None and not queries.may_bring(request.user, whole):
        raise Http404
    try:
        content = open_kept(kept.stored, sha256=kept.sha256)
    except DamagedFileError as damage:
        messages.error(request, str(damage))
        return redirect("ledger", cycle, unit)
    response = FileResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition(kept.name)
    response["Content-Length"] = str(kept.size)
    response["Content-Security-Policy"] = POLICY
    return response


def _whole(request: Request, cycle: int, unit: int) -> Dossier:
    """The set; Http404 for whoever sees a part of it: a grant of one filing opens no ledger of the unit."""
    whole = found(request, cycle, unit)
    if not whole.is_all:
        raise Http404
    return whole


def _page(request: Request, cycle: int, unit: int, file: int) -> Page:
    whole = _whole(request, cycle, unit)
    if not queries.may_bring(request.user, whole):
        raise PermissionDenied(NOT_YOURS)
    kept = get_object_or_404(queries.files_of(whole), pk=file)
    return Page(whole, kept, queries.scheme_of(whole.unit, whole.cycle.data_year))


def _columns_form(page: Page, typed: QueryDict | None) -> ColumnsForm:
    before = page.scheme or queries.last_scheme(page.whole.unit, page.whole.cycle.data_year)
    return ColumnsForm(page.sheet, *columns_asked(page.sheet, before), typed)


def _columns(
    request: Request, page: Page, form: ColumnsForm, place: PlaceForm, *, status: int = 0
) -> HttpResponse:
    is_ledger = names_enough(form.fields[name].initial for name in form.names)
    context = {**page.context, "form": form, "place": place, "sheet": page.sheet, "is_ledger": is_ledger}
    context["lacks_unit"] = page.lacks_unit
    status = status or (422 if form.is_bound or place.is_bound else 200)
    return render(request, "ledger/columns.html", context, status=status)


def _read_from(request: Request, page: Page) -> HttpResponse:
    """Another worksheet or row: its headings are asked about anew."""
    place = PlaceForm(page.file, request.POST)
    if not place.is_valid():
        return _columns(request, page, _columns_form(page, None), place)
    try:
        arriving.read_from(page.file, place.cleaned_data["sheet"], place.cleaned_data["head"])
    except Refused as refusal:
        place.add_error(None, str(refusal))
        return _columns(request, page, _columns_form(page, None), place, status=refusal.http_status)
    return redirect("ledger_columns", *page.keys)


def _preview(request: Request, page: Page, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {**page.context, "written": written_by_filing(page.file, page.whole.filings)}
    if page.file.said and page.scheme is not None:
        if not page.is_known:
            return redirect("ledger_columns", *page.keys)
        now = taking.outcome(page.file, page.scheme, page.whole, by=request.user)
        if now.matched.open:
            return redirect("ledger_rows", *page.keys)
        context |= {"outcome": now, "department": _may_share(request, page.scheme, page.whole)}
    return render(request, "ledger/file.html", context, status=status)


def _may_share(request: Request, scheme: LedgerScheme, whole: Dossier) -> Unit | None:
    """Whose units may be given the own scheme; a shared one is theirs already."""
    return None if scheme.is_shared else queries.department_to_share_with(request.user, whole.unit)


def _draw(request: Request, whole: Dossier, form: BringForm, *, may_bring: bool) -> HttpResponse:
    context = {
        **head_of(whole),
        "form": form,
        "may_bring": may_bring,
        "files": [one for one in queries.files_of(whole) if may_bring or one.taken_at],
        "file_mb": settings.UPLOAD_FILE_MB,
    }
    return render(request, "ledger/ledger.html", context, status=422 if form.is_bound else 200)
