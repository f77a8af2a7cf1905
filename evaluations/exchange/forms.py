"""Which workbooks come back, and what of them is accepted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from evaluations.dossiers.forms.evidence import Files
from foundation.intake.kinds import BOOK_KINDS

NO_FILE = "请选择填好的离线填报表，可以一次选择多个。"


class BringForm(forms.Form):
    """`has_more`: something came that was passed over before it was read."""

    material = forms.Field(label="填好的离线填报表", required=False)

    def __init__(self, *args: Any, has_more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.has_more = has_more
        accepted = ",".join(f".{extension}" for extension in BOOK_KINDS)
        self.fields["material"].widget = Files({"class": "form-control", "accept": accepted})

    def clean(self) -> dict[str, Any]:
        if not self.chosen and not self.has_more:
            self.add_error("material", NO_FILE)
        return self.cleaned_data

    @property
    def chosen(self) -> list[UploadedFile]:
        found: list[UploadedFile] = self.files.getlist("material")
        return found
