"""函 that goes with 部门汇总表, for whoever sees all that the department's units file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Unit
from accounts.requests import SignedInRequest as Request
from accounts.sessions import passive
from core.paper.letter_draft import Draft, PassedOn, department_draft
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.letters import set_to_sign
from evaluations.dossiers.models import Evaluation, Letter
from evaluations.dossiers.services.refusals import log_refused
from evaluations.dossiers.snapshots import form_of
from evaluations.dossiers.views.letter_desk import Desk, answer, listing
from evaluations.oversight.queries import filings_of, label_of, passed_submissions, sees_all
from evaluations.oversight.views.departments import chosen, head


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, cycle: int, unit: int) -> HttpResponse:
    return answer(request, _desk(request, cycle, unit))


@passive
@require_safe
def states(request: Request, cycle: int, unit: int) -> HttpResponse:
    return listing(request, _desk(request, cycle, unit))


def _desk(request: Request, cycle: int, unit: int) -> Desk:
    year, place = chosen(request, cycle, unit)
    if not sees_all(request.user, year, place):
        raise Http404
    passed = [one.evaluation for one in passed_submissions(filings_of(request.user, year, place))]

    def note(refused: Refused) -> None:
        log_refused(year, place, "函", refused, by=request.user)

    return Desk(
        cycle=year,
        unit=place,
        kind=Letter.Kind.DEPARTMENT,
        label=label_of(passed),
        addressee=year.bureau.name,
        draft=lambda: _draft(year, place, passed),
        note=note,
        template="oversight/letter.html",
        head={**head(request, year, place), "unit": place},
        address="department_letter",
        states="department_letter_states",
        paper="department_paper",
        is_signed_here=set_to_sign(request.user, cycle, unit) is not None,
    )


def _draft(cycle: Cycle, department: Unit, passed: list[Evaluation]) -> Draft:
    units = {one.unit_id for one in passed}
    return department_draft(
        department.name,
        bureau=cycle.bureau.name,
        basis=cycle.basis,
        year=cycle.data_year,
        passed=PassedOn(
            units=len(units - {department.pk}),
            own=department.pk in units,
            tables=sum(form_of(one).has_table for one in passed),
        ),
    )
