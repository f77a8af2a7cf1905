"""The parts that must work before the product can: each a function that raises where its part does not."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping

from django.conf import settings

logger = logging.getLogger(__name__)
Part = Callable[[], None]
OK, NOT_OK = "ok", "not ok"
PATIENCE = 3.0
_parts: dict[str, Part] = {}
_lock = threading.Lock()


class NotReadyError(Exception):
    """Why a part does not work, for the operator's log; whoever asks hears `not ok` alone."""


def register(name: str) -> Callable[[Part], Part]:
    """Have the decorated function asked whenever somebody asks for the part `name`."""

    def keep(function: Part) -> Part:
        _parts[name] = function
        return function

    return keep


class Known:
    """The last answer of this process. Strangers may ask often: the parts are asked rarely."""

    def __init__(self) -> None:
        self.states: Mapping[str, str] = {}
        self.until = 0.0

    def now(self) -> Mapping[str, str]:
        """The state of every part, at most READY_CACHE_SECONDS old.

        One asks at a time. Where a part hangs, the others do not wait behind it until no thread is left.
        """
        if not _lock.acquire(timeout=PATIENCE):
            return dict.fromkeys(sorted(_parts), NOT_OK)
        try:
            if time.monotonic() >= self.until:
                self.states = {name: _state(name, part) for name, part in sorted(_parts.items())}
                self.until = time.monotonic() + settings.READY_CACHE_SECONDS
            return self.states
        finally:
            _lock.release()


known = Known()


def _state(name: str, part: Part) -> str:
    try:
        part()
    except Exception as error:
        why = str(error) if isinstance(error, NotReadyError) else type(error).__name__
        logger.warning("not ready: %s: %s", name, why)
        return NOT_OK
    return OK
