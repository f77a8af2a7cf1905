"""函: what is written in it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.validators import written_text
from core.paper.letter import document_number
from evaluations.dossiers.models import Letter

MOST_ATTACHMENTS, LONGEST_NAME = 60, 100
TOO_MANY = f"最多{MOST_ATTACHMENTS}个附件，请合并，如“各项目支出绩效自评表”。"
TOO_LONG = f"每个附件名称最多{LONGEST_NAME}字，请缩短。"


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    """`revision`: of the letter as the page showed it, 0 where there was none."""

    revision = forms.IntegerField(label="修订号", widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Letter
        fields = ["number", "addressee", "title", "body", "attachments", "dated"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 8}),
            "attachments": forms.Textarea(attrs={"rows": 6}),
            "dated": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "number": "如“平医保函〔2025〕29号”。尚未编号的可以不填，打印后补写。",
            "addressee": "不写末尾的冒号。",
            "title": "较长的标题可以自行分行。",
            "body": "每段一行，段首不用空格。",
            "attachments": "每行一个，不写序号。",
            "dated": "负责人签发的日期。尚未签发的可以不填，打印后留出空位。",
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        for name in ("number", "addressee", "title", "body", "attachments"):
            self.fields[name].validators.append(written_text)

    def clean_number(self) -> str:
        try:
            return document_number(self.cleaned_data["number"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_addressee(self) -> str:
        return str(self.cleaned_data["addressee"]).rstrip("：: ")

    def clean_title(self) -> str:
        return _lines(self.cleaned_data["title"])

    def clean_body(self) -> str:
        return _lines(self.cleaned_data["body"])

    def clean_attachments(self) -> str:
        names = _lines(self.cleaned_data["attachments"])
        if len(names.splitlines()) > MOST_ATTACHMENTS:
            raise forms.ValidationError(TOO_MANY)
        if any(len(name) > LONGEST_NAME for name in names.splitlines()):
            raise forms.ValidationError(TOO_LONG)
        return names

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _lines(text: str) -> str:
    """Every line without what stands around it, no empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
