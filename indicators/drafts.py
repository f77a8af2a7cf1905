"""Editing a draft: one part of its data is changed, the whole is checked, then all rows are written anew.

Whoever edits saw the part as it was (`mark`): where somebody else changed it meanwhile, nothing is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import transaction

from accounts.models import User
from core.filing.canonical import form_to_json, sha256, text_of
from core.filing.form import FormDefinition
from indicators import checks, rows
from indicators.models import FormTemplate
from indicators.records import note
from indicators.refusals import FormRefused

Data = dict[str, Any]
Change = Callable[[Data], None]
RELEASED = "该表样已启用，不能修改；需要修改的，请新建修订版。"


class Overtaken(Exception):
    """Somebody else changed the same part since its author saw it; nothing was changed."""


def data_of(form: FormDefinition) -> Data:
    """The form as plain data: text, whole numbers, lists and mappings."""
    data: Data = json.loads(form_to_json(form))
    return data


def mark_of(part: object) -> str:
    """What tells one content of a part from another."""
    return sha256(text_of(part))


def why_not_edit(template: FormTemplate) -> str | None:
    return None if template.status == FormTemplate.Status.DRAFT else RELEASED


def checked(data: Data) -> FormDefinition:
    """Return the form that `data` says; ValidationError, or FormRefused for what cannot be stored."""
    form = FormDefinition.model_validate(data)
    if faults := checks.unstorable(form):
        raise FormRefused(faults)
    return form


def tried(data: Data, change: Change) -> FormDefinition:
    """What `edit` would store of `data`, which stays as it is; nothing is stored."""
    changed = deepcopy(data)
    change(changed)
    return checked(changed)


@transaction.atomic
def edit(
    template: FormTemplate,
    change: Change,
    *,
    by: User,
    what: str,
    seen: tuple[Callable[[Data], object], str] | None = None,
) -> FormDefinition:
    """Change a draft and return what it is now; FormRefused, Overtaken or ValidationError: nothing is stored.

    `what` stands in the log. `seen`: the part that was shown, taken from the data, and its mark then.
    """
    locked = FormTemplate.objects.select_for_update().get(pk=template.pk)
    if reason := why_not_edit(locked):
        raise FormRefused([reason])
    data = data_of(rows.definition(locked))
    if seen and mark_of(seen[0](data)) != seen[1]:
        raise Overtaken
    change(data)
    form = checked(data)
    rows.rewrite(locked, form)
    note(locked, "修改表样", by, {"内容": what})
    return form


@transaction.atomic
def discard(template: FormTemplate, *, by: User) -> None:
    """Delete a draft that nobody needs; FormRefused for a released form."""
    locked = FormTemplate.objects.select_for_update().get(pk=template.pk)
    if why_not_edit(locked):
        raise FormRefused(["该表样已启用，不能删除；不再使用的，请停用。"])
    note(locked, "删除表样草稿", by, {})
    locked.delete()
