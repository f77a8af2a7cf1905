"""Every part of a draft is asked on a page of its own, kept whole or not at all; nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators import catalogue, drafts, rows
from indicators.models import FormTemplate
from indicators.release import release
from indicators.sections import SECTIONS
from tests.factories import Role, make_user, small_form
from tests.indicators.studio import boxes, send

pytestmark = pytest.mark.django_db


def at(draft, section):
    return reverse("form_section", args=[draft.pk, section])


def stored():
    return rows.definition(FormTemplate.objects.get())


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_a_page_that_nobody_changed_changes_nothing(desk, path, section):
    draft = catalogue.load(path)

    page = send(desk, at(draft, section))

    assert page.status_code == 302
    assert stored() == catalogue.read(path)


def test_a_changed_box_is_kept(desk, draft):
    page = desk.post(
        at(draft, "basics"), {**boxes(desk.get(at(draft, "basics"))), "place": "别处"}, follow=True
    )

    assert "基本情况已保存。" in page.text
    assert stored().place == "别处"


def test_a_row_is_added_with_a_key_of_its_own(desk, draft):
    send(desk, at(draft, "header"), {"header.2.label": "联系电话"})

    assert [(field.key, field.label) for field in stored().header][2] == ("h1", "联系电话")


def test_rows_are_moved_by_their_numbers(desk, draft):
    send(desk, at(draft, "funds"), {"funds.columns.0.order": "9"})

    assert [column.key for column in stored().funds.columns][-1] == "adjusted"


def test_a_part_that_is_switched_off_is_gone(desk, draft):
    send(desk, at(draft, "grading"), {"grading.on": None})

    assert stored().grading is None


def test_the_settings_of_indicators_leave_the_tree_alone(desk, draft):
    send(desk, at(draft, "indicators"), {"indicators.label": "指标", "indicators.rounding.decimals": "0"})

    assert stored().indicators.label == "指标"
    assert stored().indicators.groups == small_form().indicators.groups


def test_a_check_is_set_by_its_name(desk, draft):
    send(desk, at(draft, "checks"), {"checks.0.name": "C09", "checks.0.severity": "off"})

    assert stored().checks["C09"].severity == "off"


def test_what_cannot_be_read_comes_back_at_its_box(desk, draft):
    page = send(desk, at(draft, "basics"), {"year": "明年", "place": "别处"})

    assert page.status_code == 422
    assert 'value="明年"' in page.text
    assert "应为整数" in page.text
    assert stored() == small_form()


def test_unwritable_characters_are_refused(desk, draft):
    page = send(desk, at(draft, "basics"), {"place": "别\x07处"})

    assert page.status_code == 422


def test_the_paper_is_looked_at_without_being_kept(desk, draft):
    page = send(desk, at(draft, "paper"), {"paper.title": "另一标题"}, do="look")

    assert page.status_code == 200
    assert "另一标题" in page.text
    assert stored() == small_form()


def test_a_paper_that_cannot_be_drawn_says_why(desk, draft):
    page = send(desk, at(draft, "paper"), {"paper.title": ""}, do="look")

    assert page.status_code == 422
    assert "paper-sheet" not in page.text


def test_who_comes_second_is_told_with_both_texts(desk, draft, administrator):
    seen = boxes(desk.get(at(draft, "basics")))
    drafts.edit(draft, lambda data: data.update(place="他处"), by=administrator, what="x")

    page = desk.post(at(draft, "basics"), {**seen, "place": "别处"})

    assert page.status_code == 409
    assert "已由他人修改" in page.text
    assert 'value="别处"' in page.text
    assert "<dd>他处</dd>" in page.text
    assert stored().place == "他处"


def test_who_comes_second_may_send_again(desk, draft, administrator):
    seen = boxes(desk.get(at(draft, "basics")))
    drafts.edit(draft, lambda data: data.update(place="他处"), by=administrator, what="x")
    page = desk.post(at(draft, "basics"), {**seen, "place": "别处"})

    desk.post(at(draft, "basics"), {**seen, "place": "别处", "seen": page.context["seen"]})

    assert stored().place == "别处"


def test_keys_that_stand_twice_are_refused(desk, draft):
    page = send(desk, at(draft, "header"), {"header.1.key": "filer"})

    assert page.status_code == 422
    assert "代码「filer」重复" in page.text


def test_a_released_form_is_refused_in_words(desk, draft, administrator):
    sent = boxes(desk.get(at(draft, "basics")))
    release(draft, by=administrator)

    page = desk.post(at(draft, "basics"), {**sent, "place": "别处"})

    assert page.status_code == 409
    assert "该表样已启用，不能修改" in page.text


def test_a_draft_that_cannot_be_read_says_so(desk, draft):
    draft.indicators.update(name="")

    page = desk.get(at(draft, "basics"))

    assert page.status_code == 409
    assert "indicators.groups[1].name：不能为空" in page.text


@pytest.mark.parametrize("section", ["nothing", "code"])
def test_a_part_that_no_form_has_does_not_exist(desk, draft, section):
    assert desk.get(at(draft, section)).status_code == 404


def test_for_others_the_studio_does_not_exist(client, draft):
    client.force_login(make_user(None, Role.FILER))

    assert client.get(at(draft, "basics")).status_code == 404
