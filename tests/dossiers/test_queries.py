"""What a person sees and has to do, in how many queries, page by page."""

from datetime import date, timedelta

import pytest

from evaluations.dossiers import queries
from evaluations.dossiers.models import Contribution, Evaluation
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_department,
    make_evaluation,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """Filings of two units of one department, and of another bureau."""
    first = make_evaluation()
    return (
        first,
        make_evaluation(make_unit(first.unit.parent, division=first.unit.division)),
        make_evaluation(),
    )


def place(evaluation: Evaluation, name: str):
    unit = evaluation.unit
    return {"own": unit, "department": unit.parent, "division": unit.division, "bureau": unit.parent.parent}[
        name
    ]


@pytest.mark.parametrize(
    ("role", "where", "seen"),
    [
        (Role.FILER, "own", {0}),
        (Role.UNIT_HEAD, "own", {0}),
        (Role.DEPARTMENT_REVIEWER, "department", {0, 1}),
        (Role.FINANCE_REVIEWER, "division", {0, 1}),
        (Role.FINANCE_REVIEWER, "bureau", {0, 1}),
        (Role.ADMINISTRATOR, "bureau", {0, 1}),
        (Role.AUDITOR, "bureau", {0, 1}),
    ],
)
def test_a_person_sees_what_the_role_gives_and_nothing_else(three, role, where, seen):
    user = make_user(place(three[0], where), role)

    found = {three.index(evaluation) for evaluation in queries.visible_to(user)}

    assert found == seen


def test_a_person_without_a_role_sees_nothing(three):
    assert not queries.visible_to(make_user()).exists()


def move_to(evaluation: Evaluation, status: str, step: str = "") -> None:
    Evaluation.objects.filter(pk=evaluation.pk).update(status=status, step=step)


@pytest.mark.parametrize(
    ("role", "where", "status", "step", "waits"),
    [
        (Role.FILER, "own", "not_started", "", True),
        (Role.FILER, "own", "draft", "", True),
        (Role.FILER, "own", "returned", "", True),
        (Role.FILER, "own", "in_review", "unit_head", False),
        (Role.FILER, "own", "approved", "", False),
        (Role.UNIT_HEAD, "own", "in_review", "unit_head", True),
        (Role.UNIT_HEAD, "own", "in_review", "department", False),
        (Role.UNIT_HEAD, "own", "draft", "", False),
        (Role.DEPARTMENT_REVIEWER, "department", "in_review", "department", True),
        (Role.FINANCE_REVIEWER, "division", "in_review", "division", True),
        (Role.FINANCE_REVIEWER, "division", "in_review", "performance", False),
        (Role.FINANCE_REVIEWER, "bureau", "in_review", "performance", True),
        (Role.FINANCE_REVIEWER, "bureau", "in_review", "division", False),
        (Role.ADMINISTRATOR, "bureau", "in_review", "performance", False),
        (Role.AUDITOR, "bureau", "in_review", "performance", False),
    ],
)
def test_a_filing_waits_for_whoever_can_move_it(three, role, where, status, step, waits):
    move_to(three[0], status, step)
    user = make_user(place(three[0], where), role)

    assert queries.to_do(user).filter(pk=three[0].pk).exists() is waits


def test_what_one_filled_in_does_not_wait_for_the_own_decision(three):
    move_to(three[0], "in_review", "unit_head")
    user = make_user(three[0].unit, Role.UNIT_HEAD)
    Contribution.objects.create(evaluation=three[0], user=user, kind=Contribution.Kind.EDITED)

    assert not queries.to_do(user).exists()


def test_nothing_waits_to_be_filled_in_after_the_year_is_closed():
    evaluation = make_evaluation(cycle_given={"is_open": False})
    user = make_user(evaluation.unit, Role.FILER)

    assert not queries.to_do(user).exists()


def test_states_are_counted_over_what_a_person_sees(three):
    move_to(three[0], "approved")
    user = make_user(place(three[0], "bureau"), Role.AUDITOR)

    assert queries.counts_by_status(user) == {"approved": 1, "not_started": 1}


