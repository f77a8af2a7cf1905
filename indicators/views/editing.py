"""What every page of the studio shares: the open draft, one try to store it, the page that comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from accounts.views.access import administrators_only
from core.filing.form import FormDefinition
from indicators import drafts, rows
from indicators.asking.form import AskingForm, leaves
from indicators.asking.form import Place as At
from indicators.models import FormTemplate
from indicators.refusals import FormRefused
from indicators.sections import SECTIONS

OVERTAKEN = (
    "打开页面之后本页内容已由他人修改，您填写的内容没有保存，仍显示在下面。请对照现已保存的内容，重新保存。"
)
Part = Callable[[drafts.Data], object]


@dataclass(frozen=True)
class Draft:
    """A draft that may be edited now."""

    template: FormTemplate
    form: FormDefinition
    data: drafts.Data


@dataclass
class Studio:
    """One page of the studio: what is shown and what the request asked. `saved`: it was stored."""

    request: Request
    draft: Draft
    part: Part
    title: str
    base: At = ()
    overtaken: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        return drafts.mark_of(self.part(self.draft.data))

    def keep(self, form: AskingForm, change: drafts.Change, *, what: str = "") -> bool:
        """Store `change`; where it cannot be, `form` says why and what was typed stays."""
        seen = (self.part, self.request.POST.get("seen", ""))
        try:
            drafts.edit(self.draft.template, change, by=self.request.user, what=what or self.title, seen=seen)
        except drafts.Overtaken:
            self.overtaken = True
            self.draft = opened(self.draft.template.pk)
            form.add_error(None, OVERTAKEN)
        except (ValidationError, FormRefused) as problem:
            _tell(form, problem, self.base)
        else:
            messages.success(self.request, f"{what or self.title}已保存。")
            return True
        return False

    def look(self, form: AskingForm, change: drafts.Change) -> FormDefinition | None:
        """The form as it would be, of what this page read: a colleague may store meanwhile."""
        try:
            return drafts.tried(self.draft.data, change)
        except (ValidationError, FormRefused) as problem:
            _tell(form, problem, self.base)
        return None

    def draw(self, page: str, form: AskingForm, **given: Any) -> HttpResponse:
        wrong = form.is_bound and bool(form.errors)
        context = {
            "template": self.draft.template,
            "title": self.title,
            "form": form,
            "nodes": form.nodes,
            "seen": self.mark,
            "sections": section_links(self.draft.template),
            "here": self.request.path,
            "stored": _stored(form) if self.overtaken else (),
            **self.extra,
            **given,
        }
        return render(self.request, page, context, status=409 if self.overtaken else 422 if wrong else 200)


def told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form with which the page cannot go on is told so (409)."""

    @wraps(view)
    def wrapper(request: Request, pk: int, **kwargs: Any) -> HttpResponse:
        template = get_object_or_404(FormTemplate, pk=pk)
        try:
            return view(request, pk, **kwargs)
        except FormRefused as refusal:
            context = {"template": template, "reasons": refusal.reasons}
            return render(request, "indicators/refused.html", context, status=409)

    return wrapper


def studio_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For administrators; a form that is no draft, or cannot be read, is told so (409)."""

    @written_in
    @require_http_methods(["GET", "POST"])
    @administrators_only
    @told
    @wraps(view)
    def wrapper(request: Request, pk: int, **kwargs: Any) -> HttpResponse:
        return view(request, opened(pk), **kwargs)

    return wrapper


def opened(pk: int) -> Draft:
    """The draft; Http404 where there is none, FormRefused where it is released or cannot be read."""
    template = get_object_or_404(FormTemplate, pk=pk)
    if reason := drafts.why_not_edit(template):
        raise FormRefused([reason])
    form = rows.definition(template)
    return Draft(template, form, drafts.data_of(form))


def section_links(template: FormTemplate) -> list[tuple[str, str]]:
    """(label, address) of every page of the studio, in the order of the paper."""
    pages = []
    for key, section in SECTIONS.items():
        if key == "indicators":
            pages.append(("绩效指标", reverse("form_tree", args=[template.pk])))
        pages.append((section.label, reverse("form_section", args=[template.pk, key])))
    return pages


def _tell(form: AskingForm, problem: ValidationError | FormRefused, base: At) -> None:
    if isinstance(problem, ValidationError):
        form.tell(problem, base)
        return
    for reason in problem.reasons:
        form.add_error(None, reason)


def _stored(form: AskingForm) -> list[tuple[str, str]]:
    """What is stored now in the boxes that say something else."""
    return [
        (leaf.label, str(leaf.initial) or "（空）")
        for leaf in leaves(form.nodes)
        if not leaf.hidden
        and leaf.name in form.data
        and leaf.shape.kind != "yes_no"
        and str(leaf.initial) != form.data[leaf.name].replace("\r\n", "\n")
    ]
