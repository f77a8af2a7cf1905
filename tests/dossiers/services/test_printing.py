"""Any state prints at once; what is asked for twice is made once."""

import pytest

from documents.models import RenderedDocument
from evaluations.dossiers.services.printing import print_now
from tests.dossiers.lives import ALL, begin

pytestmark = pytest.mark.django_db


def test_a_draft_prints_for_signature():
    life = begin()

    mark = print_now(life.evaluation, by=life.people["filer"])

    assert (mark.label, mark.documents.count()) == ("for_signature", 4)


def test_an_approved_filing_prints_as_final():
    life = begin().to(*ALL)

    assert print_now(life.evaluation, by=life.people["filer"]).label == "final"


def test_a_second_click_asks_for_nothing_new():
    life = begin()
    first = print_now(life.evaluation, by=life.people["filer"])

    assert print_now(life.evaluation, by=life.people["unit_head"]) == first
    assert RenderedDocument.objects.count() == 4
