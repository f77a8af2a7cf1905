"""签字盖章: which filings are signed, what is to be signed again, and what came back signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from core.workflow import Ground, Status
from evaluations.dossiers import permissions
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed, Refused
from evaluations.dossiers.forms.signing import SignedCopyForm, VoidingForm
from evaluations.dossiers.letters import set_to_sign
from evaluations.dossiers.models import SignedCopy
from evaluations.dossiers.services.refusals import log_refusal, log_refused
from evaluations.dossiers.services.signing import ground_of, record_signed, void_signed, why_not_record
from evaluations.dossiers.signing import Standing, copies_of, standings
from evaluations.dossiers.views.dossier import head_of, letter_state
from evaluations.dossiers.views.evidence import sent_file
from evaluations.dossiers.views.opened import TONES
from foundation.intake.refusal import RefusedFile
from foundation.intake.storage import DamagedFileError
from foundation.intake.uploads import passed_over, takes_files

WORDS = {"none": "未登记", "signed": "已签字盖章", "changed": "签字后有变更，请重新打印并签字盖章"}
SHADES = {"none": "todo", "signed": "done", "changed": "back"}


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: Request, cycle: int, unit: int) -> HttpResponse:
    whole = _found(request, cycle, unit)
    if request.method == "POST":
        return _record(request, whole)
    return _draw(request, whole, SignedCopyForm())


@require_safe
def scan(request: Request, cycle: int, unit: int, copy: int) -> HttpResponseBase:
    """The scan to keep, for whoever sees every filing that it covers."""
    whole = _found(request, cycle, unit)
    for one, _ in copies_of(whole):
        if one.pk == copy and one.way == SignedCopy.Way.SCAN:
            return _sent(request, whole, one)
    raise Http404


@require_POST
def void(request: Request, cycle: int, unit: int, copy: int) -> HttpResponse:
    """作废: a copy recorded by mistake counts no longer, for the reason that is given."""
    whole = _found(request, cycle, unit)
    chosen = next((one for one, _ in copies_of(whole) if one.pk == copy), None)
    if chosen is None:
        raise Http404
    form = VoidingForm(request.POST, copy=chosen)
    form.full_clean()
    try:
        _refuse_outright(request, whole)
        if form.errors:
            return _draw(request, whole, SignedCopyForm(), voiding=form, status=422)
        void_signed(whole, chosen, form.cleaned_data["reason"], by=request.user)
    except Refused as refusal:
        _note(request, whole, refusal)
        form.add_error(None, refusal.sentence)
        return _draw(request, whole, SignedCopyForm(), voiding=form, status=refusal.http_status)
    messages.success(request, "已作废。需要的，请重新登记。")
    return redirect("dossiers:signing", cycle, unit)


def _found(request: Request, cycle: int, unit: int) -> Dossier:
    """Http404 where this person sees nothing that is signed."""
    whole = set_to_sign(request.user, cycle, unit)
    if whole is None:
        raise Http404
    return whole


def _note(request: Request, whole: Dossier, refused: Refused) -> None:
    """Keep on the record what was refused."""
    if whole.filings:
        log_refusal(whole.filings[0], "signing", refused, by=request.user)
    else:
        log_refused(whole.cycle, whole.unit, "signing", refused, by=request.user)


def _sent(request: Request, whole: Dossier, copy: SignedCopy) -> HttpResponseBase:
    try:
        return sent_file(copy, "attachment")
    except DamagedFileError as damage:
        messages.error(request, str(damage))
        return redirect("dossiers:signing", whole.cycle.pk, whole.unit.pk)


def _record(request: Request, whole: Dossier) -> HttpResponse:
    too_large = list(passed_over(request))
    form = SignedCopyForm(request.POST, request.FILES, has_more=bool(too_large))
    form.full_clean()
    for _, sentence in too_large:
        form.add_error("scan", sentence)
    try:
        _refuse_outright(request, whole)
        if form.errors:
            form.ask_for_the_scan_again()
            return _draw(request, whole, form, status=422)
        name = str(form.file.name) if form.file else ""
        record_signed(whole, form.signature, by=request.user, file=form.file, name=name)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        _note(request, whole, refusal)
        form.add_error("code" if refusal.ground is Ground.CONTENT else None, refusal.sentence)
        form.ask_for_the_scan_again()
        return _draw(request, whole, form, status=refusal.http_status)
    except RefusedFile as refused:
        told = NotAllowed.because(refused.sentence, Ground.CONTENT)
        _note(request, whole, told)
        form.add_error("scan", refused.sentence)
        return _draw(request, whole, form, status=422)
    messages.success(request, "已登记盖章件。")
    return redirect("dossiers:signing", whole.cycle.pk, whole.unit.pk)


def _refuse_outright(request: Request, whole: Dossier) -> None:
    """Who may not record anything is refused before what was typed is looked at."""
    if why_not := why_not_record(request.user, whole):
        raise NotAllowed.because(why_not, ground_of(why_not))


def _draw(
    request: Request,
    whole: Dossier,
    form: SignedCopyForm,
    *,
    voiding: VoidingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """`voiding`: the form of the copy that could not be voided, with what was typed."""
    rows = [_row(one) for one in standings(whole) if one.filing.status != Status.EXEMPT]
    again = [row["filing"] for row in rows if row["state"] == "changed"]
    copies = [
        {
            "copy": copy,
            "numbers": [*content.values()],
            "form": voiding if voiding and voiding.copy == copy else VoidingForm(copy=copy),
        }
        for copy, content in copies_of(whole)
    ]
    context: dict[str, Any] = {
        **head_of(whole),
        "rows": rows,
        "again": again,
        "copies": copies,
        "form": form,
        "voiding": voiding,
        "why_not": why_not_record(request.user, whole),
        "letter": letter_state(whole) if whole.filings else None,
        "mode": whole.cycle.get_signing_mode_display(),
    }
    return render(request, "dossiers/signing.html", context, status=status)


def _row(one: Standing) -> dict[str, Any]:
    return {
        "filing": one.filing,
        "place": permissions.place_label(one.filing),
        "tone": TONES[Status(one.filing.status)],
        "state": one.state,
        "words": WORDS[one.state],
        "shade": SHADES[one.state],
        "copies": one.copies,
    }
