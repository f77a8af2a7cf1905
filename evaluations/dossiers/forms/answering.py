"""The answers to 需说明项, by choice; those left open keep what was chosen elsewhere on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms

from evaluations.dossiers.forms.deciding import ReasonText
from evaluations.dossiers.models import FindingAnswer
from evaluations.dossiers.services.answers import Given

Choice = FindingAnswer.Choice
LONGEST_TEXT = 500


class AnswerForm(forms.Form):
    """The answer to one finding. Nothing chosen and nothing written: not answered yet, no error here."""

    choice = forms.ChoiceField(label="说明", required=False, choices=[("", "请选择说明"), *Choice.choices])
    text = ReasonText(label="补充说明", required=False, widget=forms.TextInput)

    def __init__(self, fingerprint: str, data: Any = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial, prefix=fingerprint[:16], label_suffix="")
        self.fingerprint = fingerprint

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choice, text = cleaned.get("choice", ""), cleaned.get("text", "")
        if choice == Choice.OTHER and not text:
            self.add_error("text", "选择“其他”的，请填写补充说明。")
        if text and not choice and "choice" not in self.errors:
            self.add_error("choice", "已填写补充说明，请同时选择一项说明。")
        if len(text) > LONGEST_TEXT:
            self.add_error("text", f"补充说明最多{LONGEST_TEXT}字，现有{len(text)}字，请删减。")
        return cleaned

    @property
    def given(self) -> Given | None:
        if not self.cleaned_data.get("choice"):
            return None
        return Given(self.fingerprint, self.cleaned_data["choice"], self.cleaned_data.get("text", ""))


class AnswersForm:
    """All answers of the page: one AnswerForm for each finding that asks for one."""

    def __init__(self, answered: dict[str, Any], data: Any = None) -> None:
        """`answered` maps each fingerprint to the FindingAnswer it has, or None.

        `strays`: in words, what was answered to findings that are no more.
        """
        self.forms = {mark: AnswerForm(mark, data, initial=_initial(old)) for mark, old in answered.items()}
        self.strays = in_words(data or {}, known={str(form.prefix) for form in self})

    def __iter__(self) -> Iterator[AnswerForm]:
        return iter(self.forms.values())

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms.values()])

    def given(self) -> list[Given]:
        return [form.given for form in self.forms.values() if form.given]


def in_words(data: Mapping[str, str], known: Collection[str] = ()) -> list[str]:
    """Return what was posted as answers, each as choice and words, but for those with a prefix in `known`."""
    posted = [name.rpartition("-")[0] for name in data if name.endswith(("-choice", "-text"))]
    labels = dict(Choice.choices)
    told = [
        [labels.get(data.get(f"{mark}-choice", ""), ""), data.get(f"{mark}-text", "").strip()]
        for mark in dict.fromkeys(posted)
        if mark not in known
    ]
    return ["：".join(filter(None, words)) for words in told if any(words)]


def _initial(answer: FindingAnswer | None) -> dict[str, str]:
    return {"choice": answer.choice, "text": answer.text} if answer else {}
