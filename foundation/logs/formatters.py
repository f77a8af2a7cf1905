"""A record of the log as one line: JSON for a collector, words for a person.

Nothing personal gets in: an error is told by its class and its place, because what it says may quote what
somebody typed; Django's own words about a request are left out with the address in them.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from foundation.audit.middleware import current_facts

MAY_SPEAK = "django.security.DisallowedHost"
"""It says which host name ALLOWED_HOSTS lacks: the operator needs that, and nobody typed it in a form."""
REQUEST = "request"


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What the line says, in this order; parts that are empty are left out."""
    at = datetime.fromtimestamp(record.created, tz=UTC).astimezone()
    facts = {
        "at": at.isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record),
        "request_id": current_facts().request_id,
        **getattr(record, "facts", {}),
        "error": _errors(record),
        "place": _places(record),
    }
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def _message(record: logging.LogRecord) -> str:
    """What was logged; of Django's and gunicorn's lines about a request only what kind of line it is."""
    if record.name == "gunicorn.error" and REQUEST in str(record.msg):
        return str(record.msg).partition(REQUEST)[0] + REQUEST
    if record.name == MAY_SPEAK or not record.name.startswith(("django.request", "django.security")):
        return record.getMessage()
    return str(record.args[0]) if isinstance(record.args, tuple) and record.args else record.name


def _chain(record: logging.LogRecord) -> list[BaseException]:
    """The error and what led to it, the last one first."""
    error = record.exc_info[1] if record.exc_info else None
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _errors(record: logging.LogRecord) -> list[str]:
    return [type(error).__name__ for error in _chain(record)]


def _places(record: logging.LogRecord) -> list[str]:
    """Where it happened: file, line and function of each frame, the innermost last."""
    frames = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False, default=str)


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger and message, then `name=value`; each place of an error on a line of its own."""
        facts = facts_of(record)
        places = facts.pop("place", [])
        head = [str(facts.pop(name)) for name in ("at", "level", "logger", "message") if name in facts]
        rest = [f"{name}={_shown(value)}" for name, value in facts.items()]
        return "\n    ".join([" ".join([*head, *rest]), *places])


def _shown(value: Any) -> str:
    return " < ".join(value) if isinstance(value, list) else str(value)
