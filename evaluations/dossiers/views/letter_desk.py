"""One 函 on its page, whoever it belongs to: drafted, written, printed, and listed with what was printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from core.paper.letter_draft import Draft
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.forms.letters import LetterForm
from evaluations.dossiers.letters import letter_in, printings
from evaluations.dossiers.models import Letter
from evaluations.dossiers.services.letters import keep_letter, print_letter, refusal_to_write
from evaluations.dossiers.views.dossier_papers import SHOWN, told_orders
from evaluations.dossiers.views.letter_words import told_letter

STALE = 409


@dataclass(frozen=True)
class Desk:
    """Whose letter it is, what is offered where there is none, and where its page stands.

    `label`: 送签稿 or 定稿, as it would be printed now; `note`: keeps what was refused on the record;
    `states` and `paper`: the names of the addresses of the list and of one file in it; `is_signed_here`:
    whether this person finds the page 签字盖章 once the letter was printed.
    """

    cycle: Cycle
    unit: Unit
    kind: str
    label: str
    addressee: str
    draft: Callable[[], Draft]
    note: Callable[[Refused], None]
    template: str
    head: Mapping[str, Any]
    address: str
    states: str
    paper: str
    is_signed_here: bool


def answer(request: Request, desk: Desk) -> HttpResponse:
    """The page, and what was written on it."""
    there = letter_in(desk.cycle, desk.unit, desk.kind)
    if request.method != "POST":
        return _draw(request, desk, there, _offered(desk, there, anew="draft" in request.GET))
    form = LetterForm(request.POST, instance=Letter(cycle=desk.cycle, unit=desk.unit, kind=desk.kind))
    form.full_clean()
    try:
        if refusal := refusal_to_write(request.user, desk.cycle, desk.unit, desk.kind):
            raise refusal
        if form.errors:
            return _draw(request, desk, there, form, status=422)
        seen = form.cleaned_data["revision"]
        kept = keep_letter(form.instance, form.written, revision=seen, by=request.user)
    except Refused as refused:
        desk.note(refused)
        form.add_error(None, refused.sentence)
        there = letter_in(desk.cycle, desk.unit, desk.kind)
        return _draw(request, desk, there, form, status=refused.http_status)
    return _kept(request, desk, kept)


def listing(request: Request, desk: Desk) -> HttpResponse:
    """What was printed alone, asked for again while something is under way."""
    return render(request, "dossiers/parts/letters.html", _printed(desk))


def _kept(request: Request, desk: Desk, kept: Letter) -> HttpResponse:
    if "print" in request.POST:
        print_letter(kept, desk.label, by=request.user)
        messages.success(request, "已保存，函正在生成，生成后可在本页下载。")
    else:
        messages.success(request, "已保存。")
    return redirect(desk.address, desk.cycle.pk, desk.unit.pk)


def _offered(desk: Desk, there: Letter | None, *, anew: bool) -> LetterForm:
    """The letter as it stands; its draft where there is none, or where a new one is asked for."""
    revision = there.revision if there else 0
    if there and not anew:
        return LetterForm(instance=there, initial={"revision": revision})
    draft = desk.draft()
    given = {
        "number": there.number if there else "",
        "dated": there.dated if there else None,
        "addressee": desk.addressee,
        "title": draft.title,
        "body": draft.body,
        "attachments": draft.attachments,
    }
    return LetterForm(initial={**given, "revision": revision})


def _printed(desk: Desk) -> dict[str, Any]:
    names = {"states": desk.states, "paper_address": desk.paper}
    orders = told_orders(printings(desk.cycle, desk.unit, desk.kind)[:SHOWN])
    head = {"cycle": desk.cycle, "unit": desk.unit, "is_signed_here": desk.is_signed_here}
    return {**head, **names, **orders}


def _draw(
    request: Request, desk: Desk, there: Letter | None, form: LetterForm, *, status: int = 200
) -> HttpResponse:
    """Where somebody else was faster, what he wrote stands beside what was typed, to be saved once seen."""
    refusal = refusal_to_write(request.user, desk.cycle, desk.unit, desk.kind)
    if there and status == STALE:
        form.data = {**form.data.dict(), "revision": there.revision}  # type: ignore[attr-defined]
    context = {
        **desk.head,
        **_printed(desk),
        "form": form,
        "letter": there,
        "told": told_letter(there, desk.label),
        "is_stale": status == STALE,
        "why_not": refusal.sentence if refusal else "",
    }
    return render(request, desk.template, context, status=status)
