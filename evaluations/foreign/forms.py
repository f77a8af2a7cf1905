"""What is to be checked: a file, or words that are pasted, and the form on which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any

from django import forms

from core.filing.form import FormDefinition
from core.foreign.reading import LONGEST, Reading
from evaluations.foreign.reading import read
from foundation.intake.forms import FileOrText
from foundation.intake.kinds import FILING_KINDS, FILINGS

PASTED = "粘贴的文字.txt"
"""The name under which pasted words go through the gate."""
BY_ITSELF = "按内容选取"
NOTHING = "请选择文件，或粘贴文字。"


class ForeignForm(FileOrText):
    """`offered`: the forms on which it can be read."""

    kinds = FILING_KINDS
    nothing = NOTHING

    material = forms.FileField(
        label="文件", required=False, allow_empty_file=True, help_text=f"可以校验{FILINGS.listed}文件。"
    )
    text = forms.CharField(
        label="或粘贴自评报告的文字",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
    )
    form = forms.ChoiceField(
        label="表样",
        required=False,
        help_text="不选的：表格按内容选取相符的表样；文字不分节校验。选了表样的，文字按该表样自评报告的标题分节。",
    )

    def __init__(self, offered: Sequence[FormDefinition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.offered = {form.code: form for form in offered}
        self.fields["form"].choices = [("", BY_ITSELF), *map(_choice, offered)]  # type: ignore[attr-defined]

    def read(self) -> Reading:
        """What came, read; Unreadable says why it cannot be."""
        form, offered = self.offered.get(self.cleaned_data["form"]), list(self.offered.values())
        if material := self.cleaned_data.get("material"):
            return read(material, material.name, form, offered)
        with TemporaryFile() as pasted:
            pasted.write(str(self.cleaned_data["text"]).encode())
            return read(pasted, PASTED, form, offered)


def _choice(form: FormDefinition) -> tuple[str, str]:
    return form.code, f"{form.name}（{form.place}，{form.year}年）"
