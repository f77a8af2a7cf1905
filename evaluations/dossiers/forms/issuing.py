"""Which of those who wait for a filing get one now."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Unit
from evaluations.dossiers.issuing import FEW_UNITS, FEWEST, Candidate


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
        ready = [found for found in candidates if not found.why_not]
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (found.key, f"{found.unit.name} {found.name}") for found in ready
        ]
        self.proposed = frozenset(found.key for found in ready if not found.is_doubtful)

    @property
    def ticked(self) -> frozenset[str]:
        """What stands ticked: what came back, at first all that did not file on another form last year."""
        if self.is_bound:
            return frozenset(self.data.getlist("chosen"))  # type: ignore[attr-defined]
        return self.proposed


class ConsolidatedForm(forms.Form):
    """下达合并填报: one project, and the units that carry it out."""

    project = forms.ChoiceField(
        label="项目（牵头单位）",
        help_text="牵头单位为项目的实施单位，汇总各单位的分单位自评后报送。",
        error_messages={
            "required": "请选择项目。",
            "invalid_choice": "该项目已下达或暂不能下达，请按刷新后的列表重新选择。",
        },
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="实施单位",
        help_text="至少两个；牵头单位自己也实施一部分的，一并勾选。",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": FEW_UNITS,
            "invalid_choice": "其中有的单位不能选择，请按刷新后的列表重新选择。",
        },
    )

    def __init__(self, *args: Any, candidates: list[Candidate], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [found for found in candidates if found.project and not found.why_not]
        self.fields["project"].choices = [  # type: ignore[attr-defined]
            ("", "请选择"),
            *((found.key, f"{found.name}（{found.unit.name}）") for found in ready),
        ]
        offered = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("path")
        self.fields["units"].queryset = offered  # type: ignore[attr-defined]

    def clean_units(self) -> list[Unit]:
        chosen = list(self.cleaned_data["units"])
        if len(chosen) < FEWEST:
            raise forms.ValidationError(FEW_UNITS)
        return chosen
