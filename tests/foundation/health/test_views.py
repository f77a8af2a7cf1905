"""What machines hear: whether the process lives, whether it can work, and nothing more."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import timezone

from documents.fonts import FACES
from foundation.health import checks, parts
from foundation.jobs import heartbeat, running, services
from foundation.jobs.models import Heartbeat, Job

PARTS = ["database", "disk", "fonts", "queue", "worker"]


@pytest.fixture
def beating(db):
    heartbeat.note()


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, [name for name, state in answer.json().items() if state != "ok"]


def test_a_living_process_says_so_without_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"process": "ok"})


def test_when_everything_works_it_is_ready(client, beating):
    answer = client.get("/readyz")

    assert (answer.status_code, list(answer.json()), set(answer.json().values())) == (200, PARTS, {"ok"})


def test_each_part_has_a_line(client, beating):
    lines = client.get("/readyz").content.decode().splitlines()

    assert lines[1:-1] == [line for line in lines if ": " in line]
    assert len(lines) == len(PARTS) + 2


def test_a_database_that_is_gone_is_named(client, beating, monkeypatch):
    def gone():
        raise OperationalError("could not connect to server db.example with password geheim")

    monkeypatch.setattr(checks, "connection", SimpleNamespace(cursor=gone))

    assert ready(client) == (503, ["database"])
    assert "geheim" not in client.get("/readyz").content.decode()


def test_a_full_disk_is_named(client, beating, settings):
    settings.DISK_FREE_MB = 10**9

    assert ready(client) == (503, ["disk"])


def test_missing_fonts_are_named(client, beating, settings, tmp_path):
    settings.FONTS_DIR = tmp_path

    assert ready(client) == (503, ["fonts"])
    assert FACES[1].file not in client.get("/readyz").content.decode()


def test_a_broker_that_is_down_is_named(client, beating, broker_at):
    broker_at("redis://127.0.0.1:1/0")

    assert ready(client) == (503, ["queue"])


def test_a_worker_that_never_came_is_named(client, db):
    assert ready(client) == (503, ["worker"])


def test_a_worker_that_was_not_heard_for_six_sweeps_is_named(client, beating, settings):
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(seconds=settings.JOB_SWEEP_SECONDS * 6 + 5))

    assert ready(client) == (503, ["worker"])


@pytest.mark.parametrize(("lease_over", "answer"), [(False, (200, [])), (True, (503, ["worker"]))])
def test_a_worker_behind_a_long_queue_is_known_by_the_lease_it_holds(client, db, bells, lease_over, answer):
    running.claim(services.enqueue("toy", subject_id=1).pk)
    if lease_over:
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=5))

    assert ready(client) == answer


def test_why_a_part_does_not_work_stands_in_the_log_alone(client, db, caplog):
    body = client.get("/readyz").content.decode()

    assert "no worker swept the jobs lately" in caplog.text
    assert set(json.loads(body).values()) == {"ok", "not ok"}


def test_asking_often_asks_the_parts_rarely(client, beating, settings, monkeypatch):
    settings.READY_CACHE_SECONDS = 60.0
    monkeypatch.setattr(parts, "known", parts.Known())
    monkeypatch.setattr("foundation.health.views.known", parts.known)
    first = ready(client)
    Heartbeat.objects.all().delete()

    assert ready(client) == first == (200, [])


def test_behind_a_part_that_hangs_nobody_waits(client, beating, monkeypatch):
    monkeypatch.setattr(parts, "PATIENCE", 0.01)

    with parts._lock:
        answer = client.get("/readyz")

    assert (answer.status_code, list(answer.json()), set(answer.json().values())) == (503, PARTS, {"not ok"})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_health_check_is_not_sent_to_https(client, beating, settings, address):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(address).status_code == 200
    assert client.get("/login/").status_code == 301


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_the_answer_is_not_kept_on_the_way(client, beating, address):
    assert "no-store" in client.get(address)["Cache-Control"]
