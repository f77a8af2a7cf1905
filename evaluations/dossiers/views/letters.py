"""函 of a set: written from a draft, printed, and listed with what was printed of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.letters import LetterForm
from evaluations.dossiers.letters import addressee_of, draft_of, label_of, letter_in, printings
from evaluations.dossiers.models import Letter
from evaluations.dossiers.services.letters import keep_letter, print_letter, refusal_to_write
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.dossiers.views.dossier_papers import SHOWN, told_orders
from evaluations.dossiers.views.letter_words import told_letter


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, cycle: int, unit: int) -> HttpResponse:
    whole = found(request, cycle, unit)
    there = letter_in(whole.cycle, whole.unit)
    if request.method != "POST":
        return _draw(request, whole, there, _offered(whole, there, anew="draft" in request.GET))
    form = LetterForm(request.POST, instance=Letter(cycle=whole.cycle, unit=whole.unit))
    form.full_clean()
    try:
        if refusal := refusal_to_write(request.user, whole.cycle, whole.unit):
            raise refusal
        if form.errors:
            return _draw(request, whole, there, form, status=422)
        kept = keep_letter(
            form.instance, form.written, revision=form.cleaned_data["revision"], by=request.user
        )
    except Refused as refused:
        log_refusal(whole.filings[0], "letter", refused, by=request.user)
        form.add_error(None, refused.sentence)
        return _draw(request, whole, letter_in(whole.cycle, whole.unit), form, status=refused.http_status)
    if "print" in request.POST:
        print_letter(kept, label_of(whole), by=request.user)
        messages.success(request, "已保存，函正在生成，生成后可在本页下载。")
    else:
        messages.success(request, "已保存。")
    return redirect("dossiers:dossier_letter", cycle, unit)


@passive
@require_safe
def states(request: Request, cycle: int, unit: int) -> HttpResponse:
    """What was printed alone, asked for again while something is under way."""
    whole = found(request, cycle, unit)
    return render(request, "dossiers/parts/letters.html", {**head_of(whole), **_printed(whole)})


def _offered(whole: Dossier, there: Letter | None, *, anew: bool) -> LetterForm:
    """The letter as it stands; its draft where there is none, or where a new one is asked for."""
    revision = there.revision if there else 0
    if there and not anew:
        return LetterForm(instance=there, initial={"revision": revision})
    draft = draft_of(whole)
    given = {
        "number": there.number if there else "",
        "dated": there.dated if there else None,
        "addressee": addressee_of(whole.cycle, whole.unit).name,
        "title": draft.title,
        "body": draft.body,
        "attachments": draft.attachments,
    }
    return LetterForm(initial={**given, "revision": revision})


def _printed(whole: Dossier) -> dict[str, Any]:
    return told_orders(printings(whole.cycle, whole.unit)[:SHOWN])


def _draw(
    request: Request, whole: Dossier, there: Letter | None, form: LetterForm, *, status: int = 200
) -> HttpResponse:
    """Where somebody else was faster, what he wrote stands beside what was typed."""
    refusal = refusal_to_write(request.user, whole.cycle, whole.unit)
    if there and form.is_bound:
        form.data = {**form.data.dict(), "revision": there.revision}  # type: ignore[attr-defined]
    context = {
        **head_of(whole),
        **_printed(whole),
        "form": form,
        "letter": there,
        "told": told_letter(there, label_of(whole)),
        "is_stale": status == 409,
        "why_not": refusal.sentence if refusal else "",
    }
    return render(request, "dossiers/letter.html", context, status=status)
