"""A text whose placed figures changed after it was written is to be read again."""

from __future__ import annotations

import pytest

from core.filing import cells
from evaluations.dossiers.beside import context_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services import rereading
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.rereading import reread
from evaluations.dossiers.snapshots import remembering, snapshot
from foundation.audit.models import AuditEvent
from tests.dossiers.services.saving import save
from tests.factories import Role, make_user

pytestmark = pytest.mark.django_db
TEXT = cells.report("s1")
PLACED = "全年支出⟦funds/total/executed⟧万元。"


def stale(evaluation):
    """What is told of placed figures: what they were, what they are, how they stand in the print."""
    done = check(Evaluation.objects.get(pk=evaluation.pk))
    return [
        (one.expected, one.found, done.snapshot.typed(TEXT)[slice(*one.spans[0])])
        for one, _ in done.found
        if one.check == "M13"
    ]


@pytest.fixture
def written(evaluation, filer):
    save(evaluation, filer, funds__total__executed=("", "650.00"))
    save(evaluation, filer, report__s1=("", PLACED))
    return evaluation


@pytest.fixture
def moved(written, filer):
    save(written, filer, funds__total__executed=("650.00", "701.23"))
    return written


def test_a_text_is_fresh_when_it_is_written(written):
    assert stale(written) == []


def test_a_changed_cell_makes_it_stale(moved):
    assert stale(moved) == [("650.00", "701.23", "701.23")]


def test_the_save_that_changes_the_cell_tells_it(written, filer):
    saved = save(written, filer, funds__total__executed=("650.00", "701.23"))

    assert [one.check for one, _ in saved.checked.found if one.check == "M13"] == ["M13"]


def test_another_cell_does_not(written, filer):
    save(written, filer, goals__1__actual=("", "完成"))

    assert stale(written) == []


def test_it_is_fresh_again_when_the_cell_is_what_it_was(moved, filer):
    save(moved, filer, funds__total__executed=("701.23", "650.00"))

    assert stale(moved) == []


def test_it_is_fresh_again_when_the_text_is_changed(moved, filer):
    save(moved, filer, report__s1=(PLACED, PLACED + "比上年多。"))

    assert stale(moved) == []


def test_it_is_fresh_again_when_it_was_read(moved, filer):
    reread(moved, TEXT, by=filer)

    assert stale(moved) == []
    assert Evaluation.objects.get(pk=moved.pk).hints == check(moved).columns["hints"]
    assert AuditEvent.objects.latest("pk").action == "重读正文"


def test_the_next_change_is_told_from_what_was_read(moved, filer):
    reread(moved, TEXT, by=filer)

    save(moved, filer, funds__total__executed=("701.23", "800"))

    assert stale(moved) == [("701.23", "800", "800")]


def test_what_was_submitted_stale_is_told_of_what_was_submitted(moved):
    read = remembering(moved, snapshot(moved))

    assert [one.before for one in context_of(moved, read).moved] == ["650.00"]


def test_a_text_that_places_nothing_has_nothing_to_be_read_for(evaluation, filer):
    save(evaluation, filer, report__s1=("", "正文。"))
    before = Evaluation.objects.get(pk=evaluation.pk).revision

    reread(evaluation, TEXT, by=filer)

    assert Evaluation.objects.get(pk=evaluation.pk).revision == before


def test_who_may_not_fill_it_in_may_not_read_it_for_the_filer(moved):
    reviewer = make_user(moved.unit, Role.UNIT_HEAD)

    with pytest.raises(NotAllowed):
        reread(moved, TEXT, by=reviewer)

    assert stale(moved)


def test_nothing_is_taken_for_read_where_somebody_wrote_meanwhile(moved, filer, monkeypatch):
    monkeypatch.setattr(rereading, "compare_and_set", lambda seen, **columns: False)

    with pytest.raises(Stale):
        reread(moved, TEXT, by=filer)

    assert stale(moved)


def test_who_reads_again_has_contributed_and_decides_on_nothing(moved):
    person = make_user(moved.unit, Role.FILER)

    reread(moved, TEXT, by=person)

    assert moved.contributions.filter(user=person).exists()
