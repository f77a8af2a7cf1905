"""修改意见 as a reviewer drafts them: at a cell of what was filed, or from findings by a tick."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.comparison.filings import Filing
from core.filing.cells import CellRef
from core.verification.findings import Finding
from core.verification.quoting import quote
from core.verification.verify import CHECKS
from core.workflow import Ground
from documents.sources import filing_of
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.remarks import PickForm, RemarkForm
from evaluations.dossiers.models import Remark, Submission
from evaluations.dossiers.remarks import is_gone, last_filed, place_name, places, said_at
from evaluations.dossiers.services.phrases import keep_phrase, phrases_of, use_phrases, why_not_keep
from evaluations.dossiers.services.remarks import (
    SENT,
    Written,
    discard,
    draft_remarks,
    redraft,
    why_not_remark,
)
from evaluations.dossiers.views import findings
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.refusals import tell_refusals

DRAFTED = "已草拟修改意见，随退回修改一并送出；送出前只有您能看到。"
WANTED = "请核实，据实修改或说明理由。"


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
@tell_refusals
def draft(request: Request, pk: int) -> HttpResponse:
    """A new remark on the cell `ref` of what was filed last; on the whole filing without one."""
    page = opened(request, pk)
    filed, filing = _filed(request, page)
    ref = _place(filing, request.GET.get("ref", ""))
    form = _form(request, page, _text(filing, ref), {"filed": filed.number})
    if request.method == "POST" and form.is_valid():
        written, looked_at = _written(filing, ref, form), form.cleaned_data["filed"]
        draft_remarks(page.evaluation, [written], by=request.user, looked_at=looked_at)
        _keep_phrases(request, page, form)
        messages.success(request, DRAFTED)
        return redirect("dossiers:submission", pk, filed.number)
    return _draw(request, page, form, filing=filing, ref=ref)


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
@tell_refusals
def remark(request: Request, pk: int, remark: int) -> HttpResponse:
    """An own draft, written anew."""
    page = opened(request, pk)
    kept = _own(request, page, remark)
    filing = Filing(*filing_of(kept.submission.frozen))
    ref = kept.cell
    _filed(request, page)
    text = _text(filing, ref)
    form = _form(request, page, text, _initial(kept, text))
    if request.method == "POST" and form.is_valid():
        redraft(kept, _written(filing, ref, form), by=request.user)
        _keep_phrases(request, page, form)
        messages.success(request, DRAFTED)
        return redirect("dossiers:remarks", pk)
    return _draw(request, page, form, filing=filing, ref=ref)


@require_POST
@tell_refusals
def remove(request: Request, pk: int, remark: int) -> HttpResponse:
    page = opened(request, pk)
    discard(_own(request, page, remark), by=request.user)
    messages.success(request, "已删去这条草拟的修改意见。")
    return redirect("dossiers:remarks", pk)


@require_POST
@tell_refusals
def picked(request: Request, pk: int) -> HttpResponse:
    """What was ticked in the list of findings of the last submission, each as a draft."""
    page = opened(request, pk)
    filed, filing = _filed(request, page)
    told = {one["mark"]: one for one in findings.filed(page, filed, filing.snapshot) if one["mark"]}
    form = PickForm(list(told), request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["picked"])))
        return redirect("dossiers:submission", pk, filed.number)
    marks = form.cleaned_data["picked"]
    draft_remarks(page.evaluation, [_found(filing, told[mark]) for mark in marks], by=request.user)
    messages.success(request, f"已列为修改意见{len(marks)}条，可在本页逐条修改后随退回修改送出。")
    return redirect("dossiers:remarks", pk)


def _form(request: Request, page: Opened, text: str, initial: dict[str, Any]) -> RemarkForm:
    return RemarkForm(
        text,
        request.POST if request.method == "POST" else None,
        initial=initial,
        phrases={one.pk: one.text for one in phrases_of(page.evaluation)},
        may_keep=why_not_keep(request.user, page.evaluation) is None,
    )


def _keep_phrases(request: Request, page: Opened, form: RemarkForm) -> None:
    """Count those that were used; keep what is to become one."""
    use_phrases(form.used)
    if form.kept:
        keep_phrase(page.evaluation, form.kept, by=request.user)


def _filed(request: Request, page: Opened) -> tuple[Submission, Filing]:
    """What was filed last, for who may remark on it now."""
    if refusal := why_not_remark(request.user, page.evaluation):
        raise refusal
    filed = last_filed(page.evaluation)
    return filed, Filing(*filing_of(filed.frozen))


def _own(request: Request, page: Opened, remark: int) -> Remark:
    """An own draft. Whoever was writing on one that went out or is gone is told so, and keeps the words."""
    mine = page.evaluation.remarks.filter(author=request.user, pk=remark)
    own = mine.select_related("evaluation", "submission__frozen__form_version").first()
    if own and own.move_id is None:
        return own
    if own or (is_gone(remark) and not why_not_remark(request.user, page.evaluation)):
        raise NotAllowed.because(SENT, Ground.STATE)
    raise Http404


def _place(filing: Filing, address: str) -> CellRef | None:
    """The cell by its address; Http404 for one that the filing does not have."""
    try:
        ref = CellRef.parse(address) if address else None
    except ValueError:
        raise Http404 from None
    if ref and ref not in places(filing):
        raise Http404
    return ref


def _text(filing: Filing, ref: CellRef | None) -> str:
    """The text in which a sentence may be meant."""
    return filing.snapshot.typed(ref) if ref and ref.section == "report" else ""


def _written(filing: Filing, ref: CellRef | None, form: RemarkForm) -> Written:
    said = form.quoted or said_at(filing, ref)
    given = form.cleaned_data
    return Written(str(ref or ""), said, given["problem"], form.whole, given["basis"])


def _initial(kept: Remark, text: str) -> dict[str, str]:
    sentences = RemarkForm(text).sentences
    chosen = str(sentences.index(kept.said)) if kept.said in sentences else ""
    return {"quote": chosen, "problem": kept.problem, "wanted": kept.wanted, "basis": kept.basis}


def _found(filing: Filing, told: dict[str, Any]) -> Written:
    """A finding in the words of a remark: its sentence, and by which check it was found."""
    finding: Finding = told["finding"]
    ref = finding.places[0] if finding.places else None
    basis = f"校验规则{finding.check}“{CHECKS[finding.check].label}”"
    return Written(str(ref or ""), _said(filing, ref, finding), told["message"], WANTED, basis)


def _said(filing: Filing, ref: CellRef | None, finding: Finding) -> str:
    if ref and finding.is_in_prose:
        text = filing.snapshot.typed(ref)
        meant = quote(text, finding)
        return text[meant.start : meant.end] or text
    return said_at(filing, ref)


def _draw(
    request: Request, page: Opened, form: RemarkForm, *, filing: Filing, ref: CellRef | None
) -> HttpResponse:
    context = {
        **page.context("remarks"),
        "form": form,
        "place_name": place_name(filing, ref),
        "said": said_at(filing, ref),
    }
    return render(request, "dossiers/remark_form.html", context, status=422 if form.errors else 200)
