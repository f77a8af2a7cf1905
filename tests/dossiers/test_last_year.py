"""Which filing is the one of the year before."""

from __future__ import annotations

import pytest

from accounts.models import Membership
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import picture
from tests.dossiers.earlier import file_last_year, open_last_year
from tests.factories import (
    fill_in,
    make_cycle,
    make_evaluation,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing() -> Evaluation:
    return make_evaluation()


def number_of(filing):
    before = filed_before(filing)
    return before.snapshot.identity.number if before else None


def test_it_is_what_the_unit_filed_on_the_project(filing):
    earlier = file_last_year(filing)

    assert number_of(filing) == earlier.number


def test_it_stays_the_one_when_it_was_returned(filing):
    earlier = file_last_year(filing)
    Evaluation.objects.filter(pk=earlier.pk).update(status="returned", step="")

    assert number_of(filing) == earlier.number


def test_a_draft_is_nobodys_to_take_over(filing):
    open_last_year(filing)

    assert number_of(filing) is None


def test_another_project_is_none(filing):
    file_last_year(filing, project=make_project(filing.unit))

    assert number_of(filing) is None


def test_another_unit_is_none(filing):
    file_last_year(filing, unit=make_unit(filing.unit.parent, division=filing.unit.division))

    assert number_of(filing) is None


def test_another_year_is_none(filing):
    file_last_year(filing)
    later = make_cycle(filing.cycle.bureau, data_year=2022, work_year=2023)
    after_next = make_evaluation(filing.unit, project=filing.project, cycle=later)

    assert number_of(after_next) is None


def test_another_form_is_looked_at_only_where_there_is_none_on_the_same(filing):
    other = file_last_year(filing, form=small_form(code="other"))
    alone = number_of(filing)
    same = file_last_year(filing)
    file_last_year(filing, form=small_form(code="third"))

    assert (alone, number_of(filing)) == (other.number, same.number)


def test_a_whole_unit_has_its_own(filing):
    earlier = file_last_year(filing)
    Evaluation.objects.filter(pk=filing.pk).update(project=None)
    of_a_project = number_of(Evaluation.objects.get(pk=filing.pk))

    Evaluation.objects.filter(pk=earlier.pk).update(project=None)

    assert (of_a_project, number_of(Evaluation.objects.get(pk=filing.pk))) == (None, earlier.number)


def test_it_costs_one_query(filing, django_assert_num_queries):
    file_last_year(filing)

    with django_assert_num_queries(1):
        filed_before(filing)


def test_what_was_typed_by_hand_is_not_taken_over(filing):
    fill_in(filing, make_user(filing.unit, Membership.Role.FILER))

    assert picture(filing).taken_over == frozenset()
