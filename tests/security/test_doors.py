"""Requests that no page of ours makes: without the forgery token, to another host, too large, odd paths."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, Role, make_bureau, make_user
from tests.permissions.matrix import _names

pytestmark = pytest.mark.django_db
GIVES_AWAY = (
    "Traceback",
    "Django",
    "gunicorn",
    "Exception",
    "settings.",
    ".py",
    "evil.example",
    "psycopg",
    "sqlite",
)


@pytest.fixture
def strict() -> Client:
    """A browser of an administrator, with the forgery check that the test client leaves out."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_user(make_bureau(), Role.ADMINISTRATOR, username="lihua"))
    return client


def address(name: str) -> str:
    """Some address of that name; which one does not matter, the check comes first."""
    given: dict[str, object] = {
        "number": 1,
        "file": 1,
        "document": 1,
        "action": "approve",
        "section": "funds",
        "remark": 1,
    }
    given |= {"key": "output", "address": "funds/execution_rule"}
    tried: list[dict[str, object]] = [
        {},
        {"name": "x"},
        {"kind": "people"},
        {"pk": 1},
        *({"pk": 1, key: given[key]} for key in given),
    ]
    tried.append({"pk": 1, "year": 2021, "version": "initial"})
    tried += [{"pk": 1, "year": 2021}, {"pk": 1, "year": 2021, "movement": 1}]
    tried += [{"cycle": 1, "unit": 1}, {"cycle": 1, "unit": 1, "paper": 1}, {"paper": 1}]
    tried += [{"cycle": 1, "unit": 1, "copy": 1}, {"cycle": 1, "unit": 1, "grant": 1}]
    tried += [{"pk": 1, "arrival": 1}, {"delivery": "00000000-0000-0000-0000-000000000001"}]
    tried += [{"cycle": 1, "unit": 1, "team": 1}, {"cycle": 1, "unit": 1, "file": 1}, {"pk": 1, "paper": 1}]
    for kwargs in tried:
        with suppress(NoReverseMatch):
            return reverse(name, kwargs=kwargs)
    raise AssertionError(name)


@pytest.mark.parametrize("name", sorted(set(_names())))
def test_a_form_that_did_not_come_from_our_page_is_refused(strict, name):
    response = strict.post(address(name), {"revision": "1", "reason": "x"})

    assert (response.status_code, "页面已过期" in response.content.decode()) == (403, True)


def test_nobody_is_signed_in_by_a_foreign_form():
    make_user(username="wanglin")
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("login"), {"username": "wanglin", "password": PASSWORD})

    assert (response.status_code, settings.SESSION_COOKIE_NAME in client.cookies) == (403, False)


def test_the_form_of_our_own_page_is_taken():
    make_user(username="wanglin")
    client = Client(enforce_csrf_checks=True)
    token = client.get(reverse("login")).context["csrf_token"]

    words = {"username": "wanglin", "password": PASSWORD, "csrfmiddlewaretoken": str(token)}

    assert client.post(reverse("login"), words).status_code == 302


@pytest.mark.parametrize("path", ["/login/", "/", "/people/", "/healthz", "/nowhere/"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "a b", ""])
def test_another_host_is_refused_in_words_and_nothing_is_told(settings, path, host):
    settings.ALLOWED_HOSTS = ["zp.example.cn"]
    client = Client(raise_request_exception=False)

    response = client.get(path, headers={"Host": host})

    page = response.content.decode()
    assert (response.status_code, "请求的格式有误" in page) == (400, True)
    assert [word for word in GIVES_AWAY if word in page] == []


def test_the_own_host_is_answered(settings):
    settings.ALLOWED_HOSTS = ["zp.example.cn"]

    assert Client().get("/login/", headers={"Host": "zp.example.cn"}).status_code == 200


def test_a_forwarded_host_is_not_believed(settings):
    settings.ALLOWED_HOSTS = ["zp.example.cn"]
    client = Client(raise_request_exception=False)

    response = client.get("/people/", headers={"Host": "zp.example.cn", "X-Forwarded-Host": "evil.example"})

    assert (response.status_code, response.url) == (302, "/login/?next=/people/")


@pytest.mark.parametrize(
    "given",
    [
        {"reason": "长" * 2_000_000},
        {f"f{number}": "" for number in range(3001)},
        {f"f{number}": SimpleUploadedFile("a.pdf", b"x") for number in range(201)},
    ],
    ids=["megabytes", "fields", "files"],
)
def test_too_much_is_refused_in_words(given):
    client = Client(raise_request_exception=False)

    response = client.post(reverse("login"), given)

    page = response.content.decode()
    assert (response.status_code, "超过了系统的限制，本次没有保存" in page) == (413, True)
    assert [word for word in GIVES_AWAY if word in page] == []


def test_a_stranger_leaves_no_byte_on_the_disk(uploads):
    """The forgery check reads the whole request before anybody asks who it is."""
    client = Client(enforce_csrf_checks=True)
    token = str(client.get(reverse("login")).context["csrf_token"])
    given = {"material": SimpleUploadedFile("a.pdf", b"x" * 100_000), "csrfmiddlewaretoken": token}

    response = client.post(reverse("dossiers:evidence", args=[1]), given)

    assert (response.status_code, response.url) == (302, "/login/?next=/filings/1/evidence/")
    assert not uploads.exists()


ODD = (
    *(
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/static/../config/settings.py",
        "/static/%2e%2e/manage.py",
    ),
    *("/media/ab/x.pdf", "/var/db.sqlite3", "/.git/config", "/.env", "/admin/", "/static/js/", "/static/"),
    *("/filings/1/evidence/..%2f1/", "/filings/-1/", "/filings/1/documents/%00/", "/filings/１/", "/\ud800/"),
    *("/filings/99999999999999999999999/", "/filings/1/evidence/99999999999999999999999/", "/people/1e9/"),
)


@pytest.mark.parametrize("path", ODD)
def test_an_odd_path_is_not_found_and_nothing_is_told(strict, path):
    response = strict.generic("GET", path.encode("utf-8", "surrogatepass").decode("latin-1"))

    page = response.content.decode()
    assert response.status_code in (400, 404)
    assert [word for word in GIVES_AWAY if word in page] == []
    assert "返回首页" in page


def test_a_crash_tells_the_number_of_the_page_and_nothing_else(strict, settings):
    settings.SESSION_IDLE_SECONDS = "geheim"  # no number: whoever is signed in meets the crash

    response = strict.get(reverse("people"))

    page = response.content.decode()
    assert (response.status_code, "本页编号" in page) == (500, True)
    assert [word for word in (*GIVES_AWAY, "geheim") if word in page] == []


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_other_methods_do_nothing(client, method):
    client.force_login(make_user(make_bureau(), Role.ADMINISTRATOR))

    assert client.generic(method, reverse("people")).status_code in (403, 405)
