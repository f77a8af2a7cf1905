"""Which filings get more time, until when, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from accounts.validators import written_text
from evaluations.dossiers.extending import Extendable

LONGEST = 200


class ExtendForm(forms.Form):
    """延期: boxes, one for each filing that may be given more time."""

    chosen = forms.TypedMultipleChoiceField(
        label="自评表",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选择一份自评表。",
            "invalid_choice": "其中有的已报送或不由您办理延期，请按刷新后的列表重新选择。",
        },
    )
    until = forms.DateField(label="延期至", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label="延期原因",
        max_length=LONGEST,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, offered: list[Extendable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [one for one in offered if not one.why_not]
        self.fields["chosen"].choices = [(one.key, str(one.evaluation)) for one in ready]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> frozenset[str]:
        """What stands ticked: what came back; nothing at first."""
        return frozenset(self.data.getlist("chosen")) if self.is_bound else frozenset()  # type: ignore[attr-defined]

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self["until"], self["reason"]]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("延期至的日期不能早于今天。")
        return until
