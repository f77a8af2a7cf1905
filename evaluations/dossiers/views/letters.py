"""函 of a unit's set."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.letters import addressee_of, draft_of, label_of, shows_letter
from evaluations.dossiers.models import Letter
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.dossier import found, head_of
from evaluations.dossiers.views.letter_desk import Desk, answer, listing


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, cycle: int, unit: int) -> HttpResponse:
    return answer(request, _desk(request, cycle, unit))


@passive
@require_safe
def states(request: Request, cycle: int, unit: int) -> HttpResponse:
    return listing(request, _desk(request, cycle, unit))


def _desk(request: Request, cycle: int, unit: int) -> Desk:
    whole = found(request, cycle, unit)
    if not shows_letter(whole):
        raise Http404

    def note(refused: Refused) -> None:
        log_refusal(whole.filings[0], "letter", refused, by=request.user)

    return Desk(
        cycle=whole.cycle,
        unit=whole.unit,
        kind=Letter.Kind.UNIT,
        label=label_of(whole),
        addressee=addressee_of(whole),
        draft=lambda: draft_of(whole),
        note=note,
        template="dossiers/letter.html",
        head=head_of(whole),
        address="dossiers:dossier_letter",
        states="dossiers:dossier_letter_states",
        paper="dossiers:dossier_paper",
        is_signed_here=True,
    )
