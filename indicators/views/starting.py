"""A new draft: from a form that is there, from the catalogue, or from a file; and a draft that goes again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.views.access import administrators_only
from documents.names import content_disposition
from foundation.intake.uploads import passed_over, takes_files
from indicators import drafts, rows
from indicators.exchange.toml_out import form_to_toml
from indicators.forms import FileForm, NewForm
from indicators.models import FormTemplate
from indicators.refusals import FormRefused
from indicators.starting import begin, sources, take_in
from indicators.views.editing import told


@written_in
@require_http_methods(["GET", "POST"])
@administrators_only
def form_new(request: Request) -> HttpResponse:
    offered = sources()
    typed = request.POST if request.method == "POST" else None
    choices = [(source.value, source.label) for source in offered.values()]
    form = NewForm(choices, typed, initial={"begin_with": request.GET.get("from")})
    if typed is not None and form.is_valid():
        try:
            draft = begin(offered[form.cleaned_data["begin_with"]].read(), form.given(), by=request.user)
        except FormRefused as refusal:
            form.tell(refusal.reasons)
        else:
            messages.success(request, f"已新建{draft}，尚未启用。")
            return redirect("form_tree", draft.pk)
    return render(request, "indicators/new.html", {"form": form}, status=422 if typed is not None else 200)


@takes_files
@written_in
@require_http_methods(["GET", "POST"])
@administrators_only
def form_import(request: Request) -> HttpResponse:
    """A file, or the text of one, becomes a draft, or every reason why not stands on the page."""
    if request.method == "GET":
        return render(request, "indicators/import.html", {"form": FileForm()})
    form = FileForm(request.POST, request.FILES, passed_over=passed_over(request))
    reasons: tuple[str, ...] = ()
    if form.is_valid():
        try:
            draft = take_in(form.read(), by=request.user)
        except FormRefused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, f"已导入{draft}，尚未启用。请核对后启用。")
            return redirect("form_template", draft.pk)
    return render(request, "indicators/import.html", {"form": form, "reasons": reasons}, status=422)


@require_safe
@administrators_only
@told
def form_export(request: Request, pk: int) -> HttpResponse:
    """The form as a TOML file, whatever its state."""
    template = get_object_or_404(FormTemplate, pk=pk)
    form = rows.definition(template)
    name = f"{form.name}（{form.year}年第{form.version}版）.toml"
    response = HttpResponse(form_to_toml(form), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = content_disposition(name)
    return response


@require_http_methods(["GET", "POST"])
@administrators_only
@told
def form_discard(request: Request, pk: int) -> HttpResponse:
    """Delete a draft, after a question."""
    template = get_object_or_404(FormTemplate, pk=pk)
    label = str(template)
    if reason := drafts.why_not_edit(template):
        raise FormRefused([reason])
    if request.method == "POST":
        drafts.discard(template, by=request.user)
        messages.success(request, f"{label}的草稿已删除。")
        return redirect("form_templates")
    return render(request, "indicators/discard.html", {"template": template})
