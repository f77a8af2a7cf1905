"""Which function does which kind of job. Apps above register theirs in `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable

from foundation.jobs.models import Job

Handler = Callable[[int, Job], None]
_handlers: dict[str, Handler] = {}


def register(kind: str) -> Callable[[Handler], Handler]:
    """Have jobs of `kind` done by the decorated `function(subject_id, job)`.

    The function makes its result in temporary places and publishes it inside `services.publishing(job)`.
    It raises `JobError("words for the user")` where trying again would not help.
    """

    def keep(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return keep


def handler(kind: str) -> Handler:
    """Return the function for `kind`; KeyError where none is registered."""
    return _handlers[kind]
