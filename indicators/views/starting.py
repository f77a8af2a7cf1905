"""A new draft: from a form that is there, from the catalogue, or from a file; and a draft that goes again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.views.access import administrators_only
from core.filing.form import FormDefinition
from documents.names import content_disposition
from foundation.intake.kinds import KINDS
from foundation.intake.uploads import passed_over, takes_files
from indicators import catalogue, drafts, rows
from indicators.exchange.toml_out import form_to_toml
from indicators.exchange.xlsx_out import form_to_xlsx
from indicators.forms import FileForm, NewForm
from indicators.models import FormTemplate
from indicators.refusals import FormRefused
from indicators.starting import begin, sources, take_in
from indicators.views.editing import told

EXAMPLE = "national-project-2021.toml"


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
    form = rows.definition(get_object_or_404(FormTemplate, pk=pk))
    return _sent(form_to_toml(form), f"{_name(form)}.toml", "application/toml; charset=utf-8")


@require_safe
@administrators_only
@told
def form_workbook(request: Request, pk: int) -> HttpResponse:
    """The form as a workbook, whatever its state."""
    form = rows.definition(get_object_or_404(FormTemplate, pk=pk))
    return _sent(form_to_xlsx(form), f"{_name(form)}.xlsx", KINDS["xlsx"].content_type)


@require_safe
@administrators_only
def form_example(request: Request) -> HttpResponse:
    """A form of the catalogue as a workbook, to see how one is filled in."""
    form = catalogue.read(catalogue.FOLDER / EXAMPLE)
    return _sent(form_to_xlsx(form), f"示例：{_name(form)}.xlsx", KINDS["xlsx"].content_type)


def _name(form: FormDefinition) -> str:
    return f"{form.name}（{form.year}年第{form.version}版）"


def _sent(content: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
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
