"""校验一份文件, for everybody who is signed in: brought, checked, shown; nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.foreign.prose import PLAIN
from core.foreign.reading import Reading, Unreadable, check
from core.foreign.telling import told
from core.verification import Severity
from evaluations.foreign import queries
from evaluations.foreign.forms import ForeignForm
from foundation.intake.uploads import passed_over, takes_files

KINDS = {Severity.MUST_FIX: "must", Severity.MUST_EXPLAIN: "explain", Severity.HINT: "hint"}


@takes_files
@written_in
@require_http_methods(["GET", "POST"])
def verify_file(request: Request) -> HttpResponse:
    """A file or words; what is found in them stands below, what cannot be read is refused in words (422)."""
    if request.method == "GET":
        return render(request, "foreign/verify.html", {"form": ForeignForm(queries.forms())})
    form = ForeignForm(queries.forms(), request.POST, request.FILES, passed_over=passed_over(request))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context |= _shown(form.read())
        except Unreadable as problem:
            form.add_error(None, str(problem))
    return render(request, "foreign/verify.html", context, status=422 if form.errors else 200)


def _shown(reading: Reading) -> dict[str, Any]:
    found = told(reading, check(reading))
    counted = [(kind, sum(one.finding.severity is kind for one in found)) for kind in KINDS]
    return {
        "reading": reading,
        "read_on": None if reading.form is PLAIN else reading.form,
        "counts": "，".join(f"{kind.label}{count}处" for kind, count in counted),
        "found": [{"kind": KINDS[one.finding.severity], "told": one} for one in found],
    }
