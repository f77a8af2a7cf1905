"""The logging of every process, Django's and gunicorn's alike: one handler, one line a record, to stderr."""

from __future__ import annotations

from typing import Any

FORMATS = {
    "json": "foundation.logs.formatters.JsonFormatter",
    "line": "foundation.logs.formatters.LineFormatter",
}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
EACH_REQUEST, EACH_JOB = "foundation.logs.middleware", "foundation.jobs.running"


def logging_config(form: str, level: str) -> dict[str, Any]:
    """Return what `dictConfig` takes. Without `level` each request and job is told in JSON alone.

    A person before `./run` wants to see what went wrong, not every request.
    """
    ours = level or ("INFO" if form == "json" else "WARNING")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"one": {"()": FORMATS[form]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one"}},
        "root": {"handlers": ["stderr"], "level": level or "WARNING"},
        "loggers": {
            "foundation": {"level": level or "INFO"},
            EACH_REQUEST: {"level": ours},
            EACH_JOB: {"level": ours},
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # what was refused stands in the line of the request
            "kombu.connection": {"level": "ERROR"},  # it warns that the file system has no host name
            "gunicorn.error": {"handlers": [], "propagate": True, "level": level or "WARNING"},
            "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        },
    }