def many(rows: int):
    """A unit of a bureau with so many filings, due on a few days."""
    bureau = make_bureau()
    unit = make_unit(make_department(bureau))
    for number in range(rows):
        due = date(2022, 4, 1) + timedelta(days=number % 3)
        make_evaluation(unit, cycle=make_cycle(bureau, due_on=due))
    return make_user(bureau, Role.AUDITOR)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_costs_the_same_queries_however_long(rows, django_assert_num_queries):
    user = many(rows)

    with django_assert_num_queries(3):
        shown = [
            (str(row), row.unit.name, row.cycle.name, row.form_version.name, row.unit.department.name)
            for row in queries.page_of(queries.in_lists(user)).rows
        ]

    assert len(shown) == rows


@pytest.mark.parametrize(
    ("role", "where"), [(Role.FILER, "own"), (Role.DEPARTMENT_REVIEWER, "department"), (None, "own")]
)
def test_a_list_shows_what_a_person_may_see(three, role, where):
    user = make_user(place(three[0], where), role) if role else make_user()

    assert set(queries.in_lists(user)) == set(queries.visible_to(user))


def test_pages_show_every_filing_once_in_order():
    user = many(7)

    first = queries.page_of(queries.visible_to(user), size=4)
    second = queries.page_of(queries.visible_to(user), after=first.following, size=4)

    assert first.rows + second.rows == list(queries.visible_to(user).order_by("due_on", "pk"))
    assert (len(first.rows), len(second.rows), second.following) == (4, 3, "")


def test_the_way_back_shows_the_same_pages():
    filings = queries.visible_to(many(9))
    first = queries.page_of(filings, size=4)
    second = queries.page_of(filings, after=first.following, size=4)
    third = queries.page_of(filings, after=second.following, size=4)

    assert queries.page_of(filings, before=third.previous, size=4) == second
    assert queries.page_of(filings, before=second.previous, size=4) == first
    assert (first.previous, third.following) == ("", "")


def test_the_page_before_a_middle_one_leads_further_back():
    filings = queries.visible_to(many(7))
    last = filings.order_by("due_on", "pk").last()

    page = queries.page_of(filings, before=f"{last.due_on}.{last.pk}", size=3)

    assert page.rows == list(filings.order_by("due_on", "pk"))[3:6]
    assert (
        queries.page_of(filings, before=page.previous, size=3).rows
        == list(filings.order_by("due_on", "pk"))[:3]
    )
    assert queries.page_of(filings, after=page.following, size=3).rows == [last]


def test_back_to_less_than_a_page_is_the_first_page():
    filings = queries.visible_to(many(5))
    second = list(filings.order_by("due_on", "pk"))[1]

    page = queries.page_of(filings, before=f"{second.due_on}.{second.pk}", size=4)

    assert page == queries.page_of(filings, size=4)


def test_a_page_after_the_last_row_leads_back():
    filings = queries.visible_to(many(2))
    last = filings.order_by("due_on", "pk").last()

    page = queries.page_of(filings, after=f"{last.due_on}.{last.pk}")

    assert (page.rows, page.following) == ([], "")
    assert len(queries.page_of(filings, before=page.previous).rows) == 2


@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.parametrize(
    "cursor", ["", "x", "2022-13-01.1", "2022-04-01", "2022-04-01.-1", "9" * 500, "２０２２.1"]
)
def test_a_cursor_that_is_none_starts_at_the_beginning(cursor, way):
    user = many(1)

    assert len(queries.page_of(queries.visible_to(user), **{way: cursor}).rows) == 1


def test_counting_ends_where_nobody_needs_the_exact_number(three, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED", 1)
    user = make_user(place(three[0], "bureau"), Role.AUDITOR)

    assert queries.counts_by_status(user) == {"not_started": 1}


@pytest.mark.sqlite
@pytest.mark.parametrize("role", [Role.FILER, Role.AUDITOR])
@pytest.mark.parametrize("status", ["", "draft"])
def test_a_list_is_read_in_the_order_of_an_index(three, role, status):
    """Nothing is sorted, so a page costs the same among a million filings."""
    filings = queries.in_lists(make_user(place(three[0], "own" if role == Role.FILER else "bureau"), role))
    chosen = filings.filter(status=status) if status else filings

    plan = chosen.order_by("due_on", "pk")[:31].explain()

    assert "TEMP B-TREE" not in plan
