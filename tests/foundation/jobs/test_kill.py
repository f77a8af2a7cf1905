"""kill -9 of the worker at random moments of real jobs loses nothing and publishes nothing twice."""

import os
import random
import signal
import time
from collections import Counter

import pytest
from django.db import OperationalError, transaction

from foundation.audit.models import AuditEvent
from foundation.jobs import services
from foundation.jobs.models import Job
from tests.foundation.jobs.workers import wait_until

pytestmark = [pytest.mark.queue, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("KILLS", "20"))


def running():
    return Job.objects.filter(state="running").exists()


def over(count):
    return Job.objects.filter(state__in=["done", "failed"]).count() == count


def publications():
    return Counter(AuditEvent.objects.values_list("chain", flat=True))


def ends():
    return set(Job.objects.values_list("state", "reason"))


def test_kills_at_random_moments_lose_nothing_and_double_nothing(workers):
    chance = random.Random(20211231)
    with workers(JOB_MAX_ATTEMPTS="99") as tree:
        for number in range(KILLS):
            jobs = [services.enqueue("toy", subject_id=2 * number + k) for k in (1, 2)]
            worker = tree.start()
            wait_until(running)
            time.sleep(chance.uniform(0, 0.4))
            tree.kill(worker)
        tree.start()
        wait_until(lambda: over(2 * KILLS))

    assert (ends(), publications()) == ({("done", "")}, Counter(range(1, 2 * KILLS + 1))), jobs


def test_a_worker_killed_alone_leaves_children_that_double_nothing(workers):
    with workers() as tree:
        services.enqueue("long", subject_id=1)
        worker = tree.start()
        wait_until(running)
        os.kill(worker.pid, signal.SIGKILL)
        tree.start()
        wait_until(lambda: over(1))

    assert (ends(), publications()) == ({("done", "")}, {1: 1})


def holds_nothing():
    """Can the job's row be had at once? Who stops amid a transaction keeps it (on SQLite: everything)."""
    try:
        with transaction.atomic():
            list(Job.objects.select_for_update(nowait=True))
    except OperationalError:
        return False
    return True


def freeze(tree, worker):
    """Stop the worker, but not amid a transaction: a lease is then all that it holds."""
    tree.signal(worker, signal.SIGSTOP)
    while not holds_nothing():
        tree.signal(worker, signal.SIGCONT)
        wait_until(holds_nothing)
        tree.signal(worker, signal.SIGSTOP)


def freeze_past_the_lease(tree):
    """A worker sleeps through its lease, another one does its job, then it wakes up and goes on."""
    services.enqueue("gated", subject_id=1)
    frozen = tree.start()
    wait_until(running)
    freeze(tree, frozen)
    tree.open_gate()
    tree.start()
    wait_until(lambda: over(1))
    tree.signal(frozen, signal.SIGCONT)
    frozen.terminate()  # ends when its job has ended
    frozen.wait()


def test_a_worker_that_slept_through_its_lease_publishes_nothing(workers):
    with workers() as tree:
        freeze_past_the_lease(tree)

    assert publications() == {1: 1}


def test_without_the_owner_check_it_would_publish_again(workers):
    with workers(TOY_WITHOUT_OWNER_CHECK="1") as tree:
        freeze_past_the_lease(tree)

    assert publications()[1] > 1


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("endless", "超过1秒未完成，已停止。"),
        ("deaf", "超过1秒未完成，已停止。"),
        ("greedy", "内存超过1024兆字节的限制，已停止。"),
    ],
)
def test_a_job_beyond_its_limits_fails_in_words_and_the_next_one_runs(workers, kind, reason):
    with workers(JOB_TIME_LIMIT="1", JOB_KILL_GRACE="1", JOB_MAX_ATTEMPTS="1") as tree:
        services.enqueue(kind, subject_id=1)
        services.enqueue("toy", subject_id=2)
        tree.start()
        wait_until(lambda: over(2))

    assert ends() == {("failed", f"已尝试1次，均未完成。{reason}"), ("done", "")}


def test_jobs_asked_for_while_the_broker_was_down_are_done_later(workers, broker_at, broker_url, tmp_path):
    broker_at("redis://127.0.0.1:1/0")
    services.enqueue("toy", subject_id=1)

    with workers() as tree:
        tree.start()
        wait_until(lambda: over(1))

    assert publications() == {1: 1}


def test_with_the_production_values_a_killed_job_comes_back(workers):
    production = {"JOB_LEASE_SECONDS": "30", "JOB_RENEW_SECONDS": "10", "JOB_SWEEP_SECONDS": "10"}
    with workers(**production) as tree:
        services.enqueue("long", subject_id=1)
        worker = tree.start()
        wait_until(running)
        tree.kill(worker)
        tree.start()
        wait_until(lambda: over(1), seconds=90)

    assert (ends(), publications()) == ({("done", "")}, {1: 1})
