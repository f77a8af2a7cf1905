"""全部报送: each by itself; what is refused changes nothing and stops nobody else."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.together import move_each
from foundation.audit.models import AuditEvent
from tests.factories import fill_in, make_evaluation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(evaluation, filer):
    """An empty filing and one with everything filled in, as (filing, revision)."""
    ready = make_evaluation(evaluation.unit, cycle=evaluation.cycle)
    for filing in (evaluation, ready):
        fill_in(filing, filer, {"header/filer": "李雷"})
    fill_in(ready, filer)
    return [(filing, Evaluation.objects.get(pk=filing.pk).revision) for filing in (evaluation, ready)]


def test_one_refusal_does_not_stop_the_other(two, filer):
    empty, ready = move_each(two, Action.SUBMIT, by=filer)

    assert "必改项" in empty.refused.sentence
    assert ready.refused is None
    assert list(Evaluation.objects.order_by("pk").values_list("status", flat=True)) == ["draft", "in_review"]


def test_what_was_refused_is_in_the_log(two, filer):
    move_each(two, Action.SUBMIT, by=filer)

    refused = AuditEvent.objects.get(result="refused")
    assert refused.action == "submit"


def test_a_filing_that_moved_on_meanwhile_is_refused_as_stale(two, filer):
    move_each(two[1:], Action.SUBMIT, by=filer)

    (again,) = move_each(two[1:], Action.SUBMIT, by=filer)

    assert again.refused.http_status == 409
