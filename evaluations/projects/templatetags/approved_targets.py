"""How approved rows are shown and asked."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

from core.figures.printing import plain
from core.figures.quantities import shown
from core.figures.targets import parse_target
from evaluations.projects.models import ApprovedRow

register = template.Library()
KINDS = {"qualitative": "文字（定性）", "empty": "空", "unreadable": "不能识别，按文字"}


@register.filter
def label_of(labels: dict[str, str], key: str) -> str:
    """The label of a second-level indicator; its key where no released form has it."""
    return labels.get(key, key)


@register.filter
def short_number(value: Decimal | None) -> str:
    return plain(value)


@register.filter
def read_as(row: ApprovedRow) -> str:
    """What the target was read as, e.g. ≥ 28%."""
    if row.value is None:
        return KINDS[parse_target(row.text).kind]
    measure = "" if row.measure in ("%", "‰") else row.measure
    return f"{row.sign} {shown(row.value, row.measure)}{measure}".strip()


@register.filter
def labelled(field: BoundField, number: int) -> SafeString:
    """A field in a wide table: named for those who do not see the head of its column."""
    attrs: dict[str, str | bool] = {"aria-label": f"第{number}行{field.label}"}
    if not isinstance(field.field.widget, CheckboxInput):
        control = "form-select" if isinstance(field.field.widget, Select) else "form-control"
        attrs["class"] = f"{control} {field.field.widget.attrs.get('class', '')}".strip()
    if field.errors:
        attrs |= {"aria-invalid": "true", "class": f"{attrs.get('class', '')} is-invalid".strip()}
    return field.as_widget(attrs=attrs)
