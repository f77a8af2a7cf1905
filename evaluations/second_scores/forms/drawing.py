"""How a sample is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField

from core.second.draw import WAYS
from evaluations.second_scores.services.drawing import Asked

MOST = 500
SEED = RegexValidator(r"\A[0-9A-Za-z-]+\Z", "随机种子只能由数字、字母和短横组成。")
NO_SIZE = "请填写抽取份数。"
NONE_CHOSEN = "请在“可以抽取的自评表”中勾选要复核的。"


class DrawForm(forms.Form):
    """`chosen`: 编号 of those pointed at, ticked in the list."""

    way = forms.ChoiceField(label="抽取方式", choices=list(WAYS.items()))
    size = forms.IntegerField(
        label="抽取份数", min_value=1, max_value=MOST, required=False, help_text="指定抽取的不用填。"
    )
    seed = forms.CharField(
        label="随机种子",
        max_length=40,
        required=False,
        validators=[SEED],
        help_text="随机抽取时使用，可填公开摇号的号码，不填由系统产生。种子印在底稿上，抽取范围列在本次复核的页面上，按两者可以重抽核对。",
    )
    chosen = forms.MultipleChoiceField(label="指定", required=False)

    def __init__(self, data: Any = None, *, numbers: Sequence[str]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["chosen"].choices = [(one, one) for one in numbers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") == "hand":
            if "chosen" in given and not given["chosen"]:
                self.add_error("way", NONE_CHOSEN)
        elif "size" in given and given["size"] is None:
            self.add_error("size", NO_SIZE)
        return given

    @property
    def plain(self) -> list[BoundField]:
        return [self[name] for name in ("way", "size", "seed")]

    @property
    def ticked(self) -> set[str]:
        return set(self["chosen"].value() or ())

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["way"], given["size"] or MOST, given["seed"], tuple(given["chosen"]))
