"""The queue as a folder: kombu's file-system transport, with messages that are there whole or not at all.

kombu makes a message's file empty and then fills it, so that a worker that polls may read nothing and die of
it, and it moves each message through the system's folder for temporary files on its way.
"""

from __future__ import annotations

import fcntl
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)
PART = "part"
STALE_SECONDS = 3600


class Channel(filesystem.Channel):
    """A message is written under another name and renamed; who renames it again has taken it."""

    def _put(  # type: ignore[override]  # kombu itself calls the second one by two names
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        folder = Path(self.data_folder_out)
        _forget_stale_parts(folder)
        try:
            _write_whole(folder / f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg", dumps(payload))
        except OSError as error:
            raise ChannelError(f"no message can be left in {folder}: {error}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(path.name for path in folder.iterdir()):
            if name.partition(".")[2] == f"{queue}.msg":
                payload = self._take(folder / name)
                if payload is not None:
                    return payload
        raise Empty

    def _take(self, message: Path) -> Any:
        """None where somebody else was faster, or where the message cannot be read: that is set aside."""
        taken = Path(self.processed_folder) / message.name
        taken.parent.mkdir(exist_ok=True)
        try:
            message.rename(taken)
        except FileNotFoundError:
            return None
        try:
            payload = loads(taken.read_text(encoding="utf-8"))
        except ValueError:
            logger.error("a message that cannot be read was set aside: %s", taken)
            return None
        taken.unlink()
        return payload

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        """kombu makes an exchange's table empty, too, and then fills it: have it there before, whole."""
        with self._alone():
            if not self._has_table(exchange):
                _write_whole(self._exchange_file(exchange), "[]")
            super()._queue_bind(exchange, routing_key, pattern, queue)

    def _delete(self, queue: str, exchange: str, *args: Any, **kwargs: Any) -> None:
        with self._alone():
            super()._delete(queue, exchange, *args, **kwargs)

    def _has_table(self, exchange: str) -> bool:
        try:
            self.get_table(exchange)
        except ValueError:  # left by a power cut; every worker that starts binds its queues again
            logger.error("the table of exchange %s could not be read and is begun anew", exchange)
            return False
        return bool(self._exchange_file(exchange).exists())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time changes the tables of the exchanges."""
        with (self.control_folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    Channel = Channel


def _write_whole(target: Path, text: str) -> None:
    part = target.with_name(f"{uuid.uuid4()}.{PART}")
    part.write_text(text, encoding="utf-8")
    part.rename(target)


def _forget_stale_parts(folder: Path) -> None:
    """What a killed process was writing an hour ago."""
    for left in folder.glob(f"*.{PART}"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()
