"""Two administrators issue at the same moment: both get through, whatever units they share (D13)."""

from __future__ import annotations

import pytest

from accounts.models import Unit
from evaluations.cycles.models import CycleForm
from evaluations.dossiers.issuing import issue
from tests.dossiers.races.test_races import both
from tests.factories import make_bureau, make_cycle, make_form_version, make_project, make_unit

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DUELS = 8


def issued_at_once(used: CycleForm, first: Unit, shared: Unit) -> list[int]:
    """One issues to both units, the other to the second alone; how many filings each opened."""
    wide = [f"project-{make_project(unit).pk}" for unit in (first, shared)]
    narrow = [f"project-{make_project(shared).pk}"]
    results = both(lambda: issue(used, wide, by=None), lambda: issue(used, narrow, by=None))
    return [len(result) if isinstance(result, list) else repr(result) for result in results]


def test_units_in_common_stop_nobody():
    bureau = make_bureau()
    units = [make_unit(bureau), make_unit(bureau)]
    used = CycleForm.objects.create(
        cycle=make_cycle(bureau), scope="project", form_version=make_form_version()
    )

    assert [issued_at_once(used, *units) for _ in range(DUELS)] == [[2, 1]] * DUELS
