"""What the tests of health share with those of the jobs."""

from tests.foundation.jobs.conftest import bells, broker_at  # noqa: F401
