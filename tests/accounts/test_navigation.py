import pytest
from django.test import RequestFactory
from django.urls import reverse

from accounts import navigation
from accounts.context import navigation as around
from accounts.models import Membership
from accounts.navigation import Entry
from tests.factories import make_bureau, make_membership, make_unit, make_user


@pytest.fixture(autouse=True)
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register(Entry("用户与单位", "people", frozenset({"administrator"}), order=90))
    navigation.register(Entry("改密码", "password_change", order=20))


def labels(*roles: str) -> list[str]:
    return [link.label for link in navigation.links(roles, "/")]


@pytest.mark.parametrize(
    ("role", "sees"), [("administrator", ["改密码", "用户与单位"]), ("filer", ["改密码"])]
)
def test_the_menu_follows_the_role(role, sees):
    assert labels(role) == sees


def test_a_page_that_is_not_installed_is_left_out():
    navigation.register(Entry("别处", "no_such_page"))

    assert labels() == ["改密码"]


def test_a_second_entry_for_a_page_replaces_the_first():
    navigation.register(Entry("修改口令", "password_change"))

    assert labels() == ["修改口令"]


def test_the_entry_of_the_longest_address_is_current():
    navigation.register(Entry("单位", "units", order=95))

    links = navigation.links(["administrator"], "/people/units/3/edit/")

    assert [link.label for link in links if link.is_current] == ["单位"]


@pytest.mark.django_db
def test_the_bar_names_bureau_units_and_person(client):
    person = make_user(unit := make_unit(name="医疗救助中心"), Membership.Role.FILER, full_name="王林")
    make_membership(person, unit, Membership.Role.UNIT_HEAD)
    client.force_login(person)

    page = client.get(reverse("password_change")).content.decode()

    assert "<span>医疗救助中心 <strong>王林</strong></span>" in page
    assert unit.parent.parent.name in page


@pytest.mark.django_db
def test_the_bar_says_when_somebody_has_no_post(client):
    client.force_login(make_user())

    assert "（未任职）" in client.get(reverse("password_change")).content.decode()


@pytest.mark.django_db
def test_whoever_must_change_the_password_has_no_menu(client):
    client.force_login(make_user(make_bureau(), Membership.Role.AUDITOR, must_change_password=True))

    assert "主菜单" not in client.get(reverse("password_change")).content.decode()


def test_a_page_without_a_user_has_an_empty_bar():
    assert around(RequestFactory().get("/")) == {"navigation": {}}
