"""A department with a filing of one of its units, the people around it, and who is signed in as them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.urls import reverse

from evaluations.dossiers.models import Evaluation
from tests.dossiers.lives import Life, begin
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_evaluation, make_unit, make_user


@pytest.fixture
def life(db) -> Life:
    return begin()


@pytest.fixture
def reviewer(life):
    """Whoever reviews for the department."""
    return signed_in(life.people["department"])


@pytest.fixture
def waiting(life) -> Evaluation:
    """The filing as it waits for the department."""
    return Evaluation.objects.get(pk=life.to("unit_head").evaluation.pk)


@pytest.fixture
def second(life, waiting) -> Evaluation:
    """One of another unit of the department, which waits too."""
    unit = make_unit(life.evaluation.unit.parent, division=life.evaluation.unit.division)
    people = life.people | {
        "filer": make_user(unit, Role.FILER),
        "unit_head": make_user(unit, Role.UNIT_HEAD),
    }
    other = Life(make_evaluation(unit, cycle=life.evaluation.cycle), people)
    return Evaluation.objects.get(pk=other.to("unit_head").evaluation.pk)


def at(name: str, life: Life) -> str:
    """The address of a page of the department."""
    return reverse(name, args=[life.evaluation.cycle_id, life.evaluation.unit.parent_id])


def ticks(*filings: Evaluation, was: Sequence[Evaluation] = ()) -> dict[str, Any]:
    """What the page posts when these are ticked and `was` had been."""
    return {
        "marked": [filing.pk for filing in filings],
        "was": [filing.pk for filing in was],
        **{f"revision-{filing.pk}": filing.revision for filing in filings},
    }


def stands(filing: Evaluation) -> tuple[str, str]:
    return Evaluation.objects.values_list("status", "step").get(pk=filing.pk)
