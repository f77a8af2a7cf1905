"""A draft is edited whole or not at all, only while it is a draft, only by who saw what it was."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from foundation.audit.models import AuditEvent
from indicators import rows
from indicators.drafts import Overtaken, data_of, discard, edit, mark_of, tried
from indicators.models import FormTemplate, Indicator
from indicators.refusals import FormRefused
from indicators.release import release
from tests.factories import small_form

pytestmark = pytest.mark.django_db


def place_is(name):
    def change(data):
        data["place"] = name

    return change


def test_what_is_edited_is_stored(draft, administrator):
    edit(draft, place_is("别处"), by=administrator, what="基本情况")

    assert rows.definition(FormTemplate.objects.get()) == small_form(place="别处")


def test_a_draft_is_read_as_it_stands_and_not_as_it_was_opened(draft, administrator):
    opened = FormTemplate.objects.get()
    edit(draft, place_is("别处"), by=administrator, what="基本情况")

    assert rows.definition(opened) == small_form(place="别处")


def test_an_edit_is_on_the_record(draft, administrator):
    edit(draft, place_is("别处"), by=administrator, what="基本情况")

    assert AuditEvent.objects.get(action="修改表样").detail == {"内容": "基本情况"}


def test_rows_are_written_anew(fixed_draft, administrator):
    def change(data):
        data["indicators"]["groups"].pop(0)

    edit(fixed_draft, change, by=administrator, what="指标")

    assert list(Indicator.objects.values_list("key", flat=True)) == ["benefit"]


@pytest.mark.parametrize("wrong", ["", None])
def test_what_the_form_refuses_changes_nothing(draft, administrator, wrong):
    with pytest.raises(ValidationError):
        edit(draft, place_is(wrong), by=administrator, what="基本情况")

    assert rows.definition(FormTemplate.objects.get()) == small_form()


def test_what_cannot_be_stored_changes_nothing(draft, administrator):
    def change(data):
        data["header"].append(data["header"][0])

    with pytest.raises(FormRefused, match="代码「filer」重复"):
        edit(draft, change, by=administrator, what="填表信息")


def test_who_saw_something_else_is_told(draft, administrator):
    with pytest.raises(Overtaken):
        edit(
            draft,
            place_is("别处"),
            by=administrator,
            what="x",
            seen=(lambda data: data["place"], mark_of("旧")),
        )


def test_another_part_that_changed_meanwhile_is_in_nobodys_way(draft, administrator):
    seen = (lambda data: data["place"], mark_of(small_form().place))
    edit(draft, lambda data: data.update(source="通知"), by=administrator, what="x")

    edit(draft, place_is("别处"), by=administrator, what="x", seen=seen)

    assert rows.definition(FormTemplate.objects.get()) == small_form(place="别处", source="通知")


def test_a_released_form_is_not_edited(draft, administrator):
    release(draft, by=administrator)

    with pytest.raises(FormRefused, match="已启用，不能修改"):
        edit(draft, place_is("别处"), by=administrator, what="x")


def test_a_released_form_is_not_rewritten_behind_our_back(draft, administrator):
    release(draft, by=administrator)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.rewrite(draft, small_form(place="别处"))


def test_trying_stores_nothing(draft):
    data = data_of(rows.definition(draft))

    assert tried(data, place_is("别处")).place == "别处"
    assert data == data_of(rows.definition(draft))


def test_a_draft_is_deleted_on_the_record(draft, administrator):
    discard(draft, by=administrator)

    assert not FormTemplate.objects.exists()
    assert AuditEvent.objects.filter(action="删除表样草稿").exists()


def test_a_released_form_is_not_deleted(draft, administrator):
    release(draft, by=administrator)

    with pytest.raises(FormRefused, match="不能删除"):
        discard(draft, by=administrator)


def test_data_is_plain(draft):
    assert data_of(small_form())["total_points"] == "100"
