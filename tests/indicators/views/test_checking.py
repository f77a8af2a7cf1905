"""Before release: deviations accepted with a reason, the paper, and what changed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators import rows
from indicators.models import FormTemplate
from indicators.release import new_version, release, why_not_release
from tests.factories import small_form
from tests.indicators.studio import boxes, send

pytestmark = pytest.mark.django_db
BOX = "reason.points/total"


@pytest.fixture
def odd():
    return rows.write(small_form(total_points=120))


def at(draft, name="form_checks"):
    return reverse(name, args=[draft.pk])


def test_what_does_not_fit_is_asked_for_a_reason(desk, odd):
    assert "与总分120分不符" in desk.get(at(odd)).text


def test_with_a_reason_it_is_released_as_it_is(desk, odd):
    send(desk, at(odd), {BOX: "按下发表样照印。"})

    assert why_not_release(FormTemplate.objects.get()) == ()


def test_a_reason_taken_back_stops_release_again(desk, odd):
    send(desk, at(odd), {BOX: "照印"})
    send(desk, at(odd), {BOX: ""})

    assert len(why_not_release(FormTemplate.objects.get())) == 1


def test_a_reason_for_what_occurs_no_more_is_forgotten(desk):
    draft = rows.write(small_form(accepted_deviations={"points/total": "照印"}))

    send(desk, at(draft))

    assert rows.definition(FormTemplate.objects.get()).accepted_deviations == {}


def test_a_form_that_fits_says_so(desk, draft):
    assert "可以启用" in desk.get(at(draft)).text


def test_unwritable_characters_are_refused(desk, odd):
    assert send(desk, at(odd), {BOX: "\x07"}).status_code == 422


def test_who_comes_second_is_told(desk, odd):
    seen = boxes(desk.get(at(odd)))
    send(desk, at(odd), {BOX: "照印"})

    assert desk.post(at(odd), {**seen, BOX: "另一理由"}).status_code == 409


def test_the_paper_of_a_form_is_shown_with_sample_values(desk, draft):
    page = desk.get(at(draft, "form_paper"))

    assert "某某项目绩效自评表" in page.text
    assert "项目基本情况" in page.text


def test_a_version_is_compared_with_the_one_before(desk, draft, administrator):
    release(draft, by=administrator)
    second = new_version(draft, by=administrator)
    send(desk, reverse("form_section", args=[second.pk, "basics"]), {"place": "别处"})

    page = desk.get(at(second, "form_compare"))

    assert [(one.before, one.after) for one in page.context["differences"]] == [("测试区", "别处")]


def test_any_other_form_may_be_compared_with(desk, draft):
    other = rows.write(small_form(code="other"))

    page = desk.get(at(draft, "form_compare"), {"with": other.pk})

    assert [one.place for one in page.context["differences"]] == ["表样代码"]


def test_a_first_version_asks_what_to_compare_with(desk, draft):
    assert "没有更早的版本" in desk.get(at(draft, "form_compare")).text


@pytest.mark.parametrize("other", ["x", "0", "9999999999", "²"])
def test_a_form_that_is_not_there_is_not_compared_with(desk, draft, other):
    assert desk.get(at(draft, "form_compare"), {"with": other}).status_code == 404
