"""A department with a filing of one of its units, the people around it, and who is signed in as them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.dossiers.lives import Life, begin
from tests.dossiers.pages.conftest import signed_in


@pytest.fixture
def life(db) -> Life:
    return begin()


@pytest.fixture
def reviewer(life):
    """Whoever reviews for the department."""
    return signed_in(life.people["department"])


def at(name: str, life: Life) -> str:
    """The address of a page of the department."""
    return reverse(name, args=[life.evaluation.cycle_id, life.evaluation.unit.parent_id])
