"""htmx as this product sets it up: refusals are shown, faults are not, nothing is evaluated."""

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BUTTON = '<button id="ask" hx-post="/asked/" hx-target="#answer">问</button><p id="answer">原文</p>'


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """A page whose console may be red: failing requests are what these tests are about."""
    return window.new_page()


@pytest.fixture
def ask(page: Page, live_server):
    """`ask(status)` presses a button whose request is answered with that status."""
    page.goto(live_server.url + reverse("login"))
    page.evaluate(
        "html => { document.querySelector('main').insertAdjacentHTML('beforeend', html);"
        " htmx.process(document.querySelector('main')); }",
        BUTTON,
    )

    def press(status: int) -> None:
        page.route("**/asked/", lambda route: route.fulfill(status=status, body="答复"))
        with page.expect_response("**/asked/"):
            page.locator("#ask").click()

    return press


@pytest.mark.parametrize("status", [200, 403, 409, 422])
def test_an_answer_and_a_refusal_are_shown(page, ask, status):
    ask(status)

    expect(page.locator("#answer")).to_have_text("答复")


@pytest.mark.parametrize("status", [404, 500])
def test_a_fault_leaves_the_page_as_it_was_and_says_so(page, ask, status):
    ask(status)

    expect(page.get_by_text("操作未成功")).to_be_visible()
    expect(page.locator("#answer")).to_have_text("原文")


def test_an_answer_that_cannot_come_is_said(page, ask):
    page.route("**/asked/", lambda route: route.abort())
    page.locator("#ask").click()

    expect(page.get_by_text("操作未成功")).to_be_visible()


def test_the_notice_goes_with_the_next_answer(page, ask):
    ask(500)
    ask(200)

    expect(page.locator("#answer")).to_have_text("答复")
    expect(page.get_by_text("操作未成功")).to_be_hidden()


def test_an_empty_answer_is_no_fault(page, ask):
    ask(204)

    expect(page.locator("#ask")).not_to_have_class("htmx-request")
    expect(page.get_by_text("操作未成功")).to_be_hidden()


def test_a_request_carries_the_forgery_token(page, ask):
    page.route(
        "**/asked/", lambda route: route.fulfill(body=route.request.headers.get("x-csrftoken", "none"))
    )

    page.locator("#ask").click()

    expect(page.locator("#answer")).to_have_text(
        page.locator("body").evaluate("b => JSON.parse(b.getAttribute('hx-headers'))['x-csrftoken']")
    )


def test_htmx_evaluates_nothing_and_asks_no_other_host(page, ask):
    kept = page.evaluate(
        "[htmx.config.allowEval, htmx.config.selfRequestsOnly, htmx.config.includeIndicatorStyles]"
    )

    assert kept == [False, True, False]
