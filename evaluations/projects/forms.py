"""What administrators type about projects and their 批复绩效目标."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from accounts.models import Unit
from accounts.validators import written_text
from core.figures.numbers import parse_number
from core.figures.printing import plain
from core.figures.text import FigureError
from core.filing.form import RowRule
from evaluations.projects.models import ApprovedRow, ApprovedTarget, Project
from evaluations.projects.queries import rule_mark
from evaluations.projects.services import Approved, RowEntry

BY_THE_FORM, KEPT_RULE = "按表样（看指标值符号）", "保留本行原有规则"
MOST_ROWS = 60
SPARE_ROWS = 3
OVERTAKEN = "打开页面之后批复已有变动，您填写的内容没有保存，仍显示在下面。请对照现已保存的内容，重新保存。"


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """项目: unit, code, name."""

    class Meta:
        model = Project
        fields = ["unit", "code", "name"]
        widgets = {"code": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = units  # type: ignore[attr-defined]
        unit.empty_label = "请选择"  # type: ignore[attr-defined]
        for name in ("code", "name"):
            self.fields[name].validators.append(written_text)
        if self.instance.pk and self.instance.evaluations.exists():
            unit.disabled = True
            unit.help_text = "已下达自评任务，实施单位不能再改。"


class YearForm(forms.Form):
    """Which 批复绩效目标 to open."""

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    version = forms.ChoiceField(label="版本", choices=ApprovedTarget.Version.choices)


class GoalsForm(forms.Form):
    """文号 and the 年度总体目标; goals are separated by an empty line."""

    document_number = forms.CharField(
        label="批复文号", max_length=60, required=False, validators=[written_text]
    )
    goals = forms.CharField(
        label="年度总体目标（预期目标）",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[written_text],
        help_text="有几个目标的，目标之间空一行。",
    )

    def __init__(self, *args: Any, mark: str, **kwargs: Any) -> None:
        """`mark`: of the target as it stands (queries.mark_of); the page sends back the one it showed."""
        super().__init__(*args, **kwargs)
        self.mark, self.seen = mark, self.data.get("seen", "")
        self.is_overtaken = False

    def clean(self) -> None:
        if self.seen != self.mark:
            self.tell_overtaken()

    def tell_overtaken(self) -> None:
        self.is_overtaken = True
        self.add_error(None, OVERTAKEN)

    def clean_goals(self) -> list[str]:
        blocks = self.cleaned_data["goals"].replace("\r\n", "\n").split("\n\n")
        return [block.strip() for block in blocks if block.strip()]


class ApprovedRowForm(forms.Form):
    """One row of 批复绩效指标, typed as in the approved paper."""

    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    group = forms.ChoiceField(label="二级指标")
    name = forms.CharField(
        label="三级指标", max_length=300, validators=[written_text], widget=forms.TextInput({"size": 44})
    )
    text = forms.CharField(
        label="指标值", max_length=300, validators=[written_text], widget=forms.TextInput({"size": 16})
    )
    points = forms.CharField(
        label="分值",
        max_length=20,
        required=False,
        widget=forms.TextInput({"size": 6, "inputmode": "decimal", "class": "num"}),
    )

    rule = forms.ChoiceField(label="评分规则", required=False)

    def __init__(
        self, *args: Any, groups: list[tuple[str, str]], rules: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "请选择"), *groups]  # type: ignore[attr-defined]
        own = self.initial.get("rule", "")
        kept = [(own, KEPT_RULE)] if own and own not in dict(rules) else []
        self.fields["rule"].choices = [("", BY_THE_FORM), *rules, *kept]  # type: ignore[attr-defined]
        if not rules:
            del self.fields["rule"]

    def clean_points(self) -> Any:
        try:
            return parse_number(self.cleaned_data["points"], max_digits=9, decimal_places=4)
        except FigureError as problem:
            raise forms.ValidationError(str(problem)) from problem


class RowsFormSet(BaseFormSet):  # type: ignore[type-arg]
    """The rows of one target; keys belong to the target and stand once."""

    def __init__(self, *args: Any, known: frozenset[str], **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        given = [data["key"] for data in filled(self) if data.get("key")]
        if len(given) != len(set(given)) or not set(given) <= self.known:
            raise forms.ValidationError("指标行与打开页面时不一致，请刷新页面后重新填写。")


def filled(rows: RowsFormSet) -> list[dict[str, Any]]:
    """Return what was typed in the rows that are not left empty and not ticked for deletion."""
    typed = [getattr(form, "cleaned_data", {}) for form in rows.forms]
    return [data for data in typed if data and not data.get("DELETE")]


_Rows: Any = formset_factory(
    ApprovedRowForm,
    formset=RowsFormSet,
    extra=SPARE_ROWS,
    can_delete=True,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


def rows_of(
    target: ApprovedTarget | None,
    *,
    typed: QueryDict | None,
    groups: list[tuple[str, str]],
    rules: Mapping[str, RowRule],
) -> RowsFormSet:
    """The rows of `target` to edit, or as they came back; some empty ones follow.

    `rules`: what a row may be scored by besides the form's own rules (queries.rule_choices).
    """
    known = initial_rows(target)
    rows = _Rows(
        typed,
        initial=known,
        prefix="rows",
        known=frozenset(row["key"] for row in known),
        form_kwargs={"groups": groups, "rules": [(mark, choice.name) for mark, choice in rules.items()]},
    )
    return cast(RowsFormSet, rows)


def initial_rows(target: ApprovedTarget | None) -> list[dict[str, str]]:
    rows: list[ApprovedRow] = list(target.rows.order_by("position")) if target else []
    return [
        {
            "key": row.key,
            "group": row.group,
            "name": row.name,
            "text": row.text,
            "points": plain(row.points),
            "rule": rule_mark(row.rule) if row.rule else "",
        }
        for row in rows
    ]


def initial_goals(target: ApprovedTarget | None) -> dict[str, str]:
    if target is None:
        return {}
    goals = "\n\n".join(target.goals.order_by("position").values_list("text", flat=True))
    return {"document_number": target.document_number, "goals": goals}


def approved(
    goals: GoalsForm, rows: RowsFormSet, target: ApprovedTarget | None, rules: Mapping[str, RowRule]
) -> Approved:
    """Put two valid forms together; where nothing can be chosen, a rule of its own stays with its row."""
    own = dict(target.rows.values_list("key", "rule")) if target else {}
    names = ("group", "name", "text", "points", "key")
    entries = [
        RowEntry(**{name: data[name] for name in names}, rule=_rule(data, own.get(data["key"]), rules))
        for data in filled(rows)
    ]
    given = goals.cleaned_data
    return Approved(given["goals"], entries, given["document_number"], seen=goals.seen)


def _rule(
    data: Mapping[str, Any], own: Mapping[str, Any] | None, rules: Mapping[str, RowRule]
) -> Mapping[str, Any] | None:
    """The rule chosen for a row; None where the form's default counts."""
    chosen = data.get("rule")
    if chosen is None:
        return own
    return rules[chosen].rule.model_dump(mode="json") if chosen in rules else own if chosen else None
