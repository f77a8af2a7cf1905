"""Pages for what went wrong: the right status, in Chinese, saying what to do next."""

import errno

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404

from config import errors


@pytest.fixture
def request_of_nobody(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (errors.bad_request, ValueError(), 400),
        (errors.permission_denied, PermissionDenied("只有填报人可以修改。"), 403),
        (errors.page_not_found, Http404(), 404),
    ],
)
def test_each_has_its_status(request_of_nobody, view, error, status):
    assert view(request_of_nobody, error).status_code == status


@pytest.mark.django_db
def test_a_refusal_gives_its_reason(request_of_nobody):
    page = errors.permission_denied(request_of_nobody, PermissionDenied("只有填报人可以修改。"))

    assert "只有填报人可以修改。" in page.content.decode()


def test_a_crash_is_told_without_the_database(request_of_nobody):
    page = errors.server_error(request_of_nobody)

    assert (page.status_code, "Traceback" in page.content.decode()) == (500, False)


def answer_to(request, error):
    """The page that is made while `error` is being handled, as Django does it."""
    try:
        raise error
    except Exception:
        return errors.server_error(request)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database is locked"),
        InterfaceError("connection already closed"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_what_passes_by_itself_is_told_as_such(request_of_nobody, error):
    page = answer_to(request_of_nobody, error)

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "刚才提交的内容没有保存" in page.content.decode()


@pytest.mark.parametrize("error", [IntegrityError("duplicate"), OSError(errno.EACCES, "denied")])
def test_what_does_not_pass_is_a_crash(request_of_nobody, error):
    assert answer_to(request_of_nobody, error).status_code == 500
