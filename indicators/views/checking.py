"""Before release: what does not fit, accepted with a reason; the paper; what changed since a version."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from documents.preview import paper_context
from indicators import checks, drafts, rows
from indicators.comparison import differences
from indicators.forms import AcceptForm
from indicators.models import FormTemplate
from indicators.sample import sample
from indicators.views.editing import Draft, Studio, studio_page, told

PAGE = "indicators/checks.html"


@studio_page
def form_checks(request: Request, draft: Draft) -> HttpResponse:
    """Every deviation with the reason for which it is printed as it is; what occurs no more is forgotten."""
    page = Studio(request, draft, lambda data: data.get("accepted_deviations", {}), "启用前检查")
    typed = request.POST if request.method == "POST" else None
    form = AcceptForm(checks.deviations(draft.form), draft.form.accepted_deviations, typed)
    if typed is None or not form.is_valid():
        return page.draw(PAGE, form)

    def change(data: drafts.Data) -> None:
        data["accepted_deviations"] = form.reasons()

    return redirect(request.path) if page.keep(form, change) else page.draw(PAGE, form)


@require_safe
@administrators_only
@told
def form_paper(request: Request, pk: int) -> HttpResponse:
    """The paper of a form with sample values, whatever its state."""
    template = get_object_or_404(FormTemplate, pk=pk)
    form = rows.definition(template)
    filing = sample(form)
    context = {"template": template, **paper_context(form, filing)}
    return render(request, "indicators/paper.html", context)


@require_safe
@administrators_only
@told
def form_compare(request: Request, pk: int) -> HttpResponse:
    """What this form says differently from another, `?with=`: the version before where none is asked for."""
    template = get_object_or_404(FormTemplate, pk=pk)
    others = FormTemplate.objects.exclude(pk=pk).order_by("code", "-version")
    other = _other(template, request.GET.get("with", ""))
    found = differences(rows.definition(other), rows.definition(template)) if other else []
    context = {"template": template, "others": others, "other": other, "differences": found}
    return render(request, "indicators/compare.html", context)


def _other(template: FormTemplate, asked: str) -> FormTemplate | None:
    if not asked:
        return FormTemplate.objects.filter(code=template.code, version__lt=template.version).last()
    if not asked.isdecimal() or len(asked) > 9:
        raise Http404
    return get_object_or_404(FormTemplate, pk=int(asked))
