"""Two people order the papers of one set at the same moment: one set of papers, and nobody is turned away."""

from __future__ import annotations

import pytest

from documents.models import FrozenSet, RenderedDocument, SetPaper, SetPart
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Printing, SetPrinting
from evaluations.dossiers.services.set_printing import print_all
from foundation.jobs.models import Job
from tests.dossiers.lives import begin
from tests.dossiers.races.test_races import both
from tests.factories import fill_in, make_evaluation

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DUELS = 6
KEPT = (FrozenSet, SetPrinting, SetPaper, SetPart, Printing, RenderedDocument, Job)


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def left_by(*orders: str) -> list[int]:
    """How many rows of each kind are there more, once these people ordered: both at once, or one alone."""
    life = begin()
    second = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    for filing in (life.evaluation, second):
        fill_in(filing, life.people["filer"])
    before = counts()
    people = [life.people[who] for who in orders]
    whole = dossier_of(people[0], life.evaluation.cycle_id, life.evaluation.unit_id)
    assert whole is not None
    if len(people) == 1:
        results = [print_all(whole, by=people[0])]
    else:
        results = both(*((lambda by=by: print_all(whole, by=by)) for by in people))
    assert {type(result) for result in results} == {SetPrinting}, results
    assert len({result.pk for result in results}) == 1
    return [after - first for after, first in zip(counts(), before, strict=True)]


def test_of_two_orders_at_once_as_much_is_left_as_of_one():
    alone = left_by("filer")

    assert [left_by("filer", "performance") for _ in range(DUELS)] == [alone] * DUELS
