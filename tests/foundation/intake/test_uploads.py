"""What a request may bring: looked at while it is read, before anything of it is kept."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from foundation.intake.refusal import NO_ROOM
from foundation.intake.uploads import passed_over
from tests.foundation.intake import foreign

MB = 1024 * 1024


@pytest.fixture
def brought():
    """Makes a request with files, as a browser sends them, and closes it as a server does."""
    with ExitStack() as requests:

        def bring(*files: tuple[str, bytes], path: str = "", user: User | AnonymousUser | None = None):
            sent = [SimpleUploadedFile(name, content) for name, content in files]
            address = path or reverse("dossiers:evidence", args=[1])
            request = RequestFactory().post(address, {"material": sent, "row": "r1"})
            request.user = user or User()
            requests.callback(request.close)
            return request

        yield bring


def names(request) -> list[str]:
    return [file.name for file in request.FILES.getlist("material")]


def test_files_come_in_on_the_disk_and_go_with_the_request(brought, uploads):
    request = brought(("a.pdf", foreign.pdf()), ("b.png", foreign.picture()))

    assert (names(request), passed_over(request), request.POST["row"]) == (["a.pdf", "b.png"], [], "r1")
    assert len(list((uploads / "incoming").iterdir())) == 2
    request.close()
    assert list((uploads / "incoming").iterdir()) == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_file_too_large_is_passed_over_and_the_others_stay_whole(brought, uploads, settings, place):
    settings.UPLOAD_FILE_MB = 1
    files = [("a.pdf", b"a" * MB), ("b.pdf", b"b" * 10)]
    files.insert(place, ("large.pdf", b"x" * (MB + 1)))
    request = brought(*files)

    assert [(name, "超过1MB" in why) for name, why in passed_over(request)] == [("large.pdf", True)]
    assert [file.read() for file in request.FILES.getlist("material")] == [b"a" * MB, b"b" * 10]
    assert len(list((uploads / "incoming").iterdir())) == 2


@pytest.mark.parametrize("count", [3, 5])
def test_more_files_than_allowed_at_once_are_passed_over(brought, settings, count):
    settings.UPLOAD_FILES_AT_ONCE = 3
    request = brought(*[(f"{number}.pdf", b"x") for number in range(count)])

    assert names(request) == ["0.pdf", "1.pdf", "2.pdf"]
    assert [name for name, _ in passed_over(request)] == [f"{number}.pdf" for number in range(3, count)]


@pytest.mark.parametrize("path", ["/login/", "/nowhere/", "/filings/1/funds/"])
def test_an_address_that_takes_no_files_reads_none(brought, uploads, path):
    request = brought(("a.pdf", foreign.pdf()), path=path)

    assert (names(request), passed_over(request)) == ([], [])
    assert not (uploads / "incoming").exists()


def test_of_somebody_who_is_not_signed_in_none_is_read(brought, uploads):
    request = brought(("a.pdf", foreign.pdf()), user=AnonymousUser())

    assert (names(request), passed_over(request)) == ([], [])
    assert not (uploads / "incoming").exists()


@pytest.mark.parametrize("name", ["a." + "x" * 300, "票" * 300 + ".pdf", "a\u202efdp.exe"])
def test_a_name_that_no_disk_takes_does_no_harm(brought, name):
    assert len(names(brought((name, b"x")))) == 1


def test_a_disk_that_takes_nothing_is_told(brought, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.UPLOADS_DIR = tmp_path / "file"
    request = brought(("a.pdf", b"x"))

    assert (names(request), passed_over(request)) == ([], [("a.pdf", NO_ROOM)])


def test_a_full_disk_is_told(brought, monkeypatch, tmp_path):
    """/dev/full is a disk on which no byte has room; the link to it may be removed."""
    (tmp_path / "part").symlink_to("/dev/full")
    full = tmp_path.joinpath("part").open("wb", buffering=0)
    monkeypatch.setattr("foundation.intake.uploads.NamedTemporaryFile", lambda **given: full)
    request = brought(("a.pdf", b"x"))

    assert (names(request), passed_over(request)) == ([], [("a.pdf", NO_ROOM)])


def test_a_request_without_files_brings_none():
    assert passed_over(RequestFactory().post(reverse("dossiers:evidence", args=[1]), {"row": ""})) == []
