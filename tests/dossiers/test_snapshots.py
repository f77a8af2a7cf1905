"""What reviewers see and what is printed is what was filed."""

import pytest

from core.workflow import Action
from documents.sources import snapshot_of
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import snapshot
from tests.dossiers.lives import Life, begin

pytestmark = pytest.mark.django_db


def filed_and_renamed() -> Life:
    life = begin().to()
    life.evaluation.unit.name = "更名后的单位"
    life.evaluation.unit.save()
    return life


def now(life: Life) -> Evaluation:
    return Evaluation.objects.get(pk=life.evaluation.pk)


def test_a_filed_table_keeps_the_name_under_which_it_was_filed():
    life = filed_and_renamed()

    shown = snapshot(now(life))

    assert shown == snapshot_of(now(life).submissions.get().frozen)
    assert shown.identity.unit_name != "更名后的单位"


def test_a_returned_table_takes_the_new_name():
    life = filed_and_renamed()

    life.move(Action.RETURN, "unit_head", reason="请更正单位名称")

    assert snapshot(now(life)).identity.unit_name == "更名后的单位"
