"""Every answer of every address carries the headers, whoever asks; the exceptions are named one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse

from tests.permissions.making import lay_files, make_world
from tests.permissions.matrix import addresses
from tests.permissions.test_permissions import undone
from tests.permissions.world import World

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = [
    *("default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'"),
    *("form-action 'self'", "frame-ancestors 'none'"),
]
OF_A_FILE = ["default-src 'none'", "frame-ancestors 'none'", "sandbox"]
FILES_OF_OTHERS = ("evidence_file", "evidence_preview", "offline_original", "signed_scan", "ledger_original")
WRITTEN_IN = {
    *("header", "funds", "goals", "indicators", "texts", "report", "overview", "check", "project_target"),
    *("dossier_funds", "slips", "grants", "budget_add", "budget_paste", "budget_correct"),
    *("form_new", "form_import", "form_checks", "form_tree", "form_item", "form_rule", "form_section"),
    *("remarks", "remark_draft", "remark"),
    *("verify_file", "second_scores", "second_opinion"),
}
CACHED = "no-cache, private"
TOLD = ("unsafe-inline", "unsafe-eval", "*", "http:")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), undone():
        yield make_world()


@pytest.fixture
def answers(world, db, papers, uploads):
    """Ask every address once as `role`; its name with the answer."""
    lay_files()

    def ask(role: str):
        for name in sorted(addresses()):
            asked = "move:approve" if name == "move" else name
            with undone():
                yield name, world.answer(role, f"GET {asked}", "approved" if name != "project" else "-")

    return ask


def policy_of(response) -> list[str]:
    return sorted(part.strip() for part in response.headers["Content-Security-Policy"].split(";"))


def faults(name: str, response) -> list[str]:
    """What is wrong about the headers of one answer."""
    expected = OF_A_FILE if name in FILES_OF_OTHERS and response.status_code == 200 else POLICY
    wrong = [key for key, value in ALWAYS.items() if response.headers.get(key) != value]
    if policy_of(response) != sorted(expected):
        wrong.append("Content-Security-Policy")
    wrong += [key for key in response.headers if key.startswith("Access-Control")]  # nobody else's pages
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/") and not kind.endswith("; charset=utf-8"):
        wrong.append(f"Content-Type: {kind}")
    kept = ", ".join(sorted(response.headers["Cache-Control"].split(", ")))
    if "no-store" not in kept and not (name in WRITTEN_IN and kept == CACHED):
        wrong.append(f"Cache-Control: {kept}")
    return [f"{name} {response.status_code}: {what}" for what in wrong]


@pytest.mark.parametrize("role", ["nobody", "filer", "administrator", "administrator_other"])
def test_every_answer_of_every_address_carries_the_headers(answers, role):
    wrong = [fault for name, response in answers(role) for fault in faults(name, response)]

    assert wrong == []


def test_pages_are_among_the_answers(answers):
    """Without this the walk could be one of refusals alone."""
    found = {name for name, response in answers("administrator") if response.status_code == 200}

    assert found >= {"overview", "funds", "people", "cycles", "evidence_file", "download", "project_target"}


@pytest.mark.parametrize("name", [*ALWAYS, "Content-Security-Policy", "Cache-Control"])
def test_a_header_that_is_weaker_is_noticed(client, name):
    response = client.get(reverse("login"))
    assert faults("login", response) == []

    response.headers[name] = "anything"

    assert len(faults("login", response)) == 1


def test_an_answer_that_other_sites_may_read_is_noticed(client):
    response = client.get(reverse("login"))

    response.headers["Access-Control-Allow-Origin"] = "*"

    assert faults("login", response) == ["login 200: Access-Control-Allow-Origin"]


def test_a_text_that_does_not_name_its_encoding_is_noticed(client):
    response = client.get(reverse("login"))

    response.headers["Content-Type"] = "text/html"

    assert faults("login", response) == ["login 200: Content-Type: text/html"]


@pytest.mark.parametrize("word", TOLD)
def test_the_policy_lets_in_nothing_inline_and_nobody_else(word):
    assert word not in str(settings.CONTENT_SECURITY_POLICY)


@pytest.mark.parametrize("path", ["js/autosave.js", "css/ziping.css", "icon.svg"])
def test_static_files_are_kept_not_sniffed_and_not_framed(client, path):
    response = client.get(f"/static/{path}")
    b"".join(response.streaming_content)

    assert (response.status_code, response["X-Content-Type-Options"]) == (200, "nosniff")
    assert (policy_of(response), response["X-Frame-Options"]) == (sorted(POLICY), "DENY")
    assert "no-store" not in response["Cache-Control"]
