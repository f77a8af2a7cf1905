"""What is imported: a workbook, or a table that is pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Unit
from foundation.intake.forms import FileOrText
from foundation.intake.kinds import BOOK_KINDS

LONGEST = 500_000
NOTHING = "请选择填好的文件，或粘贴表格。"


class BringForm(FileOrText):
    """`bureaus`: those for which it may be brought."""

    kinds = BOOK_KINDS
    nothing = NOTHING

    material = forms.FileField(label="填好的文件", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="或粘贴表格",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text="在Excel中选中一张表格，连同栏目名称一起复制，粘贴在这里。",
    )

    def __init__(self, *args: Any, bureaus: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        widget = forms.Select if bureaus.count() > 1 else forms.HiddenInput
        self.fields["bureau"] = forms.ModelChoiceField(
            bureaus, label="财政部门", empty_label=None, initial=bureaus.first(), widget=widget
        )
