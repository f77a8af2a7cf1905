"""A form as draft rows and as a definition: `write` and `definition` are each other's inverse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from django.db import transaction
from pydantic import BaseModel, ValidationError

from core.figures.printing import plain
from core.filing.canonical import form_to_json, text_of
from core.filing.form import FixedRow, FormDefinition, Group
from indicators.models import FormTemplate, FundColumn, FundSource, Indicator, ReportSection
from indicators.refusals import in_words

HEAD = ("code", "name", "scope", "place", "year", "version", "source")
_FUND_ROW = ("key", "label", "role")
_FUND_COLUMN = ("key", "label", "role", "decimals", "allow_negative", "only_total")
_SECTION = ("key", "heading", "level", "has_text", "required", "max_length", "guidance")
_FIXED = ("key", "name", "target", "definition", "scoring_note")
_GROUP = ("key", "name", "points", "children", "rows")
More = dict[str, dict[str, Any]]
"""By the key of a row: its fields that have no column in the row's table."""
Beside = dict[str, More]
"""What stands so in the settings, by the kind of row."""


@transaction.atomic
def definition(template: FormTemplate) -> FormDefinition:
    """Compile the rows and settings of `template`; FormRefused says what does not fit.

    A draft is read as it stands, whole: whoever stores it at this moment is waited for.
    """
    if template.status == FormTemplate.Status.DRAFT:
        template = FormTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)
    data: dict[str, Any] = deepcopy(template.settings)
    data |= {name: getattr(template, name) for name in HEAD}
    beside: Beside = data.pop("beside", {})
    if data.get("funds") is not None:
        data["funds"]["rows"] = _read(template.fund_sources, _FUND_ROW, beside.get("fund_rows", {}))
        data["funds"]["columns"] = _read(template.fund_columns, _FUND_COLUMN, beside.get("fund_columns", {}))
    if data.get("report") is not None:
        data["report"]["sections"] = _read(template.report_sections, _SECTION, beside.get("sections", {}))
    if data.get("indicators") is not None:
        limits = data["indicators"].pop("max_rows", {})  # where drafts had them before there was a beside
        more = {key: {"max_rows": most} for key, most in limits.items()} | beside.get("indicators", {})
        data["indicators"]["groups"] = _groups(list(template.indicators.order_by("position")), None, more)
    try:
        return FormDefinition.model_validate(data)
    except ValidationError as problem:
        raise in_words(problem) from problem


def _read(rows: Any, names: tuple[str, ...], more: More) -> list[dict[str, Any]]:
    return [row | more.get(row["key"], {}) for row in rows.order_by("position").values(*names)]


def _groups(rows: list[Indicator], parent: int | None, more: More) -> list[dict[str, Any]]:
    """The groups under `parent` (None: the first level), each with its own groups and fixed rows."""
    return [
        {
            "key": row.key,
            "name": row.name,
            "points": _points(row),
            "children": _groups(rows, row.pk, more),
            "rows": [_fixed(below, more) for below in rows if below.parent_id == row.pk and below.level == 3],
            **more.get(row.key, {}),
        }
        for row in rows
        if row.parent_id == parent and row.level < 3
    ]


def _fixed(row: Indicator, more: More) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in _FIXED}
    return own | {"points": _points(row), "rule": row.rule} | more.get(row.key, {})


def _points(row: Indicator) -> str | None:
    """The database pads points with zeros: 17.0000 is 17."""
    return None if row.points is None else plain(row.points)


@transaction.atomic
def write(form: FormDefinition) -> FormTemplate:
    """Store `form` as a draft with its rows and return it; the form is already checked data."""
    template = FormTemplate.objects.create(**_columns(form))
    _write_rows(template, form)
    return template


@transaction.atomic
def rewrite(template: FormTemplate, form: FormDefinition) -> None:
    """Let the draft `template` and all its rows say what `form` says; the database refuses any other."""
    for rows in (template.fund_sources, template.fund_columns, template.report_sections, template.indicators):
        rows.all().delete()
    for name, value in _columns(form).items():
        setattr(template, name, value)
    template.save(update_fields=list(_columns(form)))
    _write_rows(template, form)


def _columns(form: FormDefinition) -> dict[str, Any]:
    return {"settings": _settings(form), **{name: getattr(form, name) for name in HEAD}}


def _write_rows(template: FormTemplate, form: FormDefinition) -> None:
    if form.funds:
        _keep(FundSource, template, form.funds.rows, _FUND_ROW)
        _keep(FundColumn, template, form.funds.columns, _FUND_COLUMN)
    if form.report:
        _keep(ReportSection, template, form.report.sections, _SECTION)
    _write_groups(template, form.indicators.groups, parent=None, level=1)


def _settings(form: FormDefinition) -> dict[str, Any]:
    """What has no table of its own; decimals as text."""
    data: dict[str, Any] = json.loads(form_to_json(form))
    for name in HEAD:
        del data[name]
    if data["funds"]:
        del data["funds"]["rows"], data["funds"]["columns"]
    if data["report"]:
        del data["report"]["sections"]
    del data["indicators"]["groups"]
    if beside := {kind: more for kind, more in _beside(form) if more}:
        data["beside"] = beside
    return data


def _beside(form: FormDefinition) -> Iterator[tuple[str, More]]:
    groups = list(_all_groups(form.indicators.groups))
    fixed = [row for group in groups for row in group.rows]
    yield "fund_rows", _more(form.funds.rows if form.funds else (), _FUND_ROW)
    yield "fund_columns", _more(form.funds.columns if form.funds else (), _FUND_COLUMN)
    yield "indicators", _more(groups, _GROUP) | _more(fixed, (*_FIXED, "points", "rule"))
    yield "sections", _more(form.report.sections if form.report else (), _SECTION)


def _all_groups(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _all_groups(group.children)


def _more(rows: Iterable[Any], tabled: tuple[str, ...]) -> More:
    """What of each row differs from its default and has no column in the table."""
    return {row.key: found for row in rows if (found := dict(_untabled(row, tabled)))}


def _untabled(row: BaseModel, tabled: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    given = json.loads(text_of(row))
    for name, field in type(row).model_fields.items():
        if name not in tabled and getattr(row, name) != field.default:
            yield name, given[name]


def _keep(model: type[Any], template: FormTemplate, rows: Iterable[Any], names: tuple[str, ...]) -> None:
    model.objects.bulk_create(
        model(template=template, position=position, **{name: getattr(row, name) for name in names})
        for position, row in enumerate(rows, start=1)
    )


def _write_groups(
    template: FormTemplate, groups: tuple[Group, ...], *, parent: Indicator | None, level: int
) -> None:
    for position, group in enumerate(groups, start=1):
        row = Indicator.objects.create(
            template=template,
            parent=parent,
            level=level,
            position=position,
            key=group.key,
            name=group.name,
            points=group.points,
        )
        _write_groups(template, group.children, parent=row, level=level + 1)
        Indicator.objects.bulk_create(
            _fixed_row(template, row, position, fixed) for position, fixed in enumerate(group.rows, start=1)
        )


def _fixed_row(template: FormTemplate, parent: Indicator, position: int, fixed: FixedRow) -> Indicator:
    rule = json.loads(fixed.rule.model_dump_json()) if fixed.rule else None
    texts = {name: getattr(fixed, name) for name in _FIXED}
    return Indicator(
        template=template, parent=parent, level=3, position=position, points=fixed.points, rule=rule, **texts
    )
