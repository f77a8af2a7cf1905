"""What administrators type about a year's work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html

from accounts.models import Unit
from accounts.validators import written_text
from core.workflow import STEPS, Chain
from documents.models import FormVersion
from documents.sources import form_of
from evaluations.cycles.models import Cycle, ReportRule
from evaluations.cycles.next_year import Proposal, year_exists

MOST_REASONS = 20
LONGEST_REASON = 100
REPORTS = ("report_project", "report_department", "report_transfer")
NO_UNIT_REPORT = (
    "请同时选用带自评报告的部门整体支出自评表样，"
    f"并把“自评报告（部门整体支出）”选为“{ReportRule.OWN.label}”。"
)
LAST_BASIS = "上年度为“{}”，请填列本年度的通知文号。"
REPORT_HELP = "表样中没有自评报告的，不受影响；已下达的自评任务不变。"


class FormsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Forms by their scope: 项目支出：源城区…（2021年，第1版）."""

    labels = {"project": "项目支出", "department": "部门整体支出", "transfer": "转移支付"}

    def label_from_instance(self, obj: Any) -> str:
        return f"{self.labels.get(obj.scope, obj.scope)}：{obj}"


def _report(scope: str, *, without: str | None = None) -> forms.ChoiceField:
    """Who writes the report of the filings of one scope."""
    choices = [choice for choice in ReportRule.choices if choice[0] != without]
    label = f"自评报告（{scope}）"
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=REPORT_HELP)


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
    report_project = _report("项目支出")
    report_department = _report("部门整体支出", without=ReportRule.UNIT)
    report_transfer = _report("转移支付")
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
            *REPORTS,
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
            self.initial.update({f"report_{used.scope}": used.report for used in self.instance.forms.all()})
        else:
            self.initial["bureau"] = self.initial.get("bureau") or bureaus.first()

    @property
    def asked(self) -> dict[str, Any]:
        """The forms that were chosen, and who writes the report, by scope."""
        rules = {name.removeprefix("report_"): self.cleaned_data[name] for name in REPORTS}
        return {"forms": self.cleaned_data["form_versions"], "reports": rules}

    def clean(self) -> dict[str, Any]:
        """One report of the unit needs the form of the whole unit, with a report in it."""
        super().clean()
        given = self.cleaned_data
        versions = given.get("form_versions") or ()
        whole = any(one.scope == "department" and form_of(one).report for one in versions)
        is_asked = not given.get("report_department")
        for name in REPORTS:
            if given.get(name) == ReportRule.UNIT and not (whole and is_asked):
                self.add_error(name, NO_UNIT_REPORT)
        return given

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


class NextYearForm(CycleSettingsForm):
    """从上年度开启新年度: every setting of last year's work as proposed, to be changed where it must be."""

    def __init__(self, *args: Any, last: Cycle, proposal: Proposal, **kwargs: Any) -> None:
        reports = {f"report_{scope}": rule for scope, rule in proposal.reports.items()}
        initial = {"form_versions": list(proposal.forms), **reports}
        super().__init__(*args, instance=proposal.cycle, initial=initial, **kwargs)
        self.fields["bureau"].disabled = True
        if last.basis:
            self.fields["basis"].help_text = format_html(LAST_BASIS, last.basis)

    def clean_data_year(self) -> int:
        year: int = self.cleaned_data["data_year"]
        if reason := year_exists(self.instance.bureau_id, year):
            raise forms.ValidationError(reason)
        return year
