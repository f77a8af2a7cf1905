"""What nobody may guess or read back: passwords as they are kept, keys as they are drawn."""

from __future__ import annotations

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from config import settings as product
from tests.factories import make_user


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
