"""One part of a draft on one page: asked field by field, looked at on the paper, kept."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.requests import SignedInRequest as Request
from documents.preview import table_context
from indicators import drafts
from indicators.asking.form import AskingForm
from indicators.sample import sample
from indicators.sections import SECTIONS, Section, keys_in, merge
from indicators.views.editing import Draft, Studio, studio_page

PAGE = "indicators/section.html"


@studio_page
def form_section(request: Request, draft: Draft, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    asked = SECTIONS[section]
    page = Studio(request, draft, asked.part, asked.label)
    typed = request.POST if request.method == "POST" else None
    form = AskingForm(asked.nodes(draft.form, draft.data, typed), typed)
    if typed is None or not form.is_valid():
        return page.draw(PAGE, form)
    return _answered(page, form, asked)


def _answered(page: Studio, form: AskingForm, asked: Section) -> HttpResponse:
    answer = form.answer(keys_in(page.draft.data))

    def change(data: drafts.Data) -> None:
        merge(data, answer)

    if page.request.POST.get("do") == "look":
        shown = page.look(form, change)
        return page.draw(PAGE, form, **(table_context(shown, sample(shown)) if shown else {}))
    if page.keep(form, change):
        return redirect(page.request.path)
    return page.draw(PAGE, form)
