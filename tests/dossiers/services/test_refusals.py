"""What was refused is on the record, after the rollback."""

import pytest
from django.db import transaction

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Move
from evaluations.dossiers.services.refusals import log_refusal
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_refusal_is_one_line_and_no_move():
    life = begin()

    with pytest.raises(NotAllowed) as refusal:
        life.move(Action.APPROVE, "filer")
    log_refusal(life.evaluation, Action.APPROVE, refusal.value, by=life.people["filer"])

    event = AuditEvent.objects.get(result="refused")
    assert (event.action, event.detail["原因"]) == ("approve", refusal.value.sentence)
    assert not Move.objects.exists()


def test_inside_a_transaction_it_would_be_lost_and_is_an_error():
    life = begin()

    with pytest.raises(RuntimeError), transaction.atomic():
        log_refusal(life.evaluation, "approve", Stale(), by=life.people["filer"])
