"""What is done from time to time without anybody asking."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from accounts.tasks import sweep_sessions
from config import celery_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_sessions_that_are_over_are_deleted_and_others_stay():
    older, newer = Client(), Client()
    with time_machine.travel("2026-03-01T01:00:00Z", tick=False) as clock:
        older.force_login(make_user())
        clock.shift(timedelta(hours=12, seconds=1))
        newer.force_login(make_user())

        sweep_sessions()

        assert not older.session.exists(older.cookies["sessionid"].value)
        assert newer.session.exists(newer.cookies["sessionid"].value)


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_what_beat_asks_for_is_known_to_the_worker(name):
    celery_app.loader.import_default_modules()

    assert settings.CELERY_BEAT_SCHEDULE[name]["task"] in celery_app.tasks
