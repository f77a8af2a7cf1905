"""复核意见书: what is written in it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.validators import written_text
from core.paper.letter import document_number
from evaluations.second_scores.models import Opinion


class OpinionForm(forms.ModelForm):  # type: ignore[type-arg]
    """`seen`: the mark of what the page showed."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Opinion
        fields = ["number", "title", "body", "dated"]
        widgets = {
            "body": forms.Textarea(attrs={"rows": 14}),
            "dated": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "number": "如“源财绩〔2025〕29号”。尚未编号的可以不填。",
            "body": "每段一行，段首不用空格。",
            "dated": "尚未签发的可以不填，打印后留出空位。",
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        for name in ("number", "title", "body"):
            self.fields[name].validators.append(written_text)

    def clean_number(self) -> str:
        try:
            return document_number(self.cleaned_data["number"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
