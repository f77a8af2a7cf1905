"""New drafts: as another form is, with another name, year or place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.filing.form import FormDefinition
from indicators import catalogue, rows
from indicators.models import FormTemplate
from indicators.records import note
from indicators.refusals import FormRefused

Status = FormTemplate.Status
DRAFT_THERE = "该代码的表样已有未启用的草稿，请先启用或删除该草稿，或换一个代码。"


@dataclass(frozen=True)
class Source:
    """A form that a new one can begin with; `read` raises FormRefused where it cannot be read."""

    value: str
    label: str
    read: Callable[[], FormDefinition]


def sources() -> dict[str, Source]:
    """What a new form can begin with, by its value; forms that are there come first."""
    found = [_own(template) for template in FormTemplate.objects.order_by("-year", "code", "-version")]
    found += [_shipped(path) for path in catalogue.available()]
    return {source.value: source for source in found}


def _own(template: FormTemplate) -> Source:
    label = f"{template}，{template.year}年（{template.get_status_display()}）"
    return Source(f"form-{template.pk}", label, lambda: rows.definition(template))


def _shipped(path: Path) -> Source:
    form = catalogue.read(path)
    return Source(f"file-{path.stem}", f"随系统提供：{form.name}（{form.year}年）", lambda: form)


@transaction.atomic
def begin(form: FormDefinition, given: Mapping[str, Any], *, by: User) -> FormTemplate:
    """Store `form` with what is `given` as a draft; under a code that is known it is the next version."""
    changed = form.model_copy(update={name: value for name, value in given.items() if value})
    return _kept(changed, "新建表样", by, {"from": f"{form.code} {form.version}"})


@transaction.atomic
def take_in(form: FormDefinition, *, by: User) -> FormTemplate:
    """Store the form of a file as a draft; under a code that is known it is the next version."""
    return _kept(form, "导入表样", by, {"code": form.code})


def _kept(form: FormDefinition, action: str, by: User, detail: Mapping[str, Any]) -> FormTemplate:
    same = FormTemplate.objects.filter(code=form.code)
    if same.filter(status=Status.DRAFT).exists():
        raise FormRefused([DRAFT_THERE])
    last = same.aggregate(last=Max("version"))["last"] or 0
    draft = rows.write(form.model_copy(update={"version": last + 1}))
    note(draft, action, by, detail)
    return draft
