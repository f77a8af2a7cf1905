from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Membership, Unit, User
from tests.factories import make_bureau, make_department, make_membership, make_unit, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


def test_path_is_made_of_codes_from_the_root():
    unit = make_unit(make_department(make_bureau(code="44"), code="301"), code="301001")

    assert (unit.path, unit.depth) == ("44/301/301001/", 2)
    assert unit.bureau_path == "44/"


def test_a_new_code_moves_the_whole_subtree():
    department = make_department(make_bureau(code="44"), code="301")
    unit = make_unit(department, code="301001")

    department.code = "302"
    department.save()

    unit.refresh_from_db()
    assert unit.path == "44/302/301001/"


def test_a_new_code_leaves_neighbours_alone():
    bureau = make_bureau(code="44")
    department, neighbour = make_department(bureau, code="30"), make_department(bureau, code="301")

    department.code = "31"
    department.save(update_fields=["code"])

    neighbour.refresh_from_db()
    assert neighbour.path == "44/301/"
    assert Unit.objects.get(pk=department.pk).path == "44/31/"


def test_one_code_stands_once_under_one_parent():
    bureau = make_bureau()
    make_department(bureau, code="301")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_department(bureau, code="301")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "unit", "parent": None}, "只有财政部门没有上级单位"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "停用日期不能早于启用日期"),
        ({"code": "30/1"}, "数字、大写字母和短横"),
        ({"code": "30\n"}, "数字、大写字母和短横"),
        ({"name": "民政\ufffe局"}, "不能显示的字符"),
    ],
)
def test_an_impossible_unit_is_refused(given, message):
    unit = Unit(**{"code": "301", "name": "民政局", "kind": "bureau", **given})

    with pytest.raises(ValidationError, match=message):
        unit.full_clean(exclude=["path"])


def test_user_names_differ_in_more_than_capitals():
    make_user(username="WangLin")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(username="wanglin")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "counts"),
    [
        (None, None, True),
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 3, 1), True),
        (None, date(2026, 2, 28), False),
    ],
)
def test_a_membership_counts_from_its_first_to_its_last_day(valid_from, valid_to, counts):
    person, day = make_user(), date(2026, 3, 1)
    post = make_membership(person, make_bureau(), Role.AUDITOR, valid_from=valid_from, valid_to=valid_to)

    assert person.posts(day).exists() == counts
    assert post.is_current(day) == counts


def test_a_deactivated_person_is_nothing():
    person = make_user(make_bureau(), Role.AUDITOR, is_active=False)

    assert not person.posts().exists()


def test_names_are_shown_as_people_say_them():
    person = make_user(make_bureau(name="源城区财政局"), Role.AUDITOR, full_name="王林")

    assert (str(person), person.get_full_name(), person.get_short_name()) == ("王林",) * 3
    assert str(person.memberships.get()) == "王林 查询用户（审计）（源城区财政局）"
    assert str(User(username="x1")) == "x1"


def test_a_unit_without_another_department_is_its_own():
    department = make_department(make_bureau())
    unit = make_unit(department)

    assert (department.is_own_department, unit.is_own_department) == (True, False)
    assert str(unit) == unit.name
