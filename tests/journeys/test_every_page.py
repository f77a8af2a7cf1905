"""Every page of every role keeps to WCAG 2.2 AA at both sizes, and no address is left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from tests.journeys.conftest import SignIn
from tests.journeys.product import Product
from tests.journeys.walking import ROLES, walk
from tests.web.axe import SIZES, assert_accessible

ONLY_POSTED = {
    "logout", "person_deactivate", "person_activate", "person_password", "person_unlock",
    "post_end", "form_load", "form_new_version",
    "dossiers:move", "dossiers:answers", "dossiers:submit", "dossiers:print", "dossiers:retry",
}  # fmt: skip
NO_PAGE = {"dossiers:document_states", "dossiers:download"}


@pytest.mark.parametrize("username", ROLES.values(), ids=ROLES.keys())
def test_every_page_of_a_role_is_accessible(person: SignIn, product: Product, username: str) -> None:
    page = person(username)

    for _ in walk(page, product):
        assert_accessible_at_both_sizes(page)


def assert_accessible_at_both_sizes(page: Page) -> None:
    for size in SIZES.values():
        page.set_viewport_size(size)
        assert_accessible(page)


def test_together_the_roles_see_every_address(person: SignIn, product: Product) -> None:
    seen = {name for username in ROLES.values() for name, _ in walk(person(username), product)}

    missing = set(names(get_resolver().url_patterns)) - seen - ONLY_POSTED - NO_PAGE

    assert missing == {"login"}


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}"
