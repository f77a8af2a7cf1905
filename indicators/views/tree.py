"""The tree of indicators: names and points in one form, and buttons that add, move and delete."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest as Request
from documents.preview import table_context
from indicators import drafts, tree
from indicators.asking.form import fresh_key
from indicators.forms import TreeForm
from indicators.sample import sample
from indicators.sections import keys_in
from indicators.views.editing import Draft, Studio, studio_page

PAGE, SUMS = "indicators/tree.html", "indicators/sums.html"
LETTERS = {"row": "r", "group": "g", "top": "g"}


@dataclass(frozen=True)
class Act:
    """What a button asks, `up:r3`: up, down, row, group (add below), top (a first level), split, remove."""

    name: str
    key: str

    @classmethod
    def of(cls, request: Request) -> Act:
        name, _, key = request.POST.get("do", "").partition(":")
        return cls(name, key)

    def run(self, data: drafts.Data) -> str:
        """Change the tree; return the key of what is looked at next."""
        groups = data["indicators"]["groups"]
        if self.name in ("up", "down"):
            tree.move(groups, self.key, -1 if self.name == "up" else 1)
        elif self.name in LETTERS:
            new = fresh_key(LETTERS[self.name], keys_in(data))
            tree.add(groups, self.key, new, is_row=self.name == "row")
            return new
        elif self.name == "split":
            tree.split(data, self.key)
        elif self.name in ("remove", "really"):
            tree.remove(groups, self.key)
        return self.key


@studio_page
def form_tree(request: Request, draft: Draft) -> HttpResponse:
    page = Studio(request, draft, tree.outline, "绩效指标")
    typed = request.POST if request.method == "POST" else None
    form = TreeForm(draft.data, typed)
    page.extra = {"sums": tree.sums(draft.form), "at": request.GET.get("at"), "act": request.GET.get("act")}
    if typed is None or not form.is_valid():
        return page.draw(PAGE, form)
    return _answered(page, form, Act.of(request))


@require_POST
@studio_page
def form_sums(request: Request, draft: Draft) -> HttpResponse:
    """The sums of what is typed now; of what is stored where it cannot be read."""
    form = TreeForm(draft.data, request.POST)
    page = Studio(request, draft, tree.outline, "绩效指标")
    shown = page.look(form, lambda data: form.put(data["indicators"]["groups"])) if form.is_valid() else None
    return render(request, SUMS, {"sums": tree.sums(shown or draft.form)}, status=200 if shown else 422)


def _answered(page: Studio, form: TreeForm, act: Act) -> HttpResponse:
    next_key = ""

    def change(data: drafts.Data) -> None:
        nonlocal next_key
        form.put(data["indicators"]["groups"])
        next_key = act.run(data)

    if act.name == "look":
        shown = page.look(form, change)
        return page.draw(PAGE, form, **(table_context(shown, sample(shown)) if shown else {}))
    if act.name == "remove" and (asked := _question(page.draft, act.key)):
        return page.draw(PAGE, form, asked=asked)
    if page.keep(form, change):
        here = (
            f"{page.request.path}?{urlencode({'at': next_key, 'act': act.name})}"
            if act.key
            else page.request.path
        )
        return redirect(f"{here}#at-{next_key}" if next_key else here)
    return page.draw(PAGE, form)


def _question(draft: Draft, key: str) -> dict[str, object]:
    """Before a heading goes with all that stands below it."""
    place = tree.find(draft.data["indicators"]["groups"], key)
    count = tree.below(place.item) if place else 0
    return {"key": key, "name": place.item["name"], "count": count} if place and count else {}
