"""One indicator on a page of its own: all that the tree has no room for."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.requests import SignedInRequest as Request
from core.filing.form import FixedRow, FormDefinition, Group
from indicators import drafts, tree
from indicators.asking.build import Builder
from indicators.asking.form import AskingForm
from indicators.asking.form import Place as At
from indicators.sections import keys_in
from indicators.views.editing import Draft, Studio, studio_page

PAGE = "indicators/section.html"
ELSEWHERE = frozenset({"Group.key", "Group.children", "Group.rows", "FixedRow.key"})


@studio_page
def form_item(request: Request, draft: Draft, key: str) -> HttpResponse:
    place = tree.find(draft.data["indicators"]["groups"], key)
    if place is None:
        raise Http404
    model = FixedRow if place.is_row else Group
    page = Studio(request, draft, lambda data: tree.alone(data, key), f"指标：{place.item['name']}")
    page.base, page.extra = _base(draft.form, key), {"rules_at": f"row/{key}/"}
    typed = request.POST if request.method == "POST" else None
    form = AskingForm(Builder(typed, omitted=ELSEWHERE).part(model, place.item, ""), typed)
    if typed is None or not form.is_valid():
        return page.draw(PAGE, form)
    answer = form.answer(keys_in(draft.data))

    def change(data: drafts.Data) -> None:
        tree.there(data["indicators"]["groups"], key).update(answer)

    return redirect("form_tree", draft.template.pk) if page.keep(form, change) else page.draw(PAGE, form)


def _base(form: FormDefinition, key: str) -> At:
    """Where in the definition the item stands."""
    return _search(form.indicators.groups, key, ("indicators", "groups")) or ()


def _search(groups: tuple[Group, ...], key: str, at: At) -> At | None:
    for number, group in enumerate(groups):
        here = (*at, number)
        if group.key == key:
            return here
        for row, fixed in enumerate(group.rows):
            if fixed.key == key:
                return (*here, "rows", row)
        if found := _search(group.children, key, (*here, "children")):
            return found
    return None
