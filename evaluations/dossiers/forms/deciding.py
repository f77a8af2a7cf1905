"""What goes with a move: the revision that was seen, and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.figures.text import FigureError, check_text
from core.workflow import TRANSITIONS, Action

LONGEST_REASON = 2000
OPTIONAL_LABEL = "审核意见（可不填）"
SCOPE_LABEL = "只退回以下部分（不勾选的，整表退回）"
SCOPE_HELP = "勾选后其他部分锁定；由所选部分计算得出的栏，以及引用其数字的正文，随之可以修改。"
LABELS = {
    Action.RETURN: "退回修改的原因",
    Action.REOPEN: "取消审核的原因",
    Action.EXEMPT: "不纳入自评范围的理由",
    Action.APPROVE: OPTIONAL_LABEL,
}


class ReasonText(forms.CharField):
    """A text of several lines that can be shown and printed."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        try:
            return check_text(str(value or ""), LONGEST_REASON).strip()
        except FigureError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class MoveForm(forms.Form):
    """One move: `revision` as it stood on the page, `reason` where the table of the workflow asks for one.

    `parts`: those to which 退回修改 may be limited, by key and name.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, label="修订号", min_value=0)

    def __init__(
        self,
        action: Action,
        exempt_reasons: list[str],
        data: Any = None,
        *,
        revision: int = 0,
        parts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, auto_id=f"id_{action}_%s", label_suffix="", initial={"revision": revision})
        if action is Action.EXEMPT and exempt_reasons:
            choices = [("", "请选择"), *((reason, reason) for reason in exempt_reasons)]
            self.fields["reason"] = forms.ChoiceField(label=LABELS[action], choices=choices)
        elif action in LABELS:
            self.fields["reason"] = ReasonText(
                label=LABELS[action],
                required=TRANSITIONS[action].needs_reason,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": f"请填写{LABELS[action]}。"},
            )
        if action is Action.RETURN:
            self.fields["scope"] = forms.MultipleChoiceField(
                label=SCOPE_LABEL,
                choices=parts,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=SCOPE_HELP,
            )
