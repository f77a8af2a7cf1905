"""Any state prints at once; what is asked for twice is made once."""

import pytest

from documents.models import RenderedDocument
from evaluations.dossiers.services.printing import print_now
from foundation.jobs.models import Job
from tests.dossiers.lives import ALL, begin

pytestmark = pytest.mark.django_db


def test_a_draft_prints_for_signature():
    life = begin()

    mark = print_now(life.evaluation, by=life.people["filer"])

    assert (mark.label, mark.documents.count()) == ("for_signature", 4)


def test_an_approved_filing_prints_as_final():
    life = begin().to(*ALL)

    assert print_now(life.evaluation, by=life.people["filer"]).label == "final"


def test_the_final_paper_is_what_was_approved_though_the_unit_is_renamed():
    life = begin().to(*ALL)
    life.evaluation.unit.name = "更名后的单位"
    life.evaluation.unit.save()

    mark = print_now(life.evaluation, by=life.people["filer"])

    assert (mark.label, mark.frozen) == ("final", life.evaluation.moves.last().frozen)


def test_a_second_click_asks_for_nothing_new():
    life = begin()
    first = print_now(life.evaluation, by=life.people["filer"])

    assert print_now(life.evaluation, by=life.people["unit_head"]) == first
    assert RenderedDocument.objects.count() == 4


def test_a_second_click_tries_again_what_failed():
    life = begin()
    print_now(life.evaluation, by=life.people["filer"])
    done, *failed = Job.objects.order_by("pk")
    Job.objects.filter(pk=done.pk).update(state="done")
    Job.objects.exclude(pk=done.pk).update(state="failed", reason="生成超过60秒，已停止。")

    print_now(life.evaluation, by=life.people["filer"])

    states = Job.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", *["queued"] * len(failed)]
