"""Users from a file: first passwords once on paper, never kept; known ones changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from evaluations.imports.models import Import
from foundation.audit.models import AuditEvent
from tests.factories import Role, make_bureau, make_department, make_membership, make_user
from tests.imports.desk import LI, SCHOOL, book, bring, import_all, people, problems, states, take, words
from tests.imports.desk import PEOPLE as HEAD
from tests.imports.desk import UNITS as UNIT_HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(department):
    return make_user(department, Role.FILER, username="lilei", full_name="李雷", phone="0762-1")


def test_a_new_user_gets_a_slip_with_a_first_password(desk, department):
    answer = import_all(desk, people(LI))

    (slip,) = answer.context["slips"]
    person = User.objects.get(username="lilei")
    assert (slip.person.full_name, slip.unit, slip.password in words(answer)) == ("李雷", "县教育局", True)
    assert check_password(slip.password, person.password)
    assert (person.must_change_password, person.phone) == (True, "0762-1")
    assert person.memberships.get().role == Role.FILER


def test_who_signs_in_with_a_slip_has_to_change_the_password(desk, department):
    (slip,) = import_all(desk, people(LI)).context["slips"]
    browser = Client()

    answer = browser.post(reverse("login"), {"username": "lilei", "password": slip.password}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("password_change")


def test_a_first_password_is_hashed_in_full_at_the_first_sign_in(settings, desk, department):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    (slip,) = import_all(desk, people(LI)).context["slips"]
    person = User.objects.get(username="lilei")
    before = person.password

    assert person.check_password(slip.password)

    assert (before.split("$")[1], person.password.split("$")[1]) == ("5000", "1000000")


def test_passwords_are_kept_nowhere(desk, department):
    (slip,) = import_all(desk, people(LI)).context["slips"]

    rows = [*User.objects.all(), *Import.objects.all(), *AuditEvent.objects.all()]
    kept = serializers.serialize("json", rows)

    assert slip.password not in kept
    assert slip.password not in words(desk.get(reverse("import_preview", args=[Import.objects.get().pk])))


def test_a_slip_is_shown_once_and_a_second_confirmation_writes_nothing(desk, department):
    answer = bring(desk, people(LI))
    take(desk, answer)

    again = take(desk, answer)

    assert (again.status_code, "slips" in again.context) == (409, False)
    assert User.objects.filter(username="lilei").count() == 1


def test_units_and_their_users_come_in_one_file(desk, department):
    content = book(单位=[UNIT_HEAD, SCHOOL], 用户=[HEAD, ("hanmei", "韩梅", "", "101002", "填报人")])

    import_all(desk, content)

    assert Membership.objects.get(user__username="hanmei").unit.code == "101002"


def test_further_lines_of_a_user_are_further_posts(desk, department):
    rows = [LI, ("LILEI", "李雷", "", "101", "单位负责人")]

    answer = bring(desk, people(*rows))
    take(desk, answer)

    assert states(answer) == [("李雷（lilei）", "新增"), ("李雷（lilei）", "修改")]
    assert User.objects.get(username="lilei").memberships.count() == 2


def test_a_known_user_is_changed_and_keeps_the_password(desk, li):
    answer = bring(desk, people(("lilei", "李磊", "", "101", "填报人")))
    taken = take(desk, answer)

    changed = User.objects.get(pk=li.pk)
    assert (changed.full_name, changed.phone, changed.password) == ("李磊", "0762-1", li.password)
    assert "slips" not in taken.context


def test_a_user_as_in_the_file_is_left_alone(desk, li):
    assert states(bring(desk, people(LI))) == [("李雷（lilei）", "无变化")]


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        ([("lilei", "李雷", "", "109", "填报人")], "“用户”D2", "没有代码为“109”的单位"),
        ([("李 雷", "李雷", "", "101", "填报人")], "“用户”A2", "@"),
        ([("lilei", "李雷", "", "101", "系统管理员")], "“用户”D2", "系统管理员的单位应选财政局"),
        ([LI, ("lilei", "李磊", "", "101", "单位负责人")], "“用户”B3", "与第2行是同一个用户名"),
        ([("lilei", "", "", "101", "填报人")], "“用户”B2", "没有填写"),
    ],
)
def test_a_refused_line_is_told_by_its_cell(desk, department, rows, place, sentence):
    ((told_at, told),) = problems(bring(desk, people(*rows)))

    assert (told_at, sentence in told) == (place, True)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("lilei", "李" * 51, "", "101", "填报人"), "50"),
        (("lilei", "李雷", "", "101", "系统管理员"), "系统管理员的单位应选财政局"),
    ],
)
def test_a_change_that_the_page_refuses_is_refused(desk, li, row, sentence):
    ((_, told),) = problems(bring(desk, people(row)))

    assert sentence in told


def test_a_user_of_another_bureau_is_not_touched(desk, department):
    make_user(make_department(make_bureau()), Role.FILER, username="lilei")

    assert problems(bring(desk, people(LI))) == [("“用户”A2", "用户名已由其他财政部门的用户使用，请更换。")]


def test_a_user_of_two_bureaus_is_changed_by_both_administrators_together(desk, li):
    make_membership(li, make_department(make_bureau()), Role.FILER)

    assert "会同办理" in problems(bring(desk, people(LI)))[0][1]


def test_slips_that_were_lost_are_drawn_anew_for_who_never_signed_in(desk, department):
    (lost,) = import_all(desk, people(LI)).context["slips"]
    page = reverse("import_slips", args=[Import.objects.get().pk])

    (slip,) = desk.post(page).context["slips"]

    person = User.objects.get(username="lilei")
    assert [check_password(one.password, person.password) for one in (lost, slip)] == [False, True]
    assert (slip.unit, person.must_change_password) == ("县教育局", True)


def test_who_signed_in_keeps_the_password(desk, department):
    import_all(desk, people(LI))
    User.objects.filter(username="lilei").update(last_login=timezone.now())

    answer = desk.post(reverse("import_slips", args=[Import.objects.get().pk]), follow=True)

    assert ("都已登录过" in words(answer), "重新生成密码条" in words(answer)) == (True, False)


def test_all_that_is_wrong_is_told_at_once_from_the_top(desk, department):
    """A unit whose own line is at fault is not called missing; a line wrong twice is told twice."""
    content = book(
        单位=[UNIT_HEAD, ("101009", "", "小卖部", "101")],
        用户=[HEAD, ("han mei", "韩梅", "", "101009", "填报人"), ("", "李雷", "", "000", "局长")],
    )

    answer = bring(desk, content)

    told = problems(answer)
    assert [place for place, _ in told] == [
        *("“单位”B2", "“单位”C2", "“用户”A2", "“用户”D2", "“用户”A3", "“用户”D3", "“用户”E3")
    ]
    assert told[3][1] == "代码为“101009”的单位在本文件中有错误，请先改正。"
    assert told[5][1].startswith("没有代码为“000”的单位")
