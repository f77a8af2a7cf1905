"""The page of the indicators, its save and its autosave, against a crispy formset of the same fields.

`python -m bench.pages [ROUNDS]`: CPU milliseconds (median), queries, HTML of 30 and of 200 rows, in one run.
The page is a whole request: sessions, reading, computing, checking, drawing. The crispy formset is built and
drawn alone, without a request, a database or a page around it.
"""

from __future__ import annotations

import json
import sys
from itertools import count
from typing import Any
from urllib.parse import urlencode

from bench import scene

scene.start()

from crispy_forms.helper import FormHelper  # noqa: E402
from crispy_forms.utils import render_crispy_form  # noqa: E402
from django import forms  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.fields import fields  # noqa: E402
from tests.factories import fill_in  # noqa: E402

_serial = count(1)


class RowForm(forms.Form):
    """One indicator row with the fields of ours, and what was seen in each."""

    actual = forms.CharField(required=False)
    points = forms.CharField(required=False)
    score = forms.CharField(required=False)
    score_reason = forms.CharField(required=False, widget=forms.Textarea({"rows": 1}))
    note = forms.CharField(required=False, widget=forms.Textarea({"rows": 1}))
    not_applicable = forms.BooleanField(required=False)
    seen_actual = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_points = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_score = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_score_reason = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_note = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_not_applicable = forms.CharField(required=False, widget=forms.HiddenInput)


NAMES = list(RowForm.base_fields)


def crispy(rows: int) -> str:
    """The same fields as a crispy formset in a table: its quickest form."""
    typed = scene.typed_in(rows)
    initial = [
        {field: typed.get(f"indicators/r{n + 1}/{field.removeprefix('seen_')}", "1") for field in NAMES}
        for n in range(rows)
    ]
    formset = forms.formset_factory(RowForm, extra=0, max_num=rows)(initial=initial)
    helper = FormHelper()
    helper.template, helper.form_tag = "bootstrap5/table_inline_formset.html", False
    return render_crispy_form(formset, helper)


class Desk:
    """A filer in front of one filing, who remembers what the page shows."""

    def __init__(self, rows: int) -> None:
        unit = scene.new_unit()
        person = scene.filer_of(unit)
        self.filing, self.client = scene.filing_of(unit, rows), scene.signed_in(person)
        fill_in(self.filing, person, scene.typed_in(rows))
        self.rows, self.page = rows, reverse("dossiers:indicators", args=[self.filing.pk])
        self.cells = reverse("dossiers:autosave", args=[self.filing.pk, "indicators"])
        self.shown, self.revision = fields(self.draw().decode()), "0"

    def draw(self) -> bytes:
        return self._answer(self.client.get(self.page), 200)

    def save(self) -> bytes:
        """The whole page as a browser posts it, another actual in each row."""
        typed = {f"indicators/r{n + 1}/actual": f"{next(_serial)}人" for n in range(self.rows)}
        sent = {**self.shown, **typed, "then": "save"}
        self.shown |= {**typed, **{f"seen:{ref}": text for ref, text in typed.items()}}
        return self._answer(self._post(self.page, sent), 302)

    def autosave(self) -> bytes:
        """One cell, as the page sends it."""
        ref, text = "indicators/r1/note", f"{scene.NOTE}{next(_serial)}"
        sent = {f"seen:{ref}": self.shown[ref], ref: text, "revision": self.revision}
        self.shown |= {ref: text, f"seen:{ref}": text}
        answer = self._answer(self._post(self.cells, sent), 200)
        self.revision = str(json.loads(answer)["revision"])
        return answer

    def _post(self, address: str, sent: dict[str, str]) -> Any:
        return self.client.post(address, urlencode(sent), "application/x-www-form-urlencoded")

    @staticmethod
    def _answer(response: Any, status: int) -> bytes:
        assert response.status_code == status, response.status_code
        return response.content


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print(f"{scene.database()}, CPU ms, median of {rounds}")
    print("| rows | way | CPU ms | of the crispy formset | queries | KB |")
    print("|---|---|---|---|---|---|")
    for rows in (30, 200):
        desk = Desk(rows)
        ways = {
            "crispy formset": lambda rows=rows: crispy(rows).encode(),
            "page": desk.draw,
            "save": desk.save,
            "autosave": desk.autosave,
        }
        times = scene.interleaved(ways, rounds)
        for name, way in ways.items():
            share, size = times[name] / times["crispy formset"], len(way()) / 1024
            asked = scene.queries(way)
            print(f"| {rows} | {name} | {times[name]:.1f} | {share:.2f} | {asked} | {size:.0f} |")


if __name__ == "__main__":
    main()
