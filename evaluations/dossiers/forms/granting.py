"""代填授权: of which filing, until when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.validators import written_text
from evaluations.dossiers.models import Evaluation

ALL = "全部自评表（含以后下达的）"
PAST = "有效期不能早于今天。"


class GrantForm(forms.Form):
    """`filing` is one of the filings shown, or empty for all of the year."""

    filing = forms.ChoiceField(label="代填范围", required=False)
    until = forms.DateField(
        label="有效期至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="当天仍有效，过后自动失效；可以提前收回。",
    )
    reason = forms.CharField(
        label="授权原因",
        max_length=200,
        validators=[written_text],
        help_text="如：本单位没有专职财务人员；填报人休假。",
    )

    def __init__(self, filings: Sequence[Evaluation], due_on: date, data: Any = None) -> None:
        until = max(due_on, timezone.localdate())
        super().__init__(data, label_suffix="", initial={"until": until})
        self.filings = {str(filing.pk): filing for filing in filings}
        named = [(key, str(filing)) for key, filing in self.filings.items()]
        self.fields["filing"].choices = [("", ALL), *named]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError(PAST)
        return day

    @property
    def evaluation(self) -> Evaluation | None:
        return self.filings.get(self.cleaned_data["filing"])
