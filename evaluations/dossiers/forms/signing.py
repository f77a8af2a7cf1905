"""登记盖章件: what is read off a signed paper, and its scan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.validators import written_text
from evaluations.dossiers.models import SignedCopy
from evaluations.dossiers.services.signing import Signature
from foundation.intake.kinds import SIGNED_KINDS

NO_SCAN = "请选择扫描件。只收到纸质件、没有扫描的，请选“纸质件已收”。"
TOO_MANY = "登记“纸质件已收”不上传文件。要上传扫描件的，请选“扫描件”。"
AGAIN = "没有登记，所选的文件“{}”没有保留，请重新选择。"
LATER = "签字日期不能晚于今天。"


class SignedCopyForm(forms.Form):
    """`has_more`: a file came that was too large to be read; it is named elsewhere."""

    code = forms.CharField(
        label="版本码",
        max_length=40,
        validators=[written_text],
        help_text="照已签字文书的页脚输入，如7K3M-9QXT-2VHB-4。送签单的版本码代表其中各份自评表。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    signed_by = forms.CharField(label="签字人", max_length=100, validators=[written_text])
    signed_on = forms.DateField(label="签字日期", widget=forms.DateInput(attrs={"type": "date"}))
    way = forms.ChoiceField(label="方式", choices=SignedCopy.Way, widget=forms.RadioSelect, initial="scan")
    scan = forms.FileField(
        label="扫描件",
        required=False,
        allow_empty_file=True,
        help_text="PDF或图片（png、jpg）。",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{one}" for one in SIGNED_KINDS)}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, has_more: bool = False) -> None:
        super().__init__(data, files, label_suffix="")
        self.has_more = has_more

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(LATER)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way, scan = cleaned.get("way"), cleaned.get("scan")
        if way == SignedCopy.Way.SCAN and not scan and not self.has_more:
            self.add_error("scan", NO_SCAN)
        if way == SignedCopy.Way.PAPER and (scan or self.has_more):
            self.add_error("scan", TOO_MANY)
        return cleaned

    def ask_for_the_scan_again(self) -> None:
        """A browser keeps what was typed, and no file."""
        scan = self.cleaned_data.get("scan")
        if scan and "scan" not in self.errors:
            self.add_error("scan", AGAIN.format(scan.name))

    @property
    def signature(self) -> Signature:
        given = self.cleaned_data
        return Signature(given["code"], given["signed_by"], given["signed_on"])

    @property
    def file(self) -> UploadedFile | None:
        """The scan; None where the paper itself was seen."""
        found: UploadedFile | None = self.cleaned_data["scan"]
        return found


class VoidingForm(forms.Form):
    """Why a signed copy counts no longer."""

    reason = forms.CharField(
        label="作废原因", max_length=200, validators=[written_text], help_text="如：扫描件缺页，另行登记。"
    )

    def __init__(self, data: Any = None, *, copy: SignedCopy) -> None:
        super().__init__(data, label_suffix="", auto_id=f"void_{copy.pk}_%s")
        self.copy = copy
