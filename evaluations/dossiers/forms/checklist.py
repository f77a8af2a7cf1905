"""What a unit asks to be changed about its list, and what finance says to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Unit
from accounts.validators import written_text
from evaluations.cycles.models import ListRequest
from evaluations.projects.models import Project

Kind, Decision = ListRequest.Kind, ListRequest.Decision
NEEDS_PROJECT = "请选择是哪个项目。"
NEEDS_NEW = "新增项目的，请填写。"
NEEDS_PLACE = "更正单位的，请写明该项目应由哪个单位填报。"
NEEDS_UNIT = "同意更正单位的，请选择该项目的实施单位。"
NEEDS_ANSWER = "不同意的，请写明理由。"


class AskForm(forms.Form):
    """申请: which boxes it needs follows from its kind; the others are not kept."""

    kind = forms.ChoiceField(label="申请事项", choices=Kind)
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label="项目",
        required=False,
        empty_label="部门（单位）整体支出",
        help_text="合并填报、更正单位须选择项目；新增的不选。",
    )
    code = forms.CharField(label="新增项目的代码", max_length=40, required=False, validators=[written_text])
    name = forms.CharField(label="新增项目的名称", max_length=200, required=False, validators=[written_text])
    place = forms.CharField(
        label="应由哪个单位填报", max_length=100, required=False, validators=[written_text]
    )
    reason = forms.CharField(
        label="理由", max_length=200, validators=[written_text], widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, projects: QuerySet[Project], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given, kind = self.cleaned_data, self.cleaned_data.get("kind")
        needed = (
            {
                Kind.ADD: {"code": NEEDS_NEW, "name": NEEDS_NEW},
                Kind.CONSOLIDATE: {"project": NEEDS_PROJECT},
                Kind.CHANGE_UNIT: {"project": NEEDS_PROJECT, "place": NEEDS_PLACE},
            }.get(Kind(kind), {})
            if kind
            else {}
        )
        for name, words in needed.items():
            if name in given and not given[name]:
                self.add_error(name, words)
        return self._only(needed) if kind else given

    def _only(self, needed: dict[str, str]) -> dict[str, Any]:
        """What belongs to the kind; a box of another kind is empty, whatever was typed."""
        given = self.cleaned_data
        kept = {"kind", "reason", *needed, *({"project"} if given["kind"] == Kind.LEAVE_OUT else ())}
        empty = {"project": None, "code": "", "name": "", "place": ""}
        return {name: value if name in kept else empty[name] for name, value in given.items()}


class DecideForm(forms.Form):
    """核定: agreed or not, with words; of 更正单位 the unit too."""

    decision = forms.ChoiceField(label="核定", choices=Decision, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="实施单位", required=False, empty_label="请选择")
    answer = forms.CharField(
        label="意见",
        max_length=200,
        required=False,
        validators=[written_text],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, asked: ListRequest, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.asks_unit = asked.kind == Kind.CHANGE_UNIT
        if not self.asks_unit:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        given.setdefault("unit", None)
        decision = given.get("decision")
        if decision == Decision.REFUSED:
            given["unit"] = None
            if not given.get("answer") and "answer" in given:
                self.add_error("answer", NEEDS_ANSWER)
        elif decision and self.asks_unit and not given["unit"] and "unit" not in self.errors:
            self.add_error("unit", NEEDS_UNIT)
        return given
