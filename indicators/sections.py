"""The parts of a form that have a page each, read from the definition: what is new there gets a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.filing.form import FormDefinition, IndicatorLabels
from core.verification.verify import CHECKS
from indicators.asking.build import Builder
from indicators.asking.fields import Choices
from indicators.asking.nodes import Node
from indicators.asking.shapes import fields_of
from indicators.asking.words import name_of

BASICS = "basics"
ELSEWHERE = frozenset(
    {
        "FormDefinition.code",
        "FormDefinition.version",
        "FormDefinition.accepted_deviations",
        "Indicators.groups",
    }
)
"""Given once, or asked on pages of their own (启用前检查, 绩效指标)."""


@dataclass(frozen=True)
class Section:
    """`key`: in the address; the basics are the fields of the form that are no parts."""

    key: str
    label: str

    def holds(self, field: str) -> bool:
        return field in BASIC_FIELDS if self.key == BASICS else field == self.key

    def part(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What of the data this page shows; the tree of indicators is not in it."""
        part = {field: value for field, value in data.items() if self.holds(field)}
        if self.key == "indicators":
            part["indicators"] = {k: v for k, v in part["indicators"].items() if k != "groups"}
        return part

    def nodes(
        self, form: FormDefinition, data: Mapping[str, Any], typed: Mapping[str, str] | None
    ) -> list[Node]:
        """The layout of this page."""
        others = {f"FormDefinition.{field}" for field in FormDefinition.model_fields if not self.holds(field)}
        return Builder(typed, _offered(form), ELSEWHERE | others).part(FormDefinition, data, "")


BASIC_FIELDS = frozenset(name for name, _, shape in fields_of(FormDefinition) if shape.is_leaf)
SECTIONS: Mapping[str, Section] = {
    BASICS: Section(BASICS, "基本情况"),
    **{
        name: Section(name, name_of(FormDefinition, name))
        for name, _, shape in fields_of(FormDefinition)
        if not shape.is_leaf
    },
}


def merge(data: dict[str, Any], answer: Mapping[str, Any]) -> None:
    """Put what a page answered into the data; the tree of indicators stays."""
    groups = data["indicators"]["groups"]
    data.update(answer)
    data["indicators"]["groups"] = groups


def keys_in(value: object) -> set[str]:
    """Every key of a row anywhere in `value`; none is given twice."""
    if isinstance(value, Mapping):
        own = {value["key"]} if isinstance(value.get("key"), str) else set()
        return own.union(*map(keys_in, value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


def _offered(form: FormDefinition) -> dict[str, Choices]:
    """Choices that come from the form itself or from what the product can check."""
    return {
        "Indicators.columns": _columns(form),
        "PrintedField.key": [("", "—"), *((field.key, field.label) for field in form.header)],
        "GradeCap.highest": [(band.name, band.name) for band in form.grading.bands] if form.grading else [],
        "FormDefinition.checks[]": [
            ("", "—"),
            *((id_, f"{id_} {check.label}") for id_, check in CHECKS.items()),
        ],
    }


def _columns(form: FormDefinition) -> Choices:
    """The columns that a table of indicators may have, as this form calls them."""
    names = [*IndicatorLabels.model_fields, *(column.key for column in form.indicators.more)]
    return [(name, form.indicators.label_of(name)) for name in names]
