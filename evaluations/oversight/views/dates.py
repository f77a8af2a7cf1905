"""要求报送日期: by when a department wants what its units file; read by whoever looks after it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest as Request
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.services.refusals import log_refused
from evaluations.oversight.forms import DateForm
from evaluations.oversight.services.dating import NOT_YOURS, refuse_to_date, set_date
from evaluations.oversight.services.forwarding import may_forward
from evaluations.oversight.views.departments import chosen, head


@require_http_methods(["GET", "POST"])
def wanted(request: Request, cycle: int, unit: int) -> HttpResponse:
    """The day, and the form with which the department sets it."""
    year, place = chosen(request, cycle, unit)
    context = {**head(request, year, place), "part": "要求报送日期"}
    stands = context["wanted"].due_on if context["wanted"] else None
    form = DateForm(request.POST if request.method == "POST" else None, initial={"due_on": stands})
    status = 422 if form.is_bound else 200
    if form.is_bound:
        try:
            refuse_to_date(request.user, year, place)
            if form.is_valid():
                set_date(year, place, form.cleaned_data["due_on"], by=request.user)
                messages.success(request, "要求报送日期已保存，所属单位在自评任务中可以看到。")
                return redirect("department", cycle, unit)
        except NotAllowed as refused:
            log_refused(year, place, "设定要求报送日期", refused, by=request.user)
            form.add_error("due_on" if refused.http_status == 422 else None, refused.sentence)
            status = refused.http_status
    why_not = "" if may_forward(request.user, place) else NOT_YOURS
    return render(
        request, "oversight/date.html", {**context, "form": form, "why_not": why_not}, status=status
    )
