"""Idle and absolute limits, first passwords, and fragments for somebody signed out."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from accounts import sessions
from accounts.middleware import SessionLimits
from accounts.models import Membership, User
from tests.factories import make_bureau, make_user

pytestmark = pytest.mark.django_db
START = "2026-03-01T01:00:00Z"


@pytest.fixture
def person() -> User:
    return make_user(make_bureau(), Membership.Role.ADMINISTRATOR)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def page(client, clock, person):
    """Asks a page of somebody who signed in at START."""
    client.force_login(person)
    return lambda: client.get(reverse("people"))


def test_thirty_idle_minutes_end_a_session(page, clock):
    clock.shift(timedelta(minutes=29, seconds=59))
    assert page().status_code == 200

    clock.shift(timedelta(minutes=30))
    assert page().url == "/login/?next=/people/"


def test_the_login_page_says_why(client, page, clock):
    clock.shift(timedelta(minutes=31))
    page()

    assert "您已超过30分钟没有操作，为保证安全已自动退出" in client.get(reverse("login")).content.decode()


def test_work_goes_on_for_twelve_hours_and_no_longer(client, page, clock):
    for _ in range(29):
        clock.shift(timedelta(minutes=24))
        assert page().status_code == 200

    clock.shift(timedelta(minutes=24))
    assert page().status_code == 302
    assert "本次登录已满12小时" in client.get(reverse("login")).content.decode()


def test_what_was_posted_too_late_is_said_not_to_be_kept(client, page, clock):
    clock.shift(timedelta(minutes=31))
    client.post(reverse("person_add"), {"username": "x"})

    assert "刚才提交的内容没有保存" in client.get(reverse("login")).content.decode()


def test_the_session_is_gone_on_the_server_too(client, page, clock):
    key = client.session.session_key
    clock.shift(timedelta(minutes=31))
    page()

    assert not client.session.exists(key)


def test_activity_is_written_down_once_a_minute(client, page, clock, django_assert_max_num_queries):
    seen = client.session[sessions.SEEN]
    clock.shift(timedelta(seconds=59))
    page()
    assert client.session[sessions.SEEN] == seen

    clock.shift(timedelta(seconds=1))
    page()
    assert client.session[sessions.SEEN] == seen + 60


def test_a_page_that_asks_on_its_own_keeps_nobody_signed_in(client, page, clock):
    request = RequestFactory().get("/")
    request.user, request.session = User.objects.get(), client.session
    seen = request.session[sessions.SEEN]
    clock.shift(timedelta(minutes=5))

    SessionLimits(lambda _: HttpResponse()).process_view(
        request, sessions.passive(lambda _: HttpResponse()), (), {}
    )

    assert request.session[sessions.SEEN] == seen


def test_a_session_of_an_earlier_release_begins_now(client, page):
    session = client.session
    del session[sessions.SIGNED_IN], session[sessions.SEEN]
    session.save()

    assert page().status_code == 200
    assert sessions.SIGNED_IN in client.session


@pytest.mark.parametrize(("seconds", "words"), [(90 * 60, "1小时30分钟"), (60, "1分钟"), (7200, "2小时")])
def test_limits_are_said_in_hours_and_minutes(page, client, clock, settings, seconds, words):
    settings.SESSION_IDLE_SECONDS = seconds
    clock.shift(timedelta(seconds=seconds))
    page()

    assert words in client.get(reverse("login")).content.decode()


def test_a_deactivated_person_is_out_at_once(page, person):
    User.objects.update(is_active=False)

    assert page().status_code == 302


@pytest.mark.parametrize("name", ["people", "home"])
def test_a_first_password_is_changed_before_anything_else(client, person, name):
    User.objects.update(must_change_password=True)
    client.force_login(person)

    assert client.get(reverse(name)).url == reverse("password_change")


def test_changing_and_leaving_are_open_with_a_first_password(client, person):
    User.objects.update(must_change_password=True)
    client.force_login(person)

    page = client.get(reverse("password_change"))

    assert "您使用的是管理员设置的初始密码" in page.content.decode()
    assert client.post(reverse("logout")).url == reverse("login")


def test_a_fragment_sends_the_whole_page_to_the_door(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=1"}

    response = client.get(reverse("people"), headers=headers)

    assert response["HX-Redirect"] == "/login/?next=%2Fpeople%2F%3Fq%3D1"


def test_other_answers_to_htmx_stay_as_they_are(client, person):
    client.force_login(person)

    response = client.get(reverse("people"), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "HX-Redirect" not in response
