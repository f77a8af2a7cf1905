"""The text menu: each app adds its entries in `AppConfig.ready`, so that nobody imports upwards.

navigation.register(Entry(label="自评填报", url_name="evaluation_list", roles=FILERS, order=20))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

EVERYBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Entry:
    """One word of the menu. `roles` are values of Membership.Role; none means everybody signed in."""

    label: str
    url_name: str
    roles: frozenset[str] = EVERYBODY
    order: int = 50


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add `entry` to the menu; a second one with the same `url_name` replaces the first."""
    _entries[entry.url_name] = entry


def links(roles: Iterable[str], path: str) -> list[Link]:
    """Return the menu for `roles` on the page at `path`; the longest address that fits is the current one."""
    held = set(roles)
    open_to = [entry for entry in _entries.values() if not entry.roles or entry.roles & held]
    found = [(entry.label, _url(entry)) for entry in sorted(open_to, key=lambda entry: entry.order)]
    urls = [url for _, url in found if url and (path == url or (url != "/" and path.startswith(url)))]
    current = max(urls, key=len, default=None)
    return [Link(label, url, url == current) for label, url in found if url]


def _url(entry: Entry) -> str:
    """An entry whose page is not installed is left out."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""
