"""Coming in, going out, and the own password."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from foundation.audit.models import AuditEvent
from tests.factories import PASSWORD, make_bureau, make_user

pytestmark = pytest.mark.django_db
NEW = "Quiet-River-58"


@pytest.fixture
def person() -> User:
    return make_user(make_bureau(), Membership.Role.AUDITOR, username="wanglin")


def sign_in(client: Client, **given: str):
    return client.post(reverse("login"), {"username": "wanglin", "password": PASSWORD, **given})


def test_the_right_password_opens_the_home_page(client, person):
    response = sign_in(client)

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    "given",
    [{"password": "wrong"}, {"username": "nobody"}, {"username": "WANGLIN"}, {"password": "p" * 128}],
    ids=["password", "name", "capitals", "long"],
)
def test_a_wrong_name_and_a_wrong_password_get_one_answer(client, person, given):
    response = sign_in(client, **given)

    assert response.status_code == 422
    assert "用户名或密码不正确" in response.content.decode()
    assert given.get("username", "wanglin") in response.content.decode()


def test_a_deactivated_account_gets_the_same_answer(client, person):
    User.objects.update(is_active=False)

    assert "用户名或密码不正确" in sign_in(client).content.decode()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"username": ""}, "请填写此项。"),
        ({"username": "wang\0lin"}, "不允许是用空字符"),
        ({"username": "wang\ufffelin"}, "不能显示的字符"),
        ({"username": "w" * 200_000}, "150"),
        ({"password": "p" * 200_000}, "128"),
        ({"password": "p\0p"}, "不允许是用空字符"),
    ],
    ids=["empty", "NUL", "U+FFFE", "long name", "long password", "NUL password"],
)
def test_bad_input_is_refused_at_the_field(client, person, given, message):
    response = sign_in(client, **given)

    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize("wanted", ["/people/?q=1", "/evaluations/3/"])
def test_the_page_asked_for_opens_after_signing_in(client, person, wanted):
    assert sign_in(client, next=wanted).url == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil",
        "https://evil/",
        "///evil",
        "/\\evil",
        "javascript:alert(1)",
        "http:///evil",
        "/a\nb",
        "/" + "a" * 3000,
    ],
)
def test_an_address_of_others_is_not_followed(client, person, wanted):
    assert sign_in(client, next=wanted).url == reverse("home")


def test_whoever_is_signed_in_needs_no_login_page(client, person):
    client.force_login(person)

    assert client.get(reverse("login"), {"next": "/people/"}).url == "/people/"


def test_a_page_behind_the_door_leads_to_it_and_remembers(client):
    assert client.get("/people/?q=1").url == "/login/?next=/people/%3Fq%3D1"


def test_the_login_page_says_what_must_not_enter(client):
    page = client.get(reverse("login")).content.decode()

    assert "本系统为非涉密系统，严禁录入、上传、传输国家秘密和工作秘密。" in page


def test_signing_in_draws_a_new_session_key(client, person):
    client.get(reverse("login"))
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key

    client.cookies["sessionid"] = planted
    sign_in(client)

    assert client.session.session_key != planted


def test_signing_out_ends_the_session_and_forgets_the_cache(client, person):
    client.force_login(person)
    key = client.session.session_key

    response = client.post(reverse("logout"))

    assert (response.url, response["Clear-Site-Data"]) == (reverse("login"), '"cache"')
    assert not client.session.exists(key)


def test_a_link_cannot_sign_anybody_out(client, person):
    client.force_login(person)

    assert client.get(reverse("logout")).status_code == 405


def test_signing_out_twice_is_no_error(client):
    assert client.post(reverse("logout")).status_code == 302


def test_signing_in_and_out_stand_in_the_log(client, person):
    sign_in(client, password="wrong")
    sign_in(client)
    client.post(reverse("logout"))

    rows = AuditEvent.objects.values_list("action", "result", "actor_id", "subject_id")
    key = str(person.pk)
    assert list(rows) == [
        ("登录失败", "refused", None, key),
        ("登录", "done", person.pk, key),
        ("退出", "done", person.pk, key),
    ]


def change(client: Client, **given: str):
    words = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW, **given}
    return client.post(reverse("password_change"), words)


def test_a_new_password_is_kept_and_noted(client, person):
    client.force_login(person)

    assert change(client).url == reverse("home")

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert AuditEvent.objects.last().action == "修改密码"
    assert NEW not in str(AuditEvent.objects.values())


def test_a_new_password_ends_every_other_session(client, person):
    elsewhere = Client()
    elsewhere.force_login(person)
    client.force_login(person)

    change(client)

    assert client.get(reverse("password_change")).status_code == 200
    assert elsewhere.get(reverse("password_change")).status_code == 302


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"old_password": "wrong"}, "密码"),
        ({"new_password2": "Other-River-58"}, "不一致"),
        ({"new_password1": "weak", "new_password2": "weak"}, "至少须有12个字符"),
        ({"new_password1": PASSWORD, "new_password2": PASSWORD}, "不能与当前密码相同"),
        ({"new_password1": "Aa1-" * 50_000, "new_password2": "Aa1-" * 50_000}, "128"),
    ],
    ids=["old", "typing", "weak", "same", "long"],
)
def test_a_password_that_does_not_fit_is_refused(client, person, given, message):
    client.force_login(person)

    response = change(client, **given)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert User.objects.get().check_password(PASSWORD)
