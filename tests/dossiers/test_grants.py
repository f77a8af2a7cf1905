"""代填: what a grant lets the people of the department see and do, and when it ends."""

from datetime import date

import pytest
from django.utils import timezone

from core.workflow import Capacity
from evaluations.dossiers import permissions, queries
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.grants import grant_on
from evaluations.dossiers.models import FillingGrant
from evaluations.dossiers.services.granting import revoke_filling
from tests.dossiers.consolidated import issue_one
from tests.dossiers.granted import LAST_DAY, begin_granted, grant
from tests.dossiers.lives import begin
from tests.factories import Role, make_department, make_evaluation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    return begin_granted()


def seen_everywhere(user):
    """What each list of this person holds."""
    lists = (queries.visible_to, queries.to_do, queries.in_lists)
    return [list(found(user)) for found in lists], queries.counts_by_status(user)


def test_the_departments_filer_sees_what_was_granted_and_nothing_else(life):
    user = life.people["stand_in"]
    make_evaluation(cycle=life.evaluation.cycle, unit=life.evaluation.unit.parent.parent)

    assert seen_everywhere(user) == ([[life.evaluation]] * 3, {"not_started": 1})


def test_without_a_grant_the_departments_filer_sees_nothing_of_a_unit():
    life = begin()
    user = make_user(life.evaluation.unit.parent, Role.FILER)

    assert seen_everywhere(user) == ([[]] * 3, {})


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("stand_in", {Capacity.FILER}),
        ("department", {Capacity.FILER, Capacity.DEPARTMENT}),
        ("unit_head", {Capacity.UNIT_HEAD}),
        ("division", {Capacity.DIVISION}),
    ],
)
def test_a_grant_is_for_filers_and_reviewers_of_the_department(life, who, expected):
    assert permissions.capacities(life.people[who], life.evaluation) == expected


def test_the_head_of_the_department_does_not_fill_in(life):
    user = make_user(life.evaluation.unit.parent, Role.UNIT_HEAD)

    assert permissions.capacities(user, life.evaluation) == frozenset()


def test_a_grant_of_one_filing_is_of_that_one_alone():
    life = begin()
    user = make_user(life.evaluation.unit.parent, Role.FILER)
    other = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    grant(life.evaluation, life.people["filer"], evaluation=life.evaluation)

    assert list(queries.visible_to(user)) == [life.evaluation]
    assert grant_on(other) is None


def test_a_grant_is_of_its_year_alone(life):
    next_year = make_evaluation(life.evaluation.unit)

    assert permissions.capacities(life.people["stand_in"], next_year) == frozenset()


@pytest.mark.parametrize(("day", "fills_in"), [(date(2099, 12, 31), True), (date(2100, 1, 1), False)])
def test_a_grant_holds_to_its_last_day(life, day, fills_in):
    found = permissions.capacities(life.people["stand_in"], life.evaluation, day)

    assert (Capacity.FILER in found) is fills_in


def test_a_grant_that_was_taken_back_lets_nobody_in(life):
    whole = dossier_of(life.people["filer"], life.evaluation.cycle_id, life.evaluation.unit_id)
    revoke_filling(whole, FillingGrant.objects.get(), by=life.people["filer"])

    assert seen_everywhere(life.people["stand_in"]) == ([[]] * 3, {})


def test_a_grant_ends_where_the_unit_comes_under_another_department(life):
    unit = life.evaluation.unit
    unit.department = make_department(unit.parent.parent)
    unit.save()

    assert not queries.visible_to(life.people["stand_in"]).exists()
    assert grant_on(life.evaluation) is None


def test_a_unit_that_is_its_own_department_has_no_grant(life):
    life.evaluation.unit.department = life.evaluation.unit

    assert grant_on(life.evaluation) is None


def test_what_was_filed_waits_for_nobody_who_stands_in(life):
    life.to()

    assert not queries.to_do(life.people["stand_in"]).exists()


def test_a_part_of_a_consolidated_filing_is_filled_in_where_its_unit_grants_it():
    work = issue_one()
    part, filer, reviewer = work.east, work.people["east"], work.people["department"]
    assert part not in queries.visible_to(reviewer)

    grant(part, filer, until=LAST_DAY)

    assert part in queries.visible_to(reviewer)
    assert permissions.capacities(reviewer, part) == {Capacity.FILER}


def test_the_day_of_the_grant_itself_counts():
    life = begin()
    grant(life.evaluation, life.people["administrator"], until=timezone.localdate())

    assert grant_on(life.evaluation) is not None


def test_of_nothing_nobody_fills_in_anything(life):
    assert permissions.fills_in(life.people["filer"], []) == frozenset()
