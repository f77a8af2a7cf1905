"""The forms on which a foreign file can be read: those that are released, and those that ship with us."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from core.filing.form import FormDefinition
from documents.models import FormVersion
from documents.services import form_of
from indicators import catalogue


def forms() -> list[FormDefinition]:
    """Of every code the version that was released last, else the one of the catalogue; latest year first."""
    known = {form.code: form for form in map(_shipped, catalogue.available())}
    known |= {form.code: form for form in _released()}
    return sorted(known.values(), key=lambda form: (-form.year, form.place, form.code))


def shipped() -> list[FormDefinition]:
    """Those of the catalogue alone: what there is where no database answers."""
    return [_shipped(path) for path in catalogue.available()]


def _released() -> Iterable[FormDefinition]:
    return [form_of(version) for version in FormVersion.objects.order_by("version")]


@lru_cache(maxsize=64)
def _shipped(path: Path) -> FormDefinition:
    """A file of the product, which does not change while it runs."""
    return catalogue.read(path)
