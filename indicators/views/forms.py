"""自评表样, for administrators: read, release (启用), retire (停用); for others these pages do not exist."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from indicators import catalogue, readable
from indicators.models import FormTemplate
from indicators.refusals import FormRefused
from indicators.release import new_version, release, retire, take_over, why_not_release
from indicators.rows import definition


@require_safe
@administrators_only
def form_templates(request: Request) -> HttpResponse:
    context = {
        "templates": FormTemplate.objects.all(),
        "offered": catalogue.waiting(),
    }
    return render(request, "indicators/templates.html", context)


@require_safe
@administrators_only
def form_template(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(FormTemplate, pk=pk)
    try:
        form = definition(template)
    except FormRefused as refusal:
        context = {"template": template, "reasons": refusal.reasons}
        return render(request, "indicators/template.html", context)
    context = {
        "template": template,
        "form": form,
        "headings": readable.headings(form),
        "rules": readable.rules(form),
        "grades": [*readable.grades(form.grading), *readable.caps(form)],
        "explanations": readable.explanations(form),
        "outline": readable.outline(form),
        "reasons": why_not_release(template) if template.status == FormTemplate.Status.DRAFT else (),
    }
    return render(request, "indicators/template.html", context)


@require_http_methods(["GET", "POST"])
@administrators_only
def form_release(request: Request, pk: int) -> HttpResponse:
    """启用, after a page that says what follows from it."""
    template = get_object_or_404(FormTemplate, pk=pk)
    reasons = why_not_release(template)
    if request.method == "POST":
        try:
            release(template, by=request.user)
        except FormRefused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"{template}已启用。")
            return redirect("form_template", pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "indicators/release.html", {"template": template, "reasons": reasons}, status=status
    )


@require_http_methods(["GET", "POST"])
@administrators_only
def form_retire(request: Request, pk: int) -> HttpResponse:
    """停用, after a page that says what follows from it."""
    template = get_object_or_404(FormTemplate, pk=pk)
    if request.method == "POST":
        try:
            retire(template, by=request.user)
        except FormRefused as refusal:
            context = {"template": template, "reasons": refusal.reasons}
            return render(request, "indicators/retire.html", context, status=409)
        messages.success(request, f"{template}已停用。")
        return redirect("form_template", pk)
    return render(request, "indicators/retire.html", {"template": template})


@require_POST
@administrators_only
def form_new_version(request: Request, pk: int) -> HttpResponse:
    template = get_object_or_404(FormTemplate, pk=pk)
    try:
        draft = new_version(template, by=request.user)
    except FormRefused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("form_template", pk)
    messages.success(request, f"已新建{draft}，尚未启用。")
    return redirect("form_template", draft.pk)


@require_POST
@administrators_only
def form_load(request: Request, name: str) -> HttpResponse:
    """Take a form of the catalogue over as a draft."""
    path = next((path for path in catalogue.available() if path.stem == name), None)
    if path is None:
        raise Http404
    try:
        draft = take_over(path, by=request.user)
    except FormRefused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("form_templates")
    messages.success(request, f"已导入{draft}，尚未启用。请核对后启用。")
    return redirect("form_template", draft.pk)
