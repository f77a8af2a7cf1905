"""Choosing the rule of one place: its kind, its parameters, what it means, a try-out before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from pydantic import BaseModel, ValidationError

from accounts.requests import SignedInRequest as Request
from core.filing.form import FormDefinition
from core.scoring.wording import rule_in_words
from indicators import drafts, ruling
from indicators.asking.build import Builder
from indicators.asking.form import AskingForm
from indicators.asking.words import kind_name
from indicators.asking.words.kinds import FIRST
from indicators.forms import TryForm
from indicators.trying import try_rule
from indicators.views.editing import Draft, Studio, studio_page

PAGE = "indicators/rule.html"
TRY, REFRESH, NO_RULE = "try", "refresh", "none"


@dataclass(frozen=True)
class Asked:
    """One rule being chosen at `place`: `kind` is the one on the page, `form` its parameters."""

    place: ruling.RulePlace
    address: str
    kind: str
    form: AskingForm

    @property
    def kinds(self) -> dict[str, type[BaseModel]]:
        return kinds_at(self.place)

    @property
    def stored(self) -> dict[str, Any]:
        return self.place.value or {}

    def checked(self) -> Any:
        """The rule as typed; None where it is none yet, and the form says why."""
        if not self.form.is_valid() or self.kind not in self.kinds:
            return None
        try:
            return self.kinds[self.kind].model_validate({"kind": self.kind, **self.form.answer()})
        except ValidationError as problem:
            self.form.tell(problem)
            return None

    def change(self, data: drafts.Data) -> None:
        place = ruling.locate(data, self.address)
        if place is None:  # a row without a rule of its own that somebody deleted meanwhile
            raise drafts.Overtaken
        removed = self.kind == NO_RULE
        place.holder[place.name] = None if removed else {"kind": self.kind, **self.form.answer()}


@studio_page
def form_rule(request: Request, draft: Draft, address: str) -> HttpResponse:
    asked = _asked(request, draft, address)
    page = Studio(
        request, draft, lambda data: ruling.value_at(data, address), f"评分规则：{asked.place.label}"
    )
    page.extra = _context(draft, asked)
    if request.method == "GET":
        return page.draw(PAGE, asked.form, try_form=TryForm(_rule_of(asked), initial=_example(asked.place)))
    rule, do = asked.checked(), request.POST.get("do")
    if do == TRY:
        return _tried(page, asked, rule)
    if do != REFRESH and not asked.form.errors and page.keep(asked.form, asked.change):
        return redirect(page.extra["back"])
    return page.draw(PAGE, asked.form, try_form=TryForm(rule, initial=_example(asked.place)))


def kinds_at(place: ruling.RulePlace) -> dict[str, type[BaseModel]]:
    return {model.model_fields["kind"].default: model for model in place.shape.models}


def _asked(request: Request, draft: Draft, address: str) -> Asked:
    place = ruling.locate(draft.data, address)
    if place is None:
        raise Http404
    stored, kinds = (place.value or {}).get("kind", ""), kinds_at(place)
    typed = request.POST if request.method == "POST" else None
    kind = request.GET.get("kind", stored) if typed is None else typed.get("kind", "")
    if kind not in kinds and not (kind == NO_RULE and place.shape.optional):
        kind = stored
    value = place.value if kind == stored else None
    nodes = Builder(typed, links=False).part(kinds[kind], value, "rule") if kind in kinds else []
    return Asked(place, address, kind, AskingForm(nodes, typed))


def _context(draft: Draft, asked: Asked) -> dict[str, Any]:
    first = [kind for kind in FIRST if kind in asked.kinds]
    more = [kind for kind in asked.kinds if kind not in FIRST]
    return {
        "place": asked.place,
        "kind": asked.kind,
        "kind_name": kind_name(asked.kind) if asked.kind in asked.kinds else "",
        "first": [(kind, kind_name(kind)) for kind in first],
        "more": [(kind, kind_name(kind)) for kind in more],
        "is_more": asked.kind in more,
        "meaning": words_of(asked.stored, asked.kinds, draft.form),
        "back": _back(draft, asked.address),
    }


def words_of(value: dict[str, Any], kinds: dict[str, type[BaseModel]], form: FormDefinition) -> str:
    """What a stored rule means; empty where there is none."""
    if not value:
        return ""
    rule: Any = kinds[value["kind"]].model_validate(value)
    return rule_in_words(rule, rounding=form.indicators.rounding)


def _rule_of(asked: Asked) -> Any:
    """The rule that is stored, where the page shows its kind, else one of this kind without parameters."""
    if asked.kind not in asked.kinds:
        return None
    value = asked.stored if asked.stored.get("kind") == asked.kind else {"kind": asked.kind}
    try:
        return asked.kinds[asked.kind].model_validate(value)
    except ValidationError:
        return None


def _tried(page: Studio, asked: Asked, rule: Any) -> HttpResponse:
    """The page as typed, with what the rule gives; nothing is stored."""
    form = TryForm(rule, page.request.POST)
    if rule is None or not form.is_valid():
        return page.draw(PAGE, asked.form, try_form=form)
    given = page.draft.form
    meaning = rule_in_words(rule, points=form.cleaned_data["points"], rounding=given.indicators.rounding)
    return page.draw(
        PAGE, asked.form, try_form=form, tried=try_rule(rule, form.example(), given), meant=meaning
    )


def _example(place: ruling.RulePlace) -> dict[str, str]:
    """What the row says already, else a target of 95 % with 10 points."""
    row = place.holder if place.is_of_row else {}
    return {"target": row.get("target") or "95%", "actual": "92%", "points": row.get("points") or "10"}


def _back(draft: Draft, address: str) -> str:
    """The page from which one comes to the rule of this place."""
    parts = address.split("/")
    if parts[0] == ruling.ROW:
        return reverse("form_item", args=[draft.template.pk, parts[1]])
    return reverse("form_section", args=[draft.template.pk, parts[0]])
