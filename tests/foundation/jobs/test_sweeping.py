"""After a crash: what was held is given back, what was not heard is rung again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.jobs import running, services, sweeping, tasks
from foundation.jobs.models import Heartbeat, Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bells")]


@pytest.fixture
def job():
    return services.enqueue("toy", subject_id=1)


def crash(job, *, after):
    """Leave the job as a worker leaves it that died `after` seconds of work, its lease long over."""
    running.claim(job.pk)
    started = timezone.now() - timedelta(hours=1)
    Job.objects.update(started_at=started, lease_until=started + timedelta(seconds=after + 30))


def test_what_a_crashed_worker_held_is_queued_again(job, bells):
    crash(job, after=5)

    sweeping.sweep()

    job.refresh_from_db()
    words = "第1次未完成：办理程序中途停止（重启、断电或内存不足）。"
    assert (job.state, job.reason, bells) == ("queued", words, [job.pk])


def test_a_worker_killed_by_the_time_limit_is_told_from_a_crash(job):
    crash(job, after=60)

    sweeping.sweep()

    job.refresh_from_db()
    assert job.reason == "第1次未完成：超过60秒未完成，已停止。"


def test_the_last_crash_fails_the_job_in_words(job):
    Job.objects.update(attempts=2)
    crash(job, after=5)

    sweeping.sweep()

    job.refresh_from_db()
    words = "已尝试3次，均未完成。办理程序中途停止（重启、断电或内存不足）。"
    assert (job.state, job.reason) == ("failed", words)


def test_a_living_worker_keeps_its_job(job):
    running.claim(job.pk)

    sweeping.sweep()

    job.refresh_from_db()
    assert job.state == "running"


def test_a_bell_that_nobody_heard_rings_again(job, bells):
    Job.objects.update(rung_at=timezone.now() - timedelta(seconds=31))

    sweeping.sweep()
    sweeping.sweep()

    assert bells == [job.pk]


def test_a_fresh_bell_is_left_alone(job, bells):
    tasks.sweep()

    assert bells == []


def test_after_a_start_every_bell_rings(job, bells):
    tasks.sweep(all_bells=True)

    assert bells == [job.pk]


def test_a_sweep_says_that_somebody_does_the_jobs():
    sweeping.sweep()
    sweeping.sweep()

    (beat,) = Heartbeat.objects.all()
    assert str(beat) == f"{beat.beat_at:%Y-%m-%d %H:%M:%S}"
    assert timezone.now() - beat.beat_at < timedelta(minutes=1)


def test_the_task_runs_the_job(job):
    tasks.run(job.pk)

    job.refresh_from_db()
    assert job.attempts == 1
