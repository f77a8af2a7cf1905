"""送审: refused while a 必改项 is open or a 需说明项 is not answered (product.md, 校验)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from evaluations.dossiers.forms.deciding import ReasonText

FORBIDDEN = "本年度不允许带问题报送，请先改正全部必改项。"


class Standing(NamedTuple):
    """How many 必改项 are open, and how many 需说明项 have no answer."""

    must_fix: int
    to_explain: int


class SubmitForm(forms.Form):
    """What stands open stops it: score above points, total ≠ sum, a required reason missing …

    带问题报送 with a reason passes 必改项 where the year allows it, never an unanswered 需说明项.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, label="修订号", min_value=0)
    with_problems = forms.BooleanField(label="带问题报送", required=False)
    problems_reason = ReasonText(
        label="带问题报送的理由",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="理由随表报送，财政部门可见。",
    )

    def __init__(
        self,
        standing: Standing,
        data: Any = None,
        *,
        revision: int = 0,
        allowed: bool = True,
        word: str = "送审",
    ) -> None:
        super().__init__(data, label_suffix="", initial={"revision": revision})
        self.must_fix, self.to_explain = standing
        self.word = word
        self.allowed = allowed
        if not self.must_fix or not allowed:
            self.fields["with_problems"].widget = forms.HiddenInput()
            self.fields["problems_reason"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted, reason = cleaned.get("with_problems", False), cleaned.get("problems_reason", "")
        if self.must_fix:
            self._judge_problems(wanted, reason)
        if self.to_explain:
            self.add_error(
                None,
                f"还有{self.to_explain}处需说明项未说明，暂不能{self.word}。请逐项选择说明并保存后再办理。",
            )
        return {**cleaned, "problems_reason": reason if wanted and self.must_fix else ""}

    def _judge_problems(self, wanted: bool, reason: str) -> None:
        if wanted and not self.allowed:
            self.add_error(None, FORBIDDEN)
        elif wanted and not reason and "problems_reason" not in self.errors:
            self.add_error("problems_reason", "带问题报送须填写理由，说明为什么暂不能改正。")
        elif not wanted:
            advice = "请改正，或勾选“带问题报送”并填写理由。" if self.allowed else "请改正后再办理。"
            self.add_error(None, f"还有{self.must_fix}处必改项，暂不能{self.word}。{advice}")
