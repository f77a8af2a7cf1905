"""Bringing 佐证材料: for which row, and one or several files, each of which the gate judges by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.filing.snapshot import Line
from foundation.intake.kinds import KINDS

WHOLE = "整张自评表（不属于某一指标）"
NO_FILE = "请选择要上传的文件。"
OTHER_ROW = "本表没有这一指标，请从列表中选择。"


class Files(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """`is_bound` without a file is an error, unless all that came was passed over before it was read."""

    row = forms.ChoiceField(label="用于", required=False, error_messages={"invalid_choice": OTHER_ROW})
    material = forms.Field(label="文件", required=False)

    def __init__(
        self,
        lines: Iterable[Line],
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        row: str = "",
        has_more: bool = False,
    ) -> None:
        super().__init__(data, files, label_suffix="", initial={"row": row})
        self.has_more = has_more
        choices = [("", WHOLE), *((line.key, line.name) for line in lines)]
        self.fields["row"].choices = choices  # type: ignore[attr-defined]
        accepted = ",".join(f".{extension}" for extension in KINDS)
        self.fields["material"].widget = Files({"class": "form-control", "accept": accepted})

    def clean(self) -> dict[str, Any]:
        if not self.chosen and not self.has_more:
            self.add_error("material", NO_FILE)
        return self.cleaned_data

    @property
    def chosen(self) -> list[UploadedFile]:
        return self.files.getlist("material") if self.is_bound else []
