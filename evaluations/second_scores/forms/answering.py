"""回执, and 复核口径."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from accounts.validators import written_text
from core.second.opinion import NAMES
from evaluations.second_scores.models import LONGEST_ANSWER, LONGEST_OPINION

NO_TEXT = "有异议的，请写明异议的内容和依据。"
MOST_REASONS, LONGEST_WORDS = 40, 60
PLACES = "、".join(f"{{{key}}}{name}" for key, name in NAMES.items())
_REASON = re.compile(r"([0-9A-Za-z-]{1,10})[ \t　]+(\S.*)")
NOT_A_REASON = "第{}行不能识别，请按“代码 原因”填写，如“01 未按期完成”，代码最多10位，原因最多60字。"
CODE_TWICE = "代码“{}”有两行，请改其中一个。"
TOO_MANY = f"最多{MOST_REASONS}行原因，请合并。"


class AnswerForm(forms.Form):
    """Whether the unit agrees."""

    agrees = forms.ChoiceField(
        label="意见", choices=[("yes", "同意复核结果"), ("no", "有异议")], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="说明",
        max_length=LONGEST_ANSWER,
        required=False,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="有异议的必须写明。提交后不能修改。",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("agrees") == "no" and given.get("text") == "":
            self.add_error("text", NO_TEXT)
        return given


class RulesForm(forms.Form):
    """One reason a line, its code first; and the text from which 意见书 are drafted."""

    reasons = forms.CharField(
        label="评分不同的原因",
        max_length=4000,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="每行一个：代码、空格、原因。复核得分与自评得分不同的，从中选择。",
    )
    opinion = forms.CharField(
        label="复核意见书的文字",
        max_length=LONGEST_OPINION,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"每段一行。以下各处换成实际内容：{PLACES}",
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    def clean_reasons(self) -> list[dict[str, str]]:
        lines = enumerate(self.cleaned_data["reasons"].splitlines(), start=1)
        found = [_reason(number, line.strip()) for number, line in lines if line.strip()]
        codes = [one["code"] for one in found]
        if twice := [code for code in codes if codes.count(code) > 1]:
            raise forms.ValidationError(CODE_TWICE.format(twice[0]))
        if len(found) > MOST_REASONS:
            raise forms.ValidationError(TOO_MANY)
        return found


def _reason(number: int, line: str) -> dict[str, str]:
    match = _REASON.fullmatch(line)
    if match is None or len(match[2]) > LONGEST_WORDS:
        raise forms.ValidationError(NOT_A_REASON.format(number))
    return {"code": match[1], "words": match[2]}
