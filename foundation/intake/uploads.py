"""What a request may bring: files of somebody signed in, where the address takes them, each up to a limit.

Django asks before it reads (FILE_UPLOAD_HANDLERS): the forgery check reads a request before the login is
asked for, so that a stranger's files would lie on the disk until it is answered. What is too large is passed
over, never kept, and the view is told its name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from foundation.intake.gate import too_large
from foundation.intake.names import plain_name
from foundation.intake.refusal import NO_ROOM
from foundation.intake.storage import incoming_dir

logger = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., Any])
TOO_MANY = "一次最多上传{limit}个文件，这一个没有上传。请分几次上传。"


def takes_files(view: View) -> View:
    """Mark a view that takes files. Outermost, so that the address leads to the mark."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def passed_over(request: HttpRequest) -> list[tuple[str, str]]:
    """The files of the request that were not read: the name of each, and the sentence that says why."""
    request.POST  # noqa: B018  reads the request
    found: list[tuple[str, str]] = getattr(request, "_passed_over", [])
    return found


class Arrived(TemporaryUploadedFile):
    """A file on our own disk, whatever name it came with; gone when it is closed.

    Without a buffer: a full disk speaks when it is written to, never when it is closed.
    """

    def __init__(self, name: str, content_type: str) -> None:
        file = NamedTemporaryFile(buffering=0, suffix=".part", dir=incoming_dir())  # noqa: SIM115  closed by the request
        UploadedFile.__init__(self, file, name, content_type, 0, None)


class Porter(TemporaryFileUploadHandler):
    """Writes each file to the disk, never into memory."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.count = 0
        self.passed_over: list[tuple[str, str]] = []

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        name = plain_name(file_name)
        self.count += 1
        if not self._is_expected():
            raise SkipFile
        if self.count > settings.UPLOAD_FILES_AT_ONCE:
            self._pass_over(name, TOO_MANY.format(limit=settings.UPLOAD_FILES_AT_ONCE))
        FileUploadHandler.new_file(self, field_name, name, *args, **kwargs)
        try:
            self.file = Arrived(name, str(self.content_type))
        except OSError:
            logger.exception("an upload could not be begun")
            self._pass_over(name, NO_ROOM)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.UPLOAD_FILE_MB * 1024 * 1024:
            self._pass_over(str(self.file_name), too_large())
        try:
            written = self.file.write(raw_data)
        except OSError:
            written = 0
        if written != len(raw_data):
            logger.error("an upload could not be written: %s of %s bytes", written, len(raw_data))
            self._pass_over(str(self.file_name), NO_ROOM)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Let go of the file: what is passed over later must not close this one."""
        file = self.file
        file.seek(0)
        file.size = file_size
        del self.file
        return file

    def _pass_over(self, name: str, sentence: str) -> None:
        self.passed_over.append((name, sentence))
        raise SkipFile

    def _is_expected(self) -> bool:
        assert self.request is not None
        self.request._passed_over = self.passed_over  # type: ignore[attr-defined]
        if not self.request.user.is_authenticated:
            return False
        try:
            return hasattr(resolve(self.request.path_info).func, "takes_files")
        except Resolver404:
            return False
