"""代填授权: what the unit's department may fill in, who let it, and taking that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.workflow import Ground
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.granting import GrantForm
from evaluations.dossiers.grants import grants_of, holding
from evaluations.dossiers.models import FillingGrant
from evaluations.dossiers.services.granting import grant_filling, revoke_filling, why_not_grant
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.dossier import found, head_of


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def grants(request: Request, cycle: int, unit: int) -> HttpResponse:
    whole = found(request, cycle, unit)
    if request.method == "POST":
        return _grant(request, whole)
    return _draw(request, whole, GrantForm(whole.filings, whole.cycle.due_on))


@require_POST
def revoke(request: Request, cycle: int, unit: int, grant: int) -> HttpResponse:
    """收回: what was filled in stays, nothing more comes."""
    whole = found(request, cycle, unit)
    chosen = next((one for one in _record(whole) if one.pk == grant), None)
    if chosen is None:
        raise Http404
    try:
        revoke_filling(whole, chosen, by=request.user)
    except NotAllowed as refusal:
        log_refusal(whole.filings[0], "收回代填授权", refusal, by=request.user)
        form = GrantForm(whole.filings, whole.cycle.due_on)
        return _draw(request, whole, form, error=refusal.sentence, status=refusal.http_status)
    messages.success(request, "已收回代填授权。已填的内容保留，由本单位继续填报。")
    return redirect("dossiers:grants", cycle, unit)


def _grant(request: Request, whole: Dossier) -> HttpResponse:
    form = GrantForm(whole.filings, whole.cycle.due_on, request.POST)
    form.full_clean()
    try:
        if refusal := why_not_grant(request.user, whole):
            raise refusal
        if form.errors:
            return _draw(request, whole, form, status=422)
        given = {name: form.cleaned_data[name] for name in ("reason", "until")}
        made = grant_filling(whole, evaluation=form.evaluation, by=request.user, **given)
    except NotAllowed as refusal:
        log_refusal(whole.filings[0], "授权代填", refusal, by=request.user)
        form.add_error("filing" if refusal.ground is Ground.CONTENT else None, refusal.sentence)
        return _draw(request, whole, form, status=refusal.http_status)
    messages.success(request, f"已授权{made.department}代填。")
    return redirect("dossiers:grants", whole.cycle.pk, whole.unit.pk)


def _draw(
    request: Request, whole: Dossier, form: GrantForm, *, error: str = "", status: int = 200
) -> HttpResponse:
    refusal = why_not_grant(request.user, whole)
    held = set(holding().filter(cycle=whole.cycle, unit=whole.unit).values_list("pk", flat=True))
    context: dict[str, Any] = {
        **head_of(whole),
        "form": form,
        "error": error,
        "why_not": refusal.sentence if refusal else "",
        "grants": [_told(one, one.pk in held) for one in _record(whole)],
    }
    return render(request, "dossiers/grants.html", context, status=status)


def _record(whole: Dossier) -> list[FillingGrant]:
    """The grants of what this person sees."""
    shown = {None, *(filing.pk for filing in whole.filings)}
    return [one for one in grants_of(whole.cycle, whole.unit) if one.evaluation_id in shown]


def _told(grant: FillingGrant, holds: bool) -> dict[str, Any]:
    """One grant and where it stands; one that was not taken back ended with its day or its department."""
    ended = "已收回" if grant.is_revoked else "已到期" if grant.until < timezone.localdate() else "已失效"
    return {"grant": grant, "holds": holds, "state": "有效" if holds else ended}
