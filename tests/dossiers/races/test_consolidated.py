"""The whole is filed at the moment in which a part of it is reopened: one wins, the other is told (D13)."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from tests.dossiers.consolidated import issue_one
from tests.dossiers.races.test_races import both, outcome

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DUELS = 8


def duel() -> str:
    one = issue_one()
    one.approve("east", "west").fill_whole()
    whole, part = Evaluation.objects.get(pk=one.whole.pk), Evaluation.objects.get(pk=one.east.pk)
    results = both(
        lambda: make_move(whole, Action.SUBMIT, by=one.people["filer"], revision=whole.revision),
        lambda: make_move(
            part, Action.REOPEN, by=one.people["head"], revision=part.revision, reason="数据有误"
        ),
    )
    filed = Evaluation.objects.get(pk=whole.pk).status == "in_review"
    settled = Evaluation.objects.get(pk=part.pk).status == "approved"
    return f"{outcome(results)} {filed is settled}"


def test_a_whole_is_never_filed_over_a_part_that_was_reopened():
    assert {duel() for _ in range(DUELS)} == {"one True"}
