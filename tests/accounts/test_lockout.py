"""Five wrong passwords lock a name at an address for fifteen minutes, in the database."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.cache import caches
from django.urls import reverse

from accounts.lockout import is_locked, minutes_left
from accounts.models import Membership
from accounts.services import unlock
from foundation.audit.models import AuditEvent
from tests.factories import PASSWORD, make_bureau, make_user

pytestmark = pytest.mark.django_db
START = "2026-03-01T01:00:00Z"


@pytest.fixture
def person():
    return make_user(make_bureau(), Membership.Role.AUDITOR, username="wanglin")


def attempt(client, password: str = "wrong", *, username: str = "wanglin", **extra: str):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def fail(client, times: int, **given: str):
    return [attempt(client, **given) for _ in range(times)][-1]


def test_the_fifth_failure_locks_and_says_how_long(client, person):
    assert fail(client, 4).status_code == 422

    response = attempt(client)

    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "请在<strong>15分钟</strong>后重试" in response.content.decode()


def test_a_locked_name_is_refused_even_with_the_right_password(client, person):
    fail(client, 5)

    assert attempt(client, PASSWORD).status_code == 429
    assert is_locked("wanglin")


def test_the_lock_ends_after_fifteen_minutes_whatever_was_tried_meanwhile(client, person):
    with time_machine.travel(START, tick=False) as clock:
        fail(client, 5)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert "请在<strong>1分钟</strong>后重试" in attempt(client, PASSWORD).content.decode()

        clock.shift(timedelta(seconds=2))
        assert not is_locked("wanglin")
        assert attempt(client, PASSWORD).status_code == 302


def test_failures_long_ago_do_not_count(client, person):
    with time_machine.travel(START, tick=False) as clock:
        fail(client, 4)
        clock.shift(timedelta(minutes=16))

        assert fail(client, 4).status_code == 422


def test_a_good_password_starts_the_count_again(client, person):
    fail(client, 4)
    attempt(client, PASSWORD)
    client.logout()

    assert fail(client, 4).status_code == 422


def test_the_same_name_may_sign_in_from_another_address(client, person):
    fail(client, 5)

    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_forged_header_is_not_another_address(client, person):
    fail(client, 5)

    assert attempt(client, PASSWORD, HTTP_X_FORWARDED_FOR="10.0.0.9").status_code == 429


def test_a_proxy_that_is_trusted_names_the_address(client, person, settings):
    settings.AXES_IPWARE_PROXY_COUNT = 1
    fail(client, 5, HTTP_X_FORWARDED_FOR="1.1.1.1, 10.0.0.8")

    assert attempt(client, PASSWORD, HTTP_X_FORWARDED_FOR="2.2.2.2, 10.0.0.8").status_code == 429
    assert attempt(client, PASSWORD, HTTP_X_FORWARDED_FOR="1.1.1.1, 10.0.0.9").status_code == 302


def test_a_name_that_nobody_has_is_locked_just_the_same(client, person):
    known, unknown = fail(client, 5), fail(client, 5, username="nobody")

    assert _without_token(known) == _without_token(unknown)
    assert (known.status_code, known["Retry-After"]) == (unknown.status_code, unknown["Retry-After"])


def _without_token(response) -> str:
    return re.sub(r'"x-csrftoken": "\w+"', "", response.content.decode())


class CountingHasher(PBKDF2PasswordHasher):
    """What an attempt costs is its hashing: each is noted with its iterations."""

    iterations = 10
    done: ClassVar[list[int]] = []

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        self.done.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


@pytest.mark.parametrize("username", ["wanglin", "nobody"])
def test_an_attempt_costs_one_hashing_whether_the_name_is_known_or_not(client, person, settings, username):
    settings.PASSWORD_HASHERS = [f"{__name__}.{CountingHasher.__name__}"]
    type(person).objects.update(password=make_password(PASSWORD))
    CountingHasher.done.clear()

    attempt(client, username=username)

    assert CountingHasher.done == [10]


def test_a_lock_stands_in_the_log_of_the_bureau(client, person):
    fail(client, 6)

    rows = list(AuditEvent.objects.values_list("action", "result").order_by("number"))
    assert rows.count(("登录失败", "refused")) == 6
    assert ("登录锁定", "refused") in rows


def test_without_any_attempt_the_wait_is_the_whole_time():
    assert minutes_left("nobody", "10.0.0.1") == 15


@pytest.mark.parametrize("name", ["', 1=1 --", "名" * 150, "%s%%"])
def test_strange_names_are_counted_like_others(client, name):
    assert fail(client, 5, username=name).status_code == 429


@pytest.fixture
def wide(settings):
    """Ten failures in all instead of fifty: of one address, or of one name."""
    settings.LOGIN_FAILURE_LIMIT_WIDE = 10


def test_one_password_tried_with_many_names_locks_the_address(client, person, wide):
    answers = [attempt(client, username=f"person{number}").status_code for number in range(10)]

    assert answers == [422] * 9 + [429]
    assert attempt(client, PASSWORD).status_code == 429
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_one_name_tried_from_many_addresses_is_locked_everywhere(client, person, wide):
    answers = [attempt(client, REMOTE_ADDR=f"10.0.0.{number}").status_code for number in range(10)]

    assert answers == [422] * 9 + [429]
    assert attempt(client, PASSWORD, REMOTE_ADDR="10.0.1.1").status_code == 429
    assert is_locked("wanglin")


def test_a_name_that_nobody_has_is_locked_everywhere_just_the_same(client, person, wide):
    known, unknown = (
        [attempt(client, username=name, REMOTE_ADDR=f"10.0.{place}.{number}") for number in range(10)][-1]
        for place, name in enumerate(("wanglin", "nobody"))
    )

    assert _without_token(known) == _without_token(unknown)
    assert "短时间内登录失败次数太多" in known.content.decode()


def test_a_wide_lock_ends_after_fifteen_minutes(client, person, wide):
    with time_machine.travel(START, tick=False) as clock:
        for number in range(10):
            attempt(client, REMOTE_ADDR=f"10.0.0.{number}")
        clock.shift(timedelta(minutes=15, seconds=1))

        assert not is_locked("wanglin")
        assert attempt(client, PASSWORD).status_code == 302


def test_an_administrator_lifts_a_wide_lock(client, person, wide):
    for number in range(10):
        attempt(client, REMOTE_ADDR=f"10.0.0.{number}")

    unlock(person, by=person)

    assert attempt(client, PASSWORD).status_code == 302


def test_a_flushed_cache_forgets_no_failure(client, person):
    fail(client, 5)

    caches["default"].clear()

    assert attempt(client, PASSWORD).status_code == 429
