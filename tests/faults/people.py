"""Somebody of the demo at the product's pages, without a browser: status and text of each answer."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPErrorProcessor, Request, build_opener

from tests.foundation.jobs.workers import wait_until
from tests.journeys.product import Product

SECONDS = 90
PRINT_SECONDS = 600
"""The demo's own papers are printed first."""
QUICK = {"JOB_SWEEP_SECONDS": "1", "JOB_LEASE_SECONDS": "15", "JOB_RENEW_SECONDS": "2"}
"""For a worker that shall go on soon after a fault, also on a busy machine."""
NO_ANSWER = (URLError, HTTPException, OSError)


@dataclass(frozen=True)
class Answer:
    status: int
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class AsItComes(HTTPErrorProcessor):
    """A redirect or an error is an answer like any other."""

    def http_response(self, request: Request, response: Any) -> Any:
        return response


class Person:
    """Signed in from the start."""

    def __init__(self, product: Product, username: str) -> None:
        self.product, self.cookies = product, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.cookies), AsItComes)
        self.get("/login/")
        signed_in = self.post("/login/", username=username, password=product.passwords[username])
        assert signed_in.status == 302, signed_in.text

    def get(self, path: str) -> Answer:
        return self._ask(Request(self.product.url + path))

    def post(self, path: str, **given: str) -> Answer:
        """NO_ANSWER where the connection broke: what became of it is not known then."""
        (token,) = (cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        return self._ask(
            Request(self.product.url + path, urlencode({"csrfmiddlewaretoken": token, **given}).encode())
        )

    def _ask(self, request: Request) -> Answer:
        with self._opener.open(request, timeout=SECONDS) as response:
            return Answer(response.status, response.read())

    @property
    def filing(self) -> str:
        """The address of the only filing that this person sees."""
        return re.findall(r'href="(/filings/\d+/)', self.get("/filings/").text)[0]

    @property
    def papers(self) -> str:
        """The page with the papers of the filing."""
        return self.get(f"{self.filing}documents/").text

    @property
    def printed(self) -> list[str]:
        """The addresses of the papers that can be downloaded."""
        return re.findall(r'href="(/filings/\d+/documents/\d+/)"', self.papers)

    def wait_for_papers(self, enough: Callable[[int], bool]) -> None:
        """Look at the page now and then, as a person does, until so many papers can be downloaded."""
        wait_until(lambda: enough(len(self.printed)), seconds=PRINT_SECONDS, pause=0.5)

    def cells(self, section: str) -> dict[str, str]:
        """What stands in the boxes of one page."""
        page = self.get(f"{self.filing}{section}/").text
        boxes = re.findall(r"<input\b[^>]*>", page)
        return {_attribute(box, "name"): _attribute(box, "value") for box in boxes}

    def save(self, section: str, seen: str | None = None, **cells: str) -> Answer:
        """Save texts into cells of a page (`/` written as `__`), all of which showed `seen`.

        Without it the page is opened first, as a person does.
        """
        typed = {name.replace("__", "/"): text for name, text in cells.items()}
        page = self.cells(section) if seen is None else {}
        looked = {f"seen:{name}": page.get(f"seen:{name}", seen or "") for name in typed}
        return self.post(f"{self.filing}{section}/", then="save", **typed, **looked)

    def move(self, action: str, **given: str) -> Answer:
        """Press a button of the filing's first page, on the revision that it shows."""
        page = self.get(self.filing).text
        revision = _attribute(re.findall(r'<input\b[^>]*name="revision"[^>]*>', page)[0], "value")
        return self.post(f"{self.filing}move/{action}/", revision=revision, **given)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""
