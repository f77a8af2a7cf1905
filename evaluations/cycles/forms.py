"""What administrators type about a year's work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Unit
from accounts.validators import written_text
from core.workflow import STEPS, Chain
from documents.models import FormVersion
from evaluations.cycles.models import Cycle

MOST_REASONS = 20
LONGEST_REASON = 100


class FormsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Forms by their scope: 项目支出：源城区…（2021年，第1版）."""

    labels = {"project": "项目支出", "department": "部门整体支出", "transfer": "转移支付"}

    def label_from_instance(self, obj: Any) -> str:
        return f"{self.labels.get(obj.scope, obj.scope)}：{obj}"


class CycleSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """年度自评工作: chain as check boxes, reasons one a line, forms by scope."""

    chain = forms.MultipleChoiceField(
        label="审核环节",
        choices=[(step.value, step.label) for step in STEPS],
        widget=forms.CheckboxSelectMultiple,
        help_text="按所列次序逐级审核。本单位就是主管部门的，自动跳过主管部门环节。",
    )
    form_versions = FormsField(
        queryset=FormVersion.objects.none(), label="使用的自评表样", widget=forms.CheckboxSelectMultiple
    )
    exempt_reasons = forms.CharField(
        label="不纳入自评范围的理由",
        required=False,
        max_length=MOST_REASONS * (LONGEST_REASON + 2),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[written_text],
        help_text="每行一条，办理“不纳入”时从中选择。",
    )

    class Meta:
        model = Cycle
        fields = [
            "bureau",
            "name",
            "basis",
            "data_year",
            "work_year",
            "form_versions",
            "chain",
            "signing_mode",
            "due_on",
            "may_file_with_problems",
            "asks_for_letter",
            "exempt_reasons",
            "is_open",
        ]
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(
        self, *args: Any, bureaus: QuerySet[Unit], usable: QuerySet[FormVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bureau"].queryset = bureaus  # type: ignore[attr-defined]
        self.fields["form_versions"].queryset = usable  # type: ignore[attr-defined]
        for name in ("name", "basis"):
            self.fields[name].validators.append(written_text)
        self.initial["exempt_reasons"] = "\n".join(self.instance.exempt_reasons)
        if self.instance.pk:
            self.fields["bureau"].disabled = True
            self.fields["data_year"].disabled = self.instance.evaluations.exists()
            self.initial["form_versions"] = self.instance.forms.values_list("form_version", flat=True)
        else:
            self.initial["bureau"] = self.initial.get("bureau") or bureaus.first()

    def clean_chain(self) -> list[str]:
        """In the order of the steps, whatever order the boxes came in."""
        ticked = self.cleaned_data["chain"]
        return list(Chain.of(step for step in STEPS if step.value in ticked).steps)

    def clean_exempt_reasons(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["exempt_reasons"].splitlines()]
        reasons = list(dict.fromkeys(line for line in lines if line))
        if any(len(reason) > LONGEST_REASON for reason in reasons):
            raise forms.ValidationError(f"每条理由最多{LONGEST_REASON}字，请缩短。")
        if len(reasons) > MOST_REASONS:
            raise forms.ValidationError(f"最多{MOST_REASONS}条理由，请合并。")
        return reasons
