"""Which of those who wait for a filing get one now."""

from __future__ import annotations

from typing import Any

from django import forms

from evaluations.dossiers.issuing import Candidate


class IssueForm(forms.Form):
    """下达自评任务: boxes, one for each candidate that lacks nothing."""

    chosen = forms.MultipleChoiceField(
        label="下达对象",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选择一项。",
            "invalid_choice": "其中有的已下达或暂不能下达，请按刷新后的列表重新选择。",
        },
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (found.key, f"{found.unit.name} {found.name}") for found in candidates if not found.why_not
        ]

    @property
    def ticked(self) -> frozenset[str]:
        """What stands ticked on the page: what came back, everything at first."""
        if self.is_bound:
            return frozenset(self.data.getlist("chosen"))  # type: ignore[attr-defined]
        return frozenset(key for key, _ in self.fields["chosen"].choices)  # type: ignore[attr-defined]
