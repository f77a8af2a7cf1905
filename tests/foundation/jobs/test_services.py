"""Jobs are asked for in the caller's transaction and published once, by whoever holds them."""

import pytest
from django.conf import settings
from django.db import transaction

from foundation.jobs import running, services
from foundation.jobs.exceptions import LostJobError
from foundation.jobs.models import Job


class Person:
    pk = 7

    def get_full_name(self):
        return "王明"


@pytest.mark.django_db
def test_a_job_remembers_who_asked_by_value():
    job = services.enqueue("toy", subject_id=1, asked_by=Person())

    assert (job.asked_by_id, job.asked_by_name, job.state) == (7, "王明", "queued")


@pytest.mark.django_db
def test_the_bell_rings_only_when_the_transaction_commits(bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = services.enqueue("toy", subject_id=1)
        before = list(bells)

    assert (before, bells) == ([], [job.pk])


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_break_the_request(broker_at, caplog):
    broker_at("redis://127.0.0.1:1/0")

    services.enqueue("toy", subject_id=1)

    assert (Job.objects.get().state, "the sweep will ring again" in caplog.text) == ("queued", True)


@pytest.mark.django_db
def test_publishing_marks_the_job_done():
    job = running.claim(services.enqueue("toy", subject_id=1).pk)

    with services.publishing(job):
        pass

    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.django_db
def test_what_fails_while_publishing_leaves_the_job_unpublished():
    job = running.claim(services.enqueue("toy", subject_id=1).pk)

    with pytest.raises(ZeroDivisionError), services.publishing(job):
        _ = 1 / 0

    assert Job.objects.get().state == Job.State.RUNNING


def taken_over():
    """A job that one worker claimed, lost after its lease ran out, and another one claimed."""
    pk = services.enqueue("toy", subject_id=1).pk
    first = running.claim(pk)
    Job.objects.update(lease_until=first.started_at)
    return first, running.claim(pk)


@pytest.mark.django_db
def test_the_loser_publishes_nothing():
    first, _ = taken_over()
    published = []

    with pytest.raises(LostJobError), services.publishing(first):
        published.append("first")

    assert (published, Job.objects.get().state) == ([], "running")


@pytest.mark.django_db
def test_the_winner_publishes():
    _, second = taken_over()

    with services.publishing(second):
        pass

    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.django_db
def test_without_the_owner_check_both_would_publish(monkeypatch):
    monkeypatch.setattr(services, "owned", lambda job: Job.objects.filter(pk=job.pk))
    published = []

    for job in taken_over():
        with services.publishing(job):
            published.append(job.owner)

    assert len(published) == 2


@pytest.mark.django_db
def test_a_published_job_is_not_published_again():
    job = running.claim(services.enqueue("toy", subject_id=1).pk)
    with services.publishing(job):
        pass

    with pytest.raises(LostJobError), services.publishing(job):
        pass


@pytest.mark.django_db
def test_a_failed_job_can_be_asked_for_again(bells, django_capture_on_commit_callbacks):
    job = services.enqueue("toy", subject_id=1)
    Job.objects.update(state=Job.State.FAILED, attempts=3, reason="内存超过限制")

    with django_capture_on_commit_callbacks(execute=True):
        again = services.retry(job)

    job.refresh_from_db()
    assert (again, job.state, job.attempts, job.reason, bells) == (True, "queued", 0, "", [job.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["queued", "done"])
def test_only_a_failed_job_is_asked_for_again(state):
    job = services.enqueue("toy", subject_id=1)
    Job.objects.update(state=state)

    assert not services.retry(job)


@pytest.mark.django_db
def test_a_job_whose_result_is_lost_is_done_again(bells, django_capture_on_commit_callbacks):
    job = services.enqueue("toy", subject_id=1)
    Job.objects.update(state="done", attempts=2)

    with django_capture_on_commit_callbacks(execute=True):
        again = services.redo(job)

    job.refresh_from_db()
    assert (again, job.state, job.attempts, bells) == (True, "queued", 0, [job.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["queued", "failed"])
def test_only_what_was_done_is_done_again(state):
    job = services.enqueue("toy", subject_id=1)
    Job.objects.update(state=state, reason="断电。")

    assert not services.redo(job)


@pytest.mark.django_db
def test_a_job_is_given_back_until_its_last_attempt(bells):
    job = running.claim(services.enqueue("toy", subject_id=1).pk)

    services.give_back(job, reason="断电。")

    job.refresh_from_db()
    assert (job.state, job.reason, bells) == ("queued", "第1次未完成：断电。", [job.pk])


@pytest.mark.django_db
def test_after_the_last_attempt_it_fails_and_says_why():
    pk = services.enqueue("toy", subject_id=1).pk
    Job.objects.update(attempts=settings.JOB_MAX_ATTEMPTS - 1)

    services.give_back(running.claim(pk), reason="断电。")

    assert Job.objects.values_list("state", "reason").get() == ("failed", "已尝试3次，均未完成。断电。")


@pytest.mark.django_db
def test_what_was_lost_is_not_given_back_by_the_loser(bells):
    first, _ = taken_over()

    services.give_back(first, reason="断电。")

    assert (Job.objects.get().state, bells) == ("running", [])


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "over"), [("queued", False), ("done", True), ("failed", True)])
def test_a_job_knows_whether_it_is_over(state, over):
    job = Job(kind="toy", subject_id=1, state=state)

    assert (job.is_over, job.get_state_display() in str(job)) == (over, True)


@pytest.mark.django_db(transaction=True)
def test_a_job_is_not_written_when_the_request_fails(bells):
    with transaction.atomic():
        services.enqueue("toy", subject_id=1)
        transaction.set_rollback(True)

    assert (Job.objects.count(), bells) == (0, [])
