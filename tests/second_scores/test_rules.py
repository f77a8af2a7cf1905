"""复核口径: who keeps it, also by the service alone, and two who are the first."""

from __future__ import annotations

import pytest

from evaluations.dossiers.exceptions import NotAllowed
from evaluations.second_scores.models import ReviewRules, usual_rules
from evaluations.second_scores.services.rules import keep_rules
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin


@pytest.fixture
def usual(life):
    return usual_rules(life.evaluation.cycle.bureau_id)


@pytest.mark.parametrize("who", ["division", "administrator", "filer", "another"])
def test_the_service_asks_by_itself_who_may(life, usual, who):
    people = {**life.people, "another": begin().people["performance"]}

    with pytest.raises(NotAllowed) as refusal:
        keep_rules(usual, by=people[who])

    assert (refusal.value.http_status, ReviewRules.objects.exists()) == (403, False)


def test_of_two_who_are_the_first_the_later_one_is_kept(life, usual):
    later = usual_rules(usual.bureau_id)
    later.opinion = "后写的。"
    for one in (usual, later):
        keep_rules(one, by=life.people["performance"])

    assert ReviewRules.objects.get().opinion == "后写的。"
    assert AuditEvent.objects.filter(action="保存复核口径").count() == 2
