"""Two uploads at the same moment into the last room: one comes in. Without the lock on the unit, both do."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.db.models import QuerySet

from accounts.models import Unit
from evaluations.dossiers.models import Evaluation, Evidence
from evaluations.dossiers.services import evidence
from foundation.intake.refusal import RefusedFile
from tests.dossiers.evidence import bring
from tests.dossiers.races.test_races import both
from tests.factories import Role, make_cycle, make_evaluation, make_unit, make_user
from tests.foundation.intake import foreign

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 12
CONTENTS = [foreign.pdf_about(words) for words in ("甲", "乙")]


@pytest.fixture
def room_for_one(settings, monkeypatch):
    """A unit may keep one of the two files. The child process is not asked here: it takes its time."""
    monkeypatch.setattr(evidence, "MB", 1)
    settings.EVIDENCE_UNIT_MB = len(CONTENTS[0]) + 10
    settings.EVIDENCE_FILING_MB = 10**9
    monkeypatch.setattr(evidence, "admit", lambda file, name: None)


def duel(filings: list[Evaluation], person) -> str:
    """Both at once; how it ended."""
    Evidence.objects.all().delete()
    results = both(*(lambda at=at: bring(filings[at], person, content=CONTENTS[at]) for at in (0, 1)))
    kinds = sorted(type(result).__name__ for result in results)
    return f"{', '.join(kinds)}: {Evidence.objects.count()} kept"


@pytest.fixture
def filings():
    """Two filings of one unit, so that no guard of a single filing helps."""
    unit = make_unit()
    cycle = make_cycle(unit.parent.parent)
    person = make_user(unit, Role.FILER)
    return [make_evaluation(unit, cycle=cycle) for _ in range(2)], person


@pytest.mark.usefixtures("room_for_one")
def test_the_last_room_is_given_once(filings):
    counted = Counter(duel(*filings) for _ in range(ROUNDS))

    assert counted == {f"Evidence, {RefusedFile.__name__}: 1 kept": ROUNDS}


@pytest.mark.usefixtures("room_for_one")
def test_without_the_lock_the_last_room_is_given_twice(filings, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda units, **given: units)
    assert Unit.objects.select_for_update().exists()
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")

    counted = Counter(duel(*filings) for _ in range(2 * ROUNDS))

    assert counted != {f"Evidence, {RefusedFile.__name__}: 1 kept": 2 * ROUNDS}
