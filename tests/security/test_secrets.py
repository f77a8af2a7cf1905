"""What nobody may guess or read back: passwords as they are kept, keys as they are drawn."""

from __future__ import annotations

import re

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from config import settings as product
from tests.factories import PASSWORD, make_user


def test_a_password_is_kept_under_a_slow_hash(settings):
    """The tests' own hasher is quick; this is the product's."""
    settings.PASSWORD_HASHERS = getattr(product, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)

    algorithm, iterations, salt, _ = make_password("Lake-Stone-47x").split("$")

    assert (algorithm, int(iterations) >= 600_000, len(salt) >= 20) == ("pbkdf2_sha256", True, True)


@pytest.mark.django_db
def test_a_session_is_a_long_random_number_that_the_server_keeps():
    person = make_user()
    keys = set()
    for _ in range(3):
        client = Client()
        client.force_login(person)
        keys.add(client.cookies["sessionid"].value)

    assert (len(keys), {len(key) for key in keys}) == (3, {32})  # 165 bits: 32 of 36 characters


def test_sessions_are_rows_and_hold_plain_data_alone():
    engine = getattr(product, "SESSION_ENGINE", global_settings.SESSION_ENGINE)
    kind = getattr(product, "SESSION_SERIALIZER", global_settings.SESSION_SERIALIZER)

    assert engine == "django.contrib.sessions.backends.db"
    assert kind == "django.contrib.sessions.serializers.JSONSerializer"


LONG = " Lake-Stone-47x " + "Aa1-" * 28  # 128 signs


@pytest.mark.django_db
def test_a_password_counts_to_its_last_sign_as_it_was_typed(client):
    person = make_user(username="wanglin")
    client.force_login(person)
    words = {"old_password": PASSWORD, "new_password1": LONG, "new_password2": LONG}
    assert client.post(reverse("password_change"), words).status_code == 302

    tried = {word: signs_in(word) for word in (LONG.strip(), LONG.lower(), LONG[:-1], LONG)}

    assert tried == {LONG.strip(): False, LONG.lower(): False, LONG[:-1]: False, LONG: True}


def signs_in(password: str) -> bool:
    return Client().post(reverse("login"), {"username": "wanglin", "password": password}).status_code == 302


@pytest.mark.django_db
def test_a_password_is_typed_unseen_and_a_browser_may_fill_it_in(client):
    pages = client.get(reverse("login")).content.decode()
    client.force_login(make_user())
    pages += client.get(reverse("password_change")).content.decode()

    fields = re.findall(r"<input[^>]*name=\"\w*password\w*\"[^>]*>", pages)
    told = {re.search(r'autocomplete="([\w-]+)"', field)[1] for field in fields}
    assert [field for field in fields if 'type="password"' not in field] == []
    assert (len(fields), told) == (4, {"current-password", "new-password"})
