"""One worker, one job: claimed once, its lease kept alive, its end written down in words."""

import threading

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, connection

from foundation.jobs import handlers, running, services
from foundation.jobs.exceptions import JobError
from foundation.jobs.models import Job


def publish(subject_id, job):
    with services.publishing(job):
        pass


@pytest.fixture
def job(db):
    return services.enqueue("toy", subject_id=1)


@pytest.fixture
def done_by(monkeypatch):
    """Register a handler for this test alone."""

    def register(function):
        monkeypatch.setitem(handlers._handlers, "toy", function)

    return register


def raising(error):
    def handler(subject_id, job):
        raise error

    return handler


def end(job):
    job.refresh_from_db()
    return job.state, job.reason


def test_a_registered_function_is_found_by_its_kind(monkeypatch):
    monkeypatch.setattr(handlers, "_handlers", {})

    handlers.register("toy")(publish)

    assert handlers.handler("toy") is publish


def test_a_job_runs_with_its_subject(job, done_by):
    seen = []
    done_by(lambda subject_id, job: (seen.append(subject_id), publish(subject_id, job)))

    running.run(job.pk)

    assert (seen, end(job)) == ([1], ("done", ""))


def test_a_second_bell_does_nothing(job, done_by):
    done_by(publish)
    running.run(job.pk)
    done_by(raising(AssertionError("ran twice")))

    running.run(job.pk)

    assert end(job) == ("done", "")


def test_a_running_job_is_not_claimed_again(job):
    running.claim(job.pk)

    assert running.claim(job.pk) is None


def test_a_job_without_attempts_left_is_not_claimed(job, settings):
    Job.objects.update(attempts=settings.JOB_MAX_ATTEMPTS)

    assert running.claim(job.pk) is None


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SoftTimeLimitExceeded(), "第1次未完成：超过60秒未完成，已停止。"),
        (MemoryError(), "第1次未完成：内存超过1024兆字节的限制，已停止。"),
        (ValueError("x"), "第1次未完成：程序出错（ValueError），请联系系统管理员查看日志。"),
    ],
)
def test_what_may_pass_is_tried_again_with_the_reason(job, done_by, error, reason):
    done_by(raising(error))

    running.run(job.pk)

    assert end(job) == ("queued", reason)


def test_what_cannot_be_done_fails_at_once_with_its_words(job, done_by):
    done_by(raising(JobError("冻结内容已损坏，请联系系统管理员。")))

    running.run(job.pk)

    assert end(job) == ("failed", "冻结内容已损坏，请联系系统管理员。")


def test_three_attempts_then_failed(job, done_by):
    done_by(raising(ValueError("x")))

    for _ in range(4):
        running.run(job.pk)

    assert end(job) == ("failed", "已尝试3次，均未完成。程序出错（ValueError），请联系系统管理员查看日志。")


def test_a_handler_that_forgets_to_publish_is_an_error(job, done_by):
    done_by(lambda subject_id, job: None)

    running.run(job.pk)

    assert end(job)[1].startswith("第1次未完成：程序出错（RuntimeError）")


def test_an_unknown_kind_is_an_error(job):
    running.run(job.pk)

    assert end(job)[1].startswith("第1次未完成：程序出错（KeyError）")


def test_a_job_that_was_taken_over_ends_quietly(job, done_by):
    def lose(subject_id, job):
        Job.objects.update(owner="another")
        publish(subject_id, job)

    done_by(lose)

    running.run(job.pk)

    assert end(job) == ("running", "")


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_the_job_runs(settings, done_by):
    settings.JOB_RENEW_SECONDS, settings.JOB_LEASE_SECONDS = 0.02, 30
    job = services.enqueue("toy", subject_id=1)
    leases = []

    def wait_for_renewal(subject_id, job):
        leases.append(job.lease_until)
        while Job.objects.get().lease_until == job.lease_until:
            threading.Event().wait(0.01)
        publish(subject_id, job)

    done_by(wait_for_renewal)

    running.run(job.pk)

    assert (len(leases), end(job)) == (1, ("done", ""))


@pytest.mark.django_db(transaction=True)
def test_nobody_holds_a_job_past_the_time_limit(settings):
    settings.JOB_RENEW_SECONDS, settings.JOB_TIME_LIMIT, settings.JOB_KILL_GRACE = 0.01, 0, 0
    job = running.claim(services.enqueue("toy", subject_id=1).pk)

    running._renew(job, threading.Event())

    assert Job.objects.get().lease_until == job.lease_until


def test_a_lease_that_was_lost_is_not_renewed(job):
    mine = running.claim(job.pk)
    Job.objects.update(owner="another")

    assert not running._renew_once(mine)


def test_a_database_that_does_not_answer_is_asked_again(job, monkeypatch):
    mine = running.claim(job.pk)
    monkeypatch.setattr(connection, "close", lambda: None)

    def refuse(job):
        raise DatabaseError("gone")

    monkeypatch.setattr(services, "owned", refuse)

    assert running._renew_once(mine)
