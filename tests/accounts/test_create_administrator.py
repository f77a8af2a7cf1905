"""The first account of an installation comes from a command, and from nowhere else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, Unit, User
from foundation.audit.models import AuditEvent
from tests.factories import make_bureau, make_department

pytestmark = pytest.mark.django_db
GOOD = "Lake-Stone-47x"
WHO = {"username": "lihua", "full_name": "李华"}
WHERE = {"bureau_code": "441602", "bureau_name": "源城区财政局"}


def create(monkeypatch, password: str = GOOD, **options: str) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    out = StringIO()
    call_command("create_administrator", password_stdin=True, stdout=out, **options)
    return out.getvalue()


def test_a_migrated_empty_database_has_no_user_and_no_unit():
    assert not User.objects.exists()
    assert not Unit.objects.exists()


def test_the_first_administrator_comes_with_the_bureau(monkeypatch):
    said = create(monkeypatch, **WHO, **WHERE)

    post = Membership.objects.get()
    assert (post.role, post.unit.path, post.user.check_password(GOOD)) == ("administrator", "441602/", True)
    assert "已创建系统管理员李华" in said
    assert GOOD not in said + str(AuditEvent.objects.values())


def test_the_command_is_on_the_record(monkeypatch):
    create(monkeypatch, **WHO, **WHERE)

    assert list(AuditEvent.objects.order_by("number").values_list("action", "actor_name")) == [
        ("新增单位", "系统"),
        ("新增任职", "系统"),
    ]


def test_a_second_administrator_joins_the_only_bureau(monkeypatch):
    bureau = make_bureau()

    create(monkeypatch, **WHO)

    assert Membership.objects.get().unit == bureau


def test_the_bureau_is_chosen_by_code(monkeypatch):
    make_bureau(), make_bureau(code="441602")

    create(monkeypatch, **WHO, bureau_code="441602")

    assert Membership.objects.get().unit.code == "441602"


@pytest.mark.parametrize(
    ("password", "options", "message"),
    [
        ("weak", {**WHO, **WHERE}, "至少须有12个字符"),
        (GOOD, {**WHO, **WHERE, "username": "li hua"}, "合法的用户名"),
        (GOOD, {**WHO, **WHERE, "bureau_code": "4/4"}, "数字、大写字母和短横"),
        (GOOD, {**WHERE, "full_name": "李华"}, "请用 --username 给出用户名"),
        (GOOD, WHO, "请用 --bureau-code 给出财政局单位代码"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(monkeypatch, password, options, message):
    with pytest.raises(CommandError, match=message):
        create(monkeypatch, password, **options)

    assert (User.objects.count(), Unit.objects.count()) == (0, 0)


def test_several_bureaus_must_be_told_apart(monkeypatch):
    make_bureau(), make_bureau()

    with pytest.raises(CommandError, match="有多个财政局"):
        create(monkeypatch, **WHO)


def test_a_wrong_code_makes_no_second_bureau(monkeypatch):
    make_department(make_bureau())

    with pytest.raises(CommandError, match="没有代码为 999 的财政局"):
        create(monkeypatch, **WHO, bureau_code="999")


class Keyboard(StringIO):
    def isatty(self) -> bool:
        return True


def ask(monkeypatch, *passwords: str) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("441602\n源城区财政局\nlihua\n李华\n"))
    typed = iter(passwords)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    call_command("create_administrator", stdout=StringIO())


def test_somebody_at_the_keyboard_is_asked(monkeypatch):
    ask(monkeypatch, GOOD, GOOD)

    assert User.objects.get().full_name == "李华"


def test_a_password_typed_in_two_ways_is_refused(monkeypatch):
    with pytest.raises(CommandError, match="两次输入的密码不一致"):
        ask(monkeypatch, GOOD, GOOD + "x")
