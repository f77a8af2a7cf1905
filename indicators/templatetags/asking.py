"""How the boxes of the studio are drawn."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, Form, Select
from django.utils.safestring import SafeString

from indicators.asking.fields import Leaf

register = template.Library()


@register.filter
def box(form: Form, leaf: Leaf) -> BoundField:
    """The box of `leaf` with what was typed."""
    return form[leaf.name]


@register.filter
def cell(form: Form, leaf: Leaf) -> SafeString:
    """The box in a wide table: named for those who do not see the head of its column."""
    field = form[leaf.name]
    attrs: dict[str, str | bool] = {"aria-label": leaf.label}
    widget = field.field.widget
    if not isinstance(widget, CheckboxInput):
        control = "form-select" if isinstance(widget, Select) else "form-control"
        attrs["class"] = (
            f"{control} {widget.attrs.get('class', '')}{' is-invalid' * bool(field.errors)}".strip()
        )
    return field.as_widget(attrs=attrs)
