"""打印文书: what is asked for besides the papers that every filing has."""

from __future__ import annotations

from typing import Any

from django import forms


class PrintForm(forms.Form):
    """Whether the table is printed once more with 计算过程 behind it."""

    workings = forms.BooleanField(
        label="另附计算过程",
        required=False,
        help_text="另外生成一份自评表，表后逐项列出评分规则、数据和得分的计算过程。",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
