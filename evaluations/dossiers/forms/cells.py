"""One page of cells as a form: fields named by their CellRef, `seen:<ref>` with what the filer saw there.

On a page of several filings the key of the filing stands before it: `12/funds/total/executed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from evaluations.dossiers.fillable import YES, Slot
from evaluations.dossiers.forms.widgets import Choice, Line, Text, Tick
from evaluations.dossiers.services.cells import Change

SEEN, CHOICE, THEIRS = "seen:", "choose:", "theirs:"
UNKNOWN = "提交的内容中有本页没有的栏目（{names}），其他栏目也没有保存。请刷新页面后重新填写。"
OTHER_NAMES = frozenset({"csrfmiddlewaretoken", "revision", "then", "back", "user"})
SHOWN_NAMES = 3
WIDE_COLUMNS = frozenset({"note", "score_reason"})
WIDE_SECTIONS = frozenset({"goals", "texts", "report"})


class CellsForm(forms.Form):
    """The open cells of one page. Every text is read as typed; `save_cells` judges what it means."""

    def __init__(
        self,
        slots: Iterable[Slot],
        stored: Mapping[str, str],
        data: QueryDict | None = None,
        *,
        proposed: Mapping[str, str] | None = None,
    ) -> None:
        """`proposed`: texts that stand ready in empty fields; they count as typed once they are posted."""
        known = {name: text for name, text in (proposed or {}).items() if text and not stored.get(name)}
        super().__init__(None if data is None else chosen(data), initial={**stored, **known})
        self.stored, self.proposed = stored, {} if self.is_bound else known
        self.open = {slot.name: slot for slot in slots if not slot.is_locked}
        self.fields.update({name: _field(slot) for name, slot in self.open.items()})

    def clean(self) -> dict[str, Any]:
        unknown = [name for name in self.data if name not in OTHER_NAMES and not self._knows(name)]
        if unknown:
            shown = "、".join(f"「{name[:40]}」" for name in sorted(unknown)[:SHOWN_NAMES])
            raise forms.ValidationError(UNKNOWN.format(names=shown))
        return self.cleaned_data

    def changes(self, of: str = "") -> list[Change]:
        """The posted cells of one filing whose text is another than the one seen, in their order."""
        found = [
            Change(slot.ref, self.seen(name), _plain(self.data.get(name, "")))
            for name, slot in self.open.items()
            if slot.of == of and SEEN + name in self.data
        ]
        return [change for change in found if change.typed != change.seen]

    def seen(self, name: str) -> str:
        """What stood in the cell when the page was drawn that the filer has before the eyes."""
        return _plain(self.data.get(SEEN + name, "")) if self.is_bound else self.stored.get(name, "")

    def _knows(self, name: str) -> bool:
        return name.removeprefix(SEEN) in self.fields


def chosen(data: QueryDict) -> QueryDict:
    """Carry out what was chosen between two texts: mine replaces theirs, or is given up for it."""
    settled = data.copy()
    for name in [name for name in data if name.startswith(THEIRS)]:
        ref, theirs = name.removeprefix(THEIRS), data.get(name, "")
        settled.pop(name)
        choice = settled.pop(CHOICE + ref, [""])[-1]
        if choice in ("mine", "theirs"):
            settled[SEEN + ref] = theirs
        if choice == "theirs":
            settled[ref] = theirs
    return settled


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _field(slot: Slot) -> forms.Field:
    """A field that takes any text: refusals come from the one place that stores."""
    return forms.Field(label=slot.label, required=False, widget=_widget(slot))


def _widget(slot: Slot) -> forms.Widget:
    if slot.kind == "choice":
        return Choice({"class": "form-select"}, slot.choices)
    if slot.kind == "yes":
        return Tick({"value": YES, "class": "form-check-input"}, check_test=lambda typed: typed == YES)
    if slot.kind in ("number", "rate"):
        return Line({"class": "form-control num", "inputmode": "decimal", "autocomplete": "off"})
    if slot.ref.column in WIDE_COLUMNS or slot.ref.section in WIDE_SECTIONS:
        return Text({"class": "form-control", "rows": 1 if slot.ref.column in WIDE_COLUMNS else 3})
    return Line({"class": "form-control", "autocomplete": "off"})
