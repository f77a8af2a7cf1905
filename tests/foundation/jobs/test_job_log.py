"""Each run of a job is one line in the log: which job, how it ended, how long it took; nobody's words."""

import logging

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from foundation.jobs import handlers, running, services
from foundation.jobs.exceptions import JobError, LostJobError
from foundation.logs.formatters import LineFormatter

TYPED = "李雷雷填写的内容"


@pytest.fixture
def told(db, monkeypatch, caplog, bells):
    """Run one job with a handler and return the facts of its line."""

    def run(handler):
        monkeypatch.setitem(handlers._handlers, "toy", handler)
        job = services.enqueue("toy", subject_id=1)
        with caplog.at_level(logging.INFO, logger="foundation.jobs.running"):
            running.run(job.pk)
        (line,) = [record for record in caplog.records if record.message == "job"]
        assert (line.facts["job"], line.facts["kind"], line.facts["attempt"]) == (job.pk, "toy", 1)
        return line.facts["ended"]

    return run


def publish(subject_id, job):
    with services.publishing(job):
        pass


def test_a_job_that_is_done_is_told(told):
    assert told(publish) == "done"


@pytest.mark.parametrize(
    ("error", "ended"),
    [
        (JobError(TYPED), "refused"),
        (LostJobError(1), "lost"),
        (SoftTimeLimitExceeded(), "over time"),
        (MemoryError(), "over memory"),
        (ValueError(TYPED), "failed"),
    ],
)
def test_every_other_end_is_told_without_its_words(told, caplog, error, ended):
    def handler(subject_id, job):
        raise error

    assert told(handler) == ended
    assert TYPED not in "".join(LineFormatter().format(record) for record in caplog.records)
