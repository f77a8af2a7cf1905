from datetime import date

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts import queries
from accounts.models import Membership, User
from tests.factories import make_bureau, make_department, make_division, make_membership, make_unit, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def county():
    """A bureau, two departments with a unit each; the division looks after the first."""
    bureau = make_bureau(code="44", name="局")
    division = make_division(bureau, code="01", name="股")
    mine = make_department(bureau, code="30", name="甲局", division=division)
    other = make_department(bureau, code="301", name="乙局")
    make_unit(mine, code="30001", name="甲一", division=division)
    make_unit(other, code="301001", name="乙一", division=make_division(bureau, code="02", name="另股"))
    return {unit.name: unit for unit in queries.units_below(bureau)}


@pytest.mark.parametrize(
    ("role", "at", "sees"),
    [
        (Role.FILER, "甲一", {"甲一"}),
        (Role.UNIT_HEAD, "甲局", {"甲局"}),
        (Role.DEPARTMENT_REVIEWER, "甲局", {"甲局", "甲一"}),
        (Role.FINANCE_REVIEWER, "股", {"甲局", "甲一"}),
        (Role.FINANCE_REVIEWER, "局", {"局", "股", "另股", "甲局", "甲一", "乙局", "乙一"}),
        (Role.ADMINISTRATOR, "局", {"局", "股", "另股", "甲局", "甲一", "乙局", "乙一"}),
        (Role.AUDITOR, "局", {"局", "股", "另股", "甲局", "甲一", "乙局", "乙一"}),
    ],
)
def test_each_role_sees_its_units(county, role, at, sees):
    make_unit(name="外县")
    person = make_user(county[at], role)

    assert {unit.name for unit in queries.visible_units(person)} == sees


def test_nobody_sees_anything_without_a_post(county):
    assert not queries.visible_units(make_user()).exists()


def test_several_posts_add_up_without_doubles(county):
    person = make_user(county["甲局"], Role.DEPARTMENT_REVIEWER)
    make_membership(person, county["甲一"], Role.FILER)
    make_membership(person, county["乙一"], Role.FILER)

    assert [unit.name for unit in queries.visible_units(person)] == ["甲局", "甲一", "乙一"]


def test_a_post_that_is_over_shows_nothing(county):
    person = make_user()
    make_membership(person, county["甲一"], Role.FILER, valid_to=date(2026, 1, 31))

    with time_machine.travel("2026-01-31T15:59:59Z", tick=False):  # the last second of the day in Shanghai
        assert queries.visible_units(person).exists()
    with time_machine.travel("2026-01-31T16:00:00Z", tick=False):
        assert not queries.visible_units(person).exists()


@pytest.mark.parametrize("name", ["局", "甲局", "甲一"])
def test_the_bureau_of_every_unit_is_its_root(county, name):
    assert queries.bureau_of(county[name]) == county["局"]


def test_a_subtree_is_read_at_once(county, django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(1):
        names = [unit.name for unit in queries.units_below(county["甲局"])]

    assert names == ["甲局", "甲一"]


def test_administrators_know_the_people_of_their_bureau_alone(county):
    administrator = make_user(county["局"], Role.ADMINISTRATOR, username="a1")
    make_user(county["甲一"], Role.FILER, username="a2")
    gone = make_user(username="a3")
    make_membership(gone, county["甲一"], Role.FILER, valid_to=date(2020, 1, 1))
    make_user(make_unit(), Role.FILER, username="a4")

    people = queries.administered_people(administrator)

    assert [(person.username, len(person.present)) for person in people] == [("a1", 1), ("a2", 1), ("a3", 0)]


@pytest.mark.parametrize(
    ("words", "found"), [("WANG", ["wang1"]), ("敏", ["zhao1"]), ("甲一", ["wang1", "zhao1"])]
)
def test_people_are_found_by_name_or_unit(county, words, found):
    make_user(county["甲一"], Role.FILER, username="wang1", full_name="王林")
    make_user(county["甲一"], Role.UNIT_HEAD, username="zhao1", full_name="赵敏")
    make_user(county["局"], Role.AUDITOR, username="sun1", full_name="孙丽")

    page = queries.people_page(User.objects.order_by("username"), words=words)

    assert ([person.username for person in page.rows], page.following) == (found, "")


def test_people_come_in_pages_by_key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for name in ("p1", "p2", "p3"):
        make_user(username=name)
    people = User.objects.order_by("username")

    first = queries.people_page(people)
    second = queries.people_page(people, after=first.following)

    assert [person.username for person in first.rows + second.rows] == ["p1", "p2", "p3"]
    assert (first.following, second.following) == ("p2", "")


@time_machine.travel("2026-03-01", tick=False)
def test_posts_say_whether_they_count(county):
    person, unit = make_user(), county["甲一"]
    make_membership(person, unit, Role.FILER)
    make_membership(person, unit, Role.AUDITOR, valid_from=date(2026, 4, 1))
    make_membership(person, unit, Role.UNIT_HEAD, valid_to=date(2026, 2, 1))

    posts = queries.posts_of(person, units=queries.units_below(county["局"]))

    assert {(post.row.role, post.when, post.tone, post.is_over) for post in posts} == {
        ("filer", "现任", "done", False),
        ("auditor", "未到任", "todo", False),
        ("unit_head", "已终止", "off", True),
    }


def test_the_log_of_somebody_without_a_post_is_the_last_bureaus(county):
    person = make_user()
    assert queries.bureau_of_user(person) is None

    make_membership(person, county["甲一"], Role.FILER, valid_to=date(2020, 1, 1))

    assert queries.bureau_of_user(person) == county["局"]
