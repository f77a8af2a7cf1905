"""完成复核: why 自评得分 is another one than its rows make, asked where it is."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.validators import written_text
from core.second.scores import Second
from evaluations.second_scores.models import LONGEST_REMARK
from evaluations.second_scores.services.scoring import NO_TOTAL_REMARK


class FinishForm(forms.Form):
    """Without a field where nothing is asked."""

    total_remark = forms.CharField(
        label="自评总分的说明",
        max_length=LONGEST_REMARK,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_TOTAL_REMARK},
    )

    def __init__(self, second: Second, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        if second.open or not second.asks_why:
            del self.fields["total_remark"]
        else:
            self.fields["total_remark"].help_text = second.differing

    @property
    def remark(self) -> str:
        return str(self.cleaned_data.get("total_remark", ""))
