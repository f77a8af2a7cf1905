"""The forms of the door and of the administrators' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.core.validators import MaxLengthValidator
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.permissions import why_not_post
from accounts.queries import bureau_of, units_below
from accounts.services import PERSON_FIELDS, UNIT_FIELDS
from accounts.validators import password_rules, written_text

LONGEST_PASSWORD = 128
DAY = {"type": "date"}


class LoginForm(AuthenticationForm):
    """用户名 and 密码; one answer for a wrong name, a wrong password and a deactivated account."""

    username = UsernameField(label="用户名", max_length=150, validators=[written_text])
    password = forms.CharField(
        label="密码",
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {"invalid_login": "用户名或密码不正确，请核对后重新输入。注意区分大小写。"}


class OwnPasswordForm(PasswordChangeForm):
    """修改密码: the present one, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"old_password": "当前密码", "new_password1": "新密码", "new_password2": "再次输入新密码"}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_PASSWORD))
        self.fields["new_password1"].help_text = password_rules()
        self.fields["new_password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        old, new = data.get("old_password"), data.get("new_password1")
        if old and old == new:
            self.add_error("new_password1", "新密码不能与当前密码相同。")
        return data


class SearchForm(forms.Form):
    """查找用户; `after` is the last user name of the page before (paging by key)."""

    q = forms.CharField(
        label="用户名、姓名或单位",
        max_length=50,
        required=False,
        validators=[written_text],
        widget=forms.TextInput({"class": "form-control"}),
    )
    after = forms.CharField(
        max_length=150, required=False, widget=forms.HiddenInput, validators=[written_text]
    )


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]
    """单位; every unit that can be chosen belongs to `units`, the administrator's own."""

    class Meta:
        model = Unit
        fields = UNIT_FIELDS
        widgets = {
            "valid_from": forms.DateInput(DAY, "%Y-%m-%d"),
            "valid_to": forms.DateInput(DAY, "%Y-%m-%d"),
        }

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        divisions = units.filter(kind=Unit.Kind.DIVISION)
        for name, choices in {
            "parent": units,
            "department": units,
            "division": divisions,
            "successor": units,
        }.items():
            self.fields[name] = UnitChoice(choices, **_said(self.fields[name]))
        if self.instance.kind == Unit.Kind.BUREAU:
            self._fix_bureau()
        else:
            self._leave_out_bureau()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parent = data.get("parent")
        if self.instance.pk and parent and parent.path.startswith(self.instance.path):
            self.add_error("parent", "上级单位不能是本单位或其下级单位。")
        elif parent or self.instance.kind == Unit.Kind.BUREAU:
            self._check_bureau(bureau_of(parent or self.instance), data)
        return data

    def _check_bureau(self, bureau: Unit, data: dict[str, Any]) -> None:
        """Codes are unique in a bureau (filing numbers use them); nothing points to another bureau."""
        same = units_below(bureau).filter(code=data.get("code")).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("code", f"单位代码已由“{same[0].name}”使用，请更换。")
        for name in ("department", "division", "successor"):
            if data.get(name) and not data[name].path.startswith(bureau.path):
                self.add_error(name, "所选单位不在同一财政部门。")

    def _fix_bureau(self) -> None:
        self.fields["parent"].disabled = self.fields["kind"].disabled = True

    def _leave_out_bureau(self) -> None:
        self.fields["parent"].required = True
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.BUREAU
        ]


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by code and name, in the order of the tree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, empty_label="请选择", **kwargs)

    def label_from_instance(self, unit: Unit) -> str:
        return f"{'　' * unit.depth}{unit.code} {unit.name}"


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = PERSON_FIELDS
        help_texts = {"username": "用于登录，由字母、数字和 @ . + - _ 组成。"}


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """任职: a role in one of `units`, from a day to a day."""

    class Meta:
        model = Membership
        fields = ["unit", "role", "valid_from", "valid_to"]
        widgets = {
            "valid_from": forms.DateInput(DAY, "%Y-%m-%d"),
            "valid_to": forms.DateInput(DAY, "%Y-%m-%d"),
        }

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": timezone.localdate})
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitChoice(units, **_said(self.fields["unit"]))
        self.fields["role"].choices = [("", "请选择"), *Membership.Role.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, role = data.get("unit"), data.get("role")
        if unit and role and (reason := why_not_post(role, unit)):
            self.add_error("unit", reason)
        if unit and role and not self.errors and self._overlaps(data):
            self.add_error("role", "该用户在该单位已有此角色且日期重叠。")
        return data

    def _overlaps(self, data: dict[str, Any]) -> bool:
        same = Membership.objects.filter(user=self.instance.user_id, unit=data["unit"], role=data["role"])
        start, end = data.get("valid_from"), data.get("valid_to")
        if start:
            same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start))
        if end:
            same = same.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=end))
        return same.exists()


class NewPersonForm(PersonForm):
    """新增用户: the person and the first post; further ones are added on the person's page."""

    unit = forms.ModelChoiceField(Unit.objects.none())
    role = forms.ChoiceField(label="角色", choices=Membership.Role.choices)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = Membership._meta.get_field("unit")
        self.fields["unit"] = UnitChoice(units, label="单位", help_text=field.help_text)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, role = data.get("unit"), data.get("role")
        if unit and role and (reason := why_not_post(role, unit)):
            self.add_error("unit", reason)
        return data


def _said(field: forms.Field) -> dict[str, Any]:
    return {"label": field.label, "help_text": field.help_text, "required": field.required}
