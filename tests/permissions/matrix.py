"""The cells (role × request × state) that exist, from the addresses, and the answers written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from django.urls import URLPattern, get_resolver

from core.workflow import Action

TABLE = Path(__file__).parents[1] / "permissions.tsv"
ROLES = (
    *("nobody", "stranger", "filer", "unit_head", "department", "division", "performance"),
    *("administrator", "auditor", "contributor", "filer_other", "department_other", "division_other"),
    *("performance_other", "administrator_other", "auditor_other"),
)
STATES = (
    *("not_started", "draft", "unit_head", "department", "division", "performance"),
    *("returned", "approved", "archived", "exempt"),
)
ANYTIME = "-"
METHODS = ("GET", "POST")
OF_A_UNIT = (
    *("dossiers", "dossier", "dossier_check", "dossier_submit", "dossier_fill", "dossier_papers"),
    *("dossier_funds", "dossier_funds_autosave", "dossier_funds_paste"),
    *("dossier_letter", "dossier_letter_states", "dossier_archive"),
    *("dossier_paper_states", "dossier_print", "dossier_paper", "signing", "signed_scan", "signed_void"),
    *("grants", "grant_revoke"),
)
"""Addresses of all filings of a unit and year together."""
FORGED = ("destroy", "delete")
Cell = tuple[str, str, str]


def addresses() -> set[str]:
    """Every name of an address, with its namespace but for those of the filing."""
    return {name.removeprefix("dossiers:") if name != "dossiers:home" else name for name in _names()}


def _names(patterns: object = None, space: str = "") -> Iterator[str]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _names(entry.url_patterns, inner)


def is_of_a_filing(name: str) -> bool:
    """Whether the address is one of a filing, so that its state matters."""
    patterns = get_resolver().reverse_dict if name in get_resolver().reverse_dict else None
    if patterns is not None or name in ("list", "dossiers:home", *OF_A_UNIT):
        return False
    return name.split(":")[0] in addresses()


def requests_of(name: str) -> list[str]:
    """The requests to one address; 办理 has one for each action, and for words that are none."""
    if name != "move":
        return [f"{method} {name}" for method in METHODS]
    return [f"POST move:{action}" for action in (*Action, *FORGED)] + [f"GET move:{Action.APPROVE}"]


def cells(wrong: frozenset[str]) -> Iterator[Cell]:
    """Every cell. A request in the wrong way (`wrong`) is the same in every state: once for each role."""
    for name in sorted(addresses()):
        for request in requests_of(name):
            states = STATES if is_of_a_filing(name) and request not in wrong else (ANYTIME,)
            yield from product(ROLES, [request], states)


@dataclass
class Table:
    """The answers by cell. `overlaps`: cells that two lines meet; `groups`: what a line may name."""

    answers: dict[Cell, str] = field(default_factory=dict)
    overlaps: list[Cell] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def add(self, line: str) -> None:
        roles, requests, states, answer = line.split("\t")
        for cell in product(
            *(
                self.named(part, everything)
                for part, everything in ((roles, ROLES), (requests, ()), (states, STATES))
            )
        ):
            if cell in self.answers:
                self.overlaps.append(cell)
            self.answers[cell] = answer

    def named(self, text: str, everything: tuple[str, ...]) -> list[str]:
        if text == "*":
            return list(everything)
        return [name for part in text.split("|") for name in self.groups.get(part, [part])]


def read(text: str) -> Table:
    """Read the table; ValueError for a line that is none."""
    table = Table()
    for line in text.splitlines():
        if line.startswith("="):
            name, members = line.removeprefix("=").split("\t")
            table.groups[name] = members.split("|")
        elif line and not line.startswith("#"):
            table.add(line)
    return table
