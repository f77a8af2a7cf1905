"""用户: what an administrator sees and does; for everybody else the pages do not exist."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from foundation.audit.models import AuditEvent
from tests.factories import PASSWORD, make_department, make_membership, make_unit, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def unit(bureau):
    return make_unit(make_department(bureau))


@pytest.fixture
def person(unit) -> User:
    return make_user(unit, Role.FILER, username="wanglin", full_name="王林")


@pytest.fixture
def stranger(other_bureau) -> User:
    return make_user(make_unit(make_department(other_bureau)), Role.FILER, full_name="外人")


def text(response) -> str:
    return response.content.decode()


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("number").last()


PAGES = {"people": "get", "person_add": "get", "units": "get", "unit_add": "get"}
PERSON_PAGES = {
    "person": "get",
    "person_edit": "get",
    "post_add": "get",
    "person_deactivate": "post",
    "person_activate": "post",
    "person_password": "post",
    "person_unlock": "post",
}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", [*PAGES, *PERSON_PAGES])
def test_the_pages_do_not_exist_for_other_roles(client, bureau, person, role, name):
    client.force_login(make_user(bureau, role))
    args = [person.pk] if name in PERSON_PAGES else []

    assert getattr(client, {**PAGES, **PERSON_PAGES}[name])(reverse(name, args=args)).status_code == 404


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_people_of_another_bureau_do_not_exist(desk, stranger, name):
    response = getattr(desk, PERSON_PAGES[name])(reverse(name, args=[stranger.pk]))

    assert response.status_code == 404
    assert User.objects.get(pk=stranger.pk).password == stranger.password


@pytest.mark.parametrize("name", ["person_deactivate", "person_activate", "person_password", "person_unlock"])
def test_a_link_changes_nothing(desk, person, name):
    assert desk.get(reverse(name, args=[person.pk])).status_code == 405


def test_the_list_shows_the_bureaus_people_alone(desk, person, stranger):
    page = text(desk.get(reverse("people")))

    assert "王林" in page
    assert "外人" not in page


@pytest.mark.parametrize("extra", [0, 2])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(
    desk, person, unit, extra, django_assert_num_queries
):
    for _ in range(extra):
        make_user(unit, Role.FILER)
    desk.get(reverse("people"))

    with django_assert_num_queries(8):
        desk.get(reverse("people"))


@pytest.mark.parametrize("q", ["a\0", "a\ufffe", "w" * 200_000])
def test_a_search_that_cannot_be_is_refused(desk, q):
    response = desk.get(reverse("people"), {"q": q[:60_000]})

    assert response.status_code == 422
    assert "不能查找" in text(response)


def test_the_next_page_keeps_the_words(desk, unit, monkeypatch):
    monkeypatch.setattr("accounts.queries.PAGE", 1)
    for name in ("wang1", "wang2"):
        make_user(unit, Role.FILER, username=name)

    assert '<a href="?q=wang&amp;after=wang1">下一页</a>' in text(desk.get(reverse("people"), {"q": "wang"}))


def new_person(place, **given):
    return {"username": "zhaomin", "full_name": "赵敏", "unit": place.pk, "role": Role.FILER, **given}


def test_a_new_person_signs_in_with_the_first_password_and_must_change_it(desk, unit):
    page = text(desk.post(reverse("person_add"), new_person(unit)))
    password = re.search(r'<span class="code secret">([^<]+)</span>', page)[1]

    browser = Client()
    assert browser.post(reverse("login"), {"username": "zhaomin", "password": password}).status_code == 302
    assert browser.get(reverse("people")).url == reverse("password_change")
    assert password not in str(AuditEvent.objects.values())


def test_a_new_person_is_on_the_record(desk, unit, administrator):
    desk.post(reverse("person_add"), new_person(unit))

    event = last_event()
    assert (event.action, event.actor_id, event.subject_label) == (
        "新增用户",
        administrator.pk,
        "赵敏（zhaomin）",
    )
    assert event.detail["角色"] == "填报人"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"username": ""}, "请填写此项。"),
        ({"username": "LiHua"}, "已有相同的用户名"),
        ({"username": "zhao min"}, "合法的用户名"),
        ({"full_name": "赵\0敏"}, "空字符"),
        ({"full_name": "赵\ufffe敏"}, "不能显示的字符"),
        ({"full_name": "敏" * 200_000}, "50"),
        ({"role": "god"}, "god"),
        ({"role": Role.ADMINISTRATOR}, "系统管理员的单位应选财政局"),
        ({"role": Role.FINANCE_REVIEWER}, "财政审核的单位应选"),
        ({"unit": 10**30}, "有效的选项"),
    ],
)
def test_a_person_that_cannot_be_is_refused_and_nothing_typed_is_lost(desk, unit, given, message):
    response = desk.post(reverse("person_add"), new_person(unit, phone="0762-7654321", **given))

    assert response.status_code == 422
    assert message in text(response)
    assert "0762-7654321" in text(response)


def test_a_unit_of_another_bureau_cannot_be_chosen(desk, stranger):
    foreign = stranger.memberships.get().unit

    assert desk.post(reverse("person_add"), new_person(foreign)).status_code == 422


def test_a_person_is_edited_with_before_and_after_in_the_log(desk, person):
    desk.post(
        reverse("person_edit", args=[person.pk]),
        {"username": "wanglin", "full_name": "王琳", "is_superuser": "on"},
    )

    person.refresh_from_db()
    assert (person.full_name, person.is_superuser) == ("王琳", False)
    assert last_event().detail == {"姓名": ["王林", "王琳"]}


def test_an_edit_that_cannot_be_is_refused(desk, person):
    response = desk.post(reverse("person_edit", args=[person.pk]), {"username": "wanglin", "full_name": ""})

    assert response.status_code == 422


def test_deactivating_ends_every_session_at_once(desk, person):
    browser = Client()
    browser.force_login(person)

    desk.post(reverse("person_deactivate", args=[person.pk]))

    assert browser.get(reverse("password_change")).status_code == 302
    assert last_event().action == "停用用户"
    assert "已停用" in text(desk.get(reverse("person", args=[person.pk])))


def test_a_deactivated_person_is_activated_again(desk, person):
    desk.post(reverse("person_deactivate", args=[person.pk]))
    desk.post(reverse("person_activate", args=[person.pk]))

    assert User.objects.get(pk=person.pk).is_active
    assert last_event().action == "启用用户"


@pytest.mark.parametrize("name", ["person_deactivate", "person_password"])
def test_the_own_account_is_left_to_another_administrator(desk, administrator, name):
    response = desk.post(reverse(name, args=[administrator.pk]))

    assert response.status_code == 403
    assert "自己的" in text(response)
    assert User.objects.get(pk=administrator.pk).check_password(PASSWORD)


def test_a_reset_password_replaces_the_old_one_and_ends_sessions(desk, person):
    browser = Client()
    browser.force_login(person)

    page = text(desk.post(reverse("person_password", args=[person.pk])))

    person.refresh_from_db()
    assert person.must_change_password
    assert person.check_password(re.search(r'secret">([^<]+)<', page)[1])
    assert browser.get(reverse("password_change")).status_code == 302


def test_a_lock_is_seen_and_lifted(desk, person):
    browser = Client()
    for _ in range(5):
        browser.post(reverse("login"), {"username": "wanglin", "password": "wrong"})
    assert "登录已锁定" in text(desk.get(reverse("person", args=[person.pk])))

    desk.post(reverse("person_unlock", args=[person.pk]))

    assert browser.post(reverse("login"), {"username": "wanglin", "password": PASSWORD}).status_code == 302
    assert AuditEvent.objects.filter(action="解除登录锁定").exists()


@pytest.mark.parametrize("name", ["person_edit", "person_deactivate", "person_activate", "person_password"])
def test_somebody_with_a_post_in_another_bureau_is_managed_together(desk, person, other_bureau, name):
    make_membership(person, other_bureau, Role.AUDITOR)

    response = desk.post(reverse(name, args=[person.pk]))

    assert response.status_code == 403
    assert "须由双方管理员会同办理" in text(response)
    assert "编辑</a>" not in text(desk.get(reverse("person", args=[person.pk])))


def test_a_post_is_added_and_noted(desk, person, unit):
    days = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    desk.post(reverse("post_add", args=[person.pk]), {"unit": unit.pk, "role": Role.UNIT_HEAD, **days})

    assert person.memberships.get(role=Role.UNIT_HEAD).valid_to == date(2026, 12, 31)
    assert last_event().detail == {
        "角色": "单位负责人",
        "单位": unit.name,
        "起": "2026-01-01",
        "止": "2026-12-31",
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "日期重叠"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01", "role": Role.UNIT_HEAD}, "止日不能早于起日"),
        ({"valid_from": "2026-02-30"}, "日期"),
        ({"role": Role.DEPARTMENT_REVIEWER}, "应选主管部门"),
    ],
    ids=["twice", "backwards", "no such day", "place"],
)
def test_a_post_that_cannot_be_is_refused(desk, person, unit, given, message):
    response = desk.post(
        reverse("post_add", args=[person.pk]), {"unit": unit.pk, "role": Role.FILER, **given}
    )

    assert response.status_code == 422
    assert message in text(response)


@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        ("2026-01-01", "", True),
        ("2025-12-31", "", False),
        ("", "2025-05-31", True),
        ("", "2025-06-01", False),
    ],
)
def test_the_same_post_may_be_held_again_at_another_time(desk, person, unit, start, end, free):
    person.memberships.update(valid_from=date(2025, 6, 1), valid_to=date(2025, 12, 31))

    response = desk.post(
        reverse("post_add", args=[person.pk]),
        {"unit": unit.pk, "role": Role.FILER, "valid_from": start, "valid_to": end},
    )

    assert response.status_code == (302 if free else 422)


def test_an_ended_post_counts_no_longer_and_stays_on_the_page(desk, person):
    post = person.memberships.get()

    desk.post(reverse("post_end", args=[post.pk]))

    assert not person.posts().exists()
    assert "已终止" in text(desk.get(reverse("person", args=[person.pk])))
    assert last_event().action == "终止任职"


def test_a_post_that_ended_before_keeps_its_last_day(desk, person, unit):
    post = make_membership(person, unit, Role.UNIT_HEAD, valid_to=date(2020, 1, 1))

    desk.post(reverse("post_end", args=[post.pk]))

    post.refresh_from_db()
    assert post.valid_to == date(2020, 1, 1)
    assert not AuditEvent.objects.filter(action="终止任职").exists()


def test_a_post_given_today_by_mistake_is_taken_back(desk, person, unit):
    desk.post(reverse("person_add"), new_person(unit))
    post = Membership.objects.get(user__username="zhaomin")

    desk.post(reverse("post_end", args=[post.pk]))

    assert not Membership.objects.filter(pk=post.pk).exists()
    assert AuditEvent.objects.filter(action="终止任职", subject_label="赵敏（zhaomin）").exists()


def test_nobody_ends_the_own_administrators_post(desk, administrator):
    response = desk.post(reverse("post_end", args=[administrator.memberships.get().pk]))

    assert response.status_code == 403
    assert administrator.posts().exists()


def test_a_post_in_another_bureau_does_not_exist(desk, stranger):
    post = stranger.memberships.get()

    assert desk.post(reverse("post_end", args=[post.pk])).status_code == 404
    assert stranger.posts().exists()


@pytest.mark.parametrize(
    "address", ["/people/999999999999999999999999/", "/people/units/99999999999999999999/edit/"]
)
def test_a_key_beyond_every_table_is_not_found(desk, address):
    assert desk.get(address).status_code == 404
