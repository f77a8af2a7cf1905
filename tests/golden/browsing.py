"""A browser without scripts: draws a page, fills in one of its forms, sends what a browser would send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from accounts.models import User


@dataclass
class DrawnForm:
    """One form: what it sends untouched, and its boxes that are not ticked with what they would send."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)


class Drawn(HTMLParser):
    """The forms of a page, and the texts that stand where nothing can be typed, by their id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[DrawnForm] = []
        self.texts: dict[str, str] = {}
        self._select = ""
        self._text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append(DrawnForm(given["action"]))
        elif tag == "input" and given.get("name"):
            self._input(given)
        elif tag in ("select", "datalist"):
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            self._option(given)
        elif tag in ("textarea", "span"):
            self._name, self._text = given.get("name") or given.get("id", ""), []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.forms[-1].fields[self._name] = "".join(self._text).removeprefix("\n")
        elif tag == "span":
            self.texts[self._name] = "".join(self._text)

    def _option(self, given: Mapping[str, str]) -> None:
        """The first one is sent unless another is selected."""
        if "selected" in given or self._select not in self.forms[-1].fields:
            self.forms[-1].fields[self._select] = given["value"]

    def _input(self, given: Mapping[str, str]) -> None:
        form, is_box = self.forms[-1], given.get("type") == "checkbox"
        into = form.boxes if is_box and "checked" not in given else form.fields
        into[given["name"]] = given.get("value", "on" if is_box else "")


def signed_in(person: User) -> Client:
    """A client that is held to the token of each form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def draw(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def form_on(page: str, action: str) -> DrawnForm:
    """The one form of the page that is sent to `action`."""
    (form,) = [form for form in Drawn(page).forms if form.action == action]
    return form


def send(client: Client, form: DrawnForm, typed: Mapping[str, str], button: Mapping[str, str]) -> Any:
    """Type into fields and tick boxes that the form has, press a button that says `button`."""
    known = form.fields | form.boxes
    assert set(typed) <= set(known), set(typed) - set(known)
    assert all(form.boxes.get(name, text) == text for name, text in typed.items())
    sent = {name: text.replace("\n", "\r\n") for name, text in {**form.fields, **typed, **button}.items()}
    response = client.post(form.action, sent)
    assert response.status_code == 302, _refusals(response.content.decode())
    return response


def _refusals(page: str) -> list[str]:
    """What a page says about what it did not take."""
    return re.findall(r'role="alert".*?</ul>|invalid-feedback.*?</', page, re.DOTALL)
