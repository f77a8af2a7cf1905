"""What is imported: a workbook, or a table that is pasted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Unit
from foundation.intake.kinds import BOOK_KINDS

LONGEST = 500_000
NOTHING = "请选择填好的文件，或粘贴表格。"


class BringForm(forms.Form):
    """`passed_over`: why a file was not even read, by name."""

    material = forms.FileField(label="填好的文件", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="或粘贴表格",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text="在Excel中选中一张表格，连同栏目名称一起复制，粘贴在这里。",
    )

    def __init__(
        self, *args: Any, bureaus: QuerySet[Unit], passed_over: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.passed_over = tuple(passed_over)
        self.fields["material"].widget.attrs["accept"] = ",".join(f".{one}" for one in BOOK_KINDS)
        widget = forms.Select if bureaus.count() > 1 else forms.HiddenInput
        self.fields["bureau"] = forms.ModelChoiceField(
            bureaus, label="财政部门", empty_label=None, initial=bureaus.first(), widget=widget
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name, why in self.passed_over:
            self.add_error("material", f"{name}：{why}")
        if not self.passed_over and not given.get("material") and not str(given.get("text", "")).strip():
            raise forms.ValidationError(NOTHING)
        return given
