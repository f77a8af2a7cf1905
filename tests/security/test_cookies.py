"""What a browser keeps of us: two cookies that scripts cannot read, bound to this host over TLS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as present
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_user

ROOT = Path(__file__).resolve().parents[2]
ASKED = (
    *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "MESSAGE_COOKIE_NAME"),
    *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"),
    *(
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "DEBUG",
    ),
)


def product_settings(tmp_path: Path, **given: str) -> dict[str, object]:
    """The settings of a process of its own, in the environment `given`."""
    read = f"print(json.dumps([getattr(settings, name) for name in {ASKED}]))"
    told = f"import json; from django.conf import settings; {read}"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **given}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return dict(zip(ASKED, json.loads(done.stdout), strict=True))


def test_over_tls_cookies_are_bound_to_the_host(tmp_path):
    found = product_settings(tmp_path, HTTPS="true")

    assert found == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "MESSAGE_COOKIE_NAME": "__Host-messages",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        "DEBUG": False,
    }


def test_without_tls_no_cookie_pretends_to_it(tmp_path):
    found = product_settings(tmp_path)

    assert (found["SESSION_COOKIE_NAME"], found["SESSION_COOKIE_SECURE"], found["DEBUG"]) == (
        "sessionid",
        False,
        False,
    )


@pytest.fixture
def over_tls(settings, tmp_path) -> Client:
    for name, value in product_settings(tmp_path, HTTPS="true").items():
        setattr(settings, name, value)
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def cookies(over_tls, db):
    """All cookies that a browser has once somebody signed in over TLS, through the form of our page."""
    make_user(username="wanglin")
    page = over_tls.get(reverse("login"), secure=True)
    words = {
        "username": "wanglin",
        "password": PASSWORD,
        "csrfmiddlewaretoken": str(page.context["csrf_token"]),
    }
    response = over_tls.post(
        reverse("login"), words, secure=True, headers={"Referer": "https://testserver/login/"}
    )
    assert response.status_code == 302
    return over_tls.cookies


def test_over_tls_two_cookies_come_and_scripts_read_none(cookies):
    found = {name: (bool(m["httponly"]), bool(m["secure"]), m["samesite"], m["path"], m["domain"])
             for name, m in cookies.items()}  # fmt: skip

    assert found == dict.fromkeys(("__Host-sessionid", "__Host-csrftoken"), (True, True, "Lax", "/", ""))


def test_over_tls_a_message_comes_and_goes_in_a_cookie_of_the_same_kind(over_tls, cookies):
    words = {"csrfmiddlewaretoken": cookies["__Host-csrftoken"].value}

    over_tls.post(reverse("logout"), words, secure=True, headers={"Referer": "https://testserver/"})
    message = over_tls.cookies["__Host-messages"]
    kept = message.value
    assert (bool(message["httponly"]), bool(message["secure"]), message["path"]) == (True, True, "/")

    page = over_tls.get(reverse("login"), secure=True).content.decode()
    assert (bool(kept), "已退出登录。" in page, over_tls.cookies["__Host-messages"].value) == (True, True, "")


def test_over_tls_browsers_are_told_to_stay_there(over_tls, db):
    response = over_tls.get(reverse("login"), secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_without_tls_everybody_is_sent_there(over_tls):
    response = over_tls.get(reverse("login") + "?next=/people/")

    assert (response.status_code, response.url) == (301, "https://testserver/login/?next=/people/")


@pytest.mark.django_db
def test_without_tls_scripts_read_none_either(client):
    make_user(username="wanglin")

    client.post(reverse("login"), {"username": "wanglin", "password": PASSWORD})

    session = client.cookies[present.SESSION_COOKIE_NAME]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "app", ["django.contrib.admin", "django.contrib.admindocs", "debug_toolbar", "rest_framework"]
)
def test_nothing_is_installed_that_nobody_needs(app):
    assert app not in present.INSTALLED_APPS


def test_nothing_is_shown_to_developers():
    assert (present.DEBUG, present.TEMPLATES[0]["OPTIONS"].get("debug")) == (False, None)
