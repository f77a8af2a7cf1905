"""One approved filing, drawn, with the people around it."""

from __future__ import annotations

import pytest

from evaluations.second_scores.models import SampledFiling
from tests.dossiers.lives import ALL, Life, begin
from tests.second_scores.sampled import drawn


@pytest.fixture
def life(db) -> Life:
    return begin().to(*ALL)


@pytest.fixture
def filing(life) -> SampledFiling:
    return drawn(life)


@pytest.fixture
def desk(client, life):
    """A browser in which 绩效股 is signed in."""
    client.force_login(life.people["performance"])
    return client
