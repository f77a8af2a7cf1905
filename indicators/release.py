"""Release compiles a draft into one immutable FormVersion (D5). What is released never changes."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.filing.canonical import form_to_json, sha256
from core.filing.form import FormDefinition
from documents.models import FormVersion
from indicators import catalogue, checks, rows
from indicators.models import FormTemplate
from indicators.records import note
from indicators.refusals import FormRefused

Status = FormTemplate.Status


def why_not_release(template: FormTemplate) -> tuple[str, ...]:
    """Return every reason why `template` cannot be released, in words; none where it can."""
    if template.status != Status.DRAFT:
        return ("该表样已启用，不能再次启用；需要修改的，请新建修订版。",)
    try:
        form = rows.definition(template)
    except FormRefused as refusal:
        return refusal.reasons
    return (*_same_as_before(form), *_does_not_fit(form))


@transaction.atomic
def take_over(path: Path, *, by: User) -> FormTemplate:
    """Store a file of the catalogue as a draft (导入表样); FormRefused as `catalogue.load`."""
    draft = catalogue.load(path)
    note(draft, "导入表样", by, {"file": path.name})
    return draft


@transaction.atomic
def release(template: FormTemplate, *, by: User) -> FormVersion:
    """Compile `template`, store the definition, close the draft; FormRefused says what is against it."""
    if reasons := why_not_release(template):
        raise FormRefused(reasons)
    form = rows.definition(template)
    text = form_to_json(form)
    version = FormVersion.objects.create(
        sha256=sha256(text),
        code=form.code,
        name=form.name,
        place=form.place,
        scope=form.scope,
        year=form.year,
        version=form.version,
        definition=text,
        released_by=by,
    )
    _close(template, version)
    note(template, "表样启用", by, {"sha256": version.sha256, "accepted": dict(form.accepted_deviations)})
    return version


@transaction.atomic
def retire(template: FormTemplate, *, by: User) -> None:
    """Offer the form no longer for new work; filings on it stay as they are."""
    if not FormTemplate.objects.filter(pk=template.pk, status=Status.RELEASED).update(status=Status.RETIRED):
        raise FormRefused(["只有已启用的表样才能停用，请刷新页面核对状态。"])
    template.status = Status.RETIRED
    note(template, "表样停用", by, {})


@transaction.atomic
def new_version(template: FormTemplate, *, by: User) -> FormTemplate:
    """Copy a released or retired form into a draft with the next version number (新建修订版)."""
    same_form = FormTemplate.objects.filter(code=template.code)
    if same_form.filter(status=Status.DRAFT).exists():
        raise FormRefused(["该表样已有未启用的修订版，请先启用该修订版。"])
    last = same_form.aggregate(last=Max("version"))["last"]
    draft = rows.write(rows.definition(template).model_copy(update={"version": last + 1}))
    note(draft, "新建表样修订版", by, {"from": template.version})
    return draft


def _same_as_before(form: FormDefinition) -> list[str]:
    """A version that changes nothing would only be mistaken for one that does."""
    known = FormVersion.objects.filter(code=form.code)
    return [
        f"与已启用的第{before.version}版内容相同，没有需要启用的修改。"
        for before in known
        if before.definition == form_to_json(form.model_copy(update={"version": before.version}))
    ]


def _does_not_fit(form: FormDefinition) -> list[str]:
    found = [
        f"{deviation.message}（确需照印的，在accepted_deviations中以“{deviation.id}”注明理由。）"
        for deviation in checks.open_deviations(form)
    ]
    idle = [
        f"accepted_deviations中的“{key}”没有对应的问题，请删除。" for key in checks.idle_acceptances(form)
    ]
    return [*checks.unstorable(form), *found, *idle]


def _close(template: FormTemplate, version: FormVersion) -> None:
    """Only one of two who release at once gets here first."""
    draft = FormTemplate.objects.filter(pk=template.pk, status=Status.DRAFT)
    if not draft.update(status=Status.RELEASED, released=version):
        raise FormRefused(["该表样刚由他人启用，请刷新页面。"])
    template.status, template.released = Status.RELEASED, version
