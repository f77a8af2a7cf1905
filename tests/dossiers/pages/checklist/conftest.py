"""A unit with one task, and a project of it that has none."""

from __future__ import annotations

import pytest

from evaluations.projects.models import Project
from tests.dossiers.lives import Life, begin
from tests.factories import make_project


@pytest.fixture
def life() -> Life:
    return begin()


@pytest.fixture
def project(life) -> Project:
    """A project of the unit without a task."""
    return make_project(life.evaluation.unit)
