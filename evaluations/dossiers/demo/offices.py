"""The demo's finance bureau, its departments and units, and the people in them. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from accounts.models import Membership, Unit, User
from accounts.passwords import first_password
from accounts.services import add_membership, save_unit

Role = Membership.Role
BUREAU = "441602"
DIVISION = "441602-SB"
QUICK = 5_000
"""Rounds of PBKDF2: drawn passwords of 92 bits need no slow hash; Django slows it at sign-in."""


@dataclass(frozen=True)
class Office:
    code: str
    name: str
    kind: str
    above: str


@dataclass(frozen=True)
class Post:
    """Who is what where; the login name says it too."""

    username: str
    full_name: str
    role: str
    office: str


@dataclass(frozen=True)
class Login:
    post: Post
    password: str


OFFICES = (
    Office(DIVISION, "社会保险股", Unit.Kind.DIVISION, BUREAU),
    Office("301", "源城区安康保障局", Unit.Kind.DEPARTMENT, BUREAU),
    Office("301001", "城东救助服务中心", Unit.Kind.UNIT, "301"),
    Office("301002", "城西救助服务中心", Unit.Kind.UNIT, "301"),
    Office("302", "源城区和顺民生局", Unit.Kind.DEPARTMENT, BUREAU),
    Office("302001", "和顺救助服务站", Unit.Kind.UNIT, "302"),
    Office("302002", "老城救助服务站", Unit.Kind.UNIT, "302"),
    Office("303", "源城区清源健康局", Unit.Kind.DEPARTMENT, BUREAU),
    Office("303001", "清源医疗服务中心", Unit.Kind.UNIT, "303"),
    Office("303002", "埔前医疗服务中心", Unit.Kind.UNIT, "303"),
    Office("303003", "东埔健康服务中心", Unit.Kind.UNIT, "303"),
)
POSTS = (
    Post("guanli", "赵设置", Role.ADMINISTRATOR, BUREAU),
    Post("jixiao", "陈绩效", Role.FINANCE_REVIEWER, BUREAU),
    Post("shebao", "周社保", Role.FINANCE_REVIEWER, DIVISION),
    Post("shenji", "孙查阅", Role.AUDITOR, BUREAU),
    Post("zhuguan1", "钱核对", Role.DEPARTMENT_REVIEWER, "301"),
    Post("zhuguan2", "吴核实", Role.DEPARTMENT_REVIEWER, "302"),
    Post("zhuguan3", "郑核准", Role.DEPARTMENT_REVIEWER, "303"),
    Post("tianbao1", "李文书", Role.FILER, "301001"),
    Post("tianbao2", "王填写", Role.FILER, "301002"),
    Post("tianbao3", "冯录入", Role.FILER, "302001"),
    Post("tianbao4", "褚制表", Role.FILER, "302002"),
    Post("tianbao5", "卫整理", Role.FILER, "303001"),
    Post("tianbao6", "蒋汇总", Role.FILER, "303002"),
    Post("tianbao7", "沈经办", Role.FILER, "301"),
    Post("tianbao8", "韩报送", Role.FILER, "302"),
    Post("tianbao9", "杨经手", Role.FILER, "303003"),
    Post("fuze1", "杨主任", Role.UNIT_HEAD, "301001"),
    Post("fuze2", "朱主任", Role.UNIT_HEAD, "301002"),
    Post("fuze3", "秦站长", Role.UNIT_HEAD, "302001"),
    Post("fuze4", "尤站长", Role.UNIT_HEAD, "302002"),
    Post("fuze5", "许院长", Role.UNIT_HEAD, "303001"),
    Post("fuze6", "何院长", Role.UNIT_HEAD, "303002"),
    Post("fuze7", "吕局长", Role.UNIT_HEAD, "301"),
    Post("fuze8", "施局长", Role.UNIT_HEAD, "302"),
    Post("fuze9", "张主任", Role.UNIT_HEAD, "303003"),
)


def make_units() -> dict[str, Unit]:
    """Make the bureau and every office, and return them by code."""
    bureau = save_unit(Unit(code=BUREAU, name="源城区财政局", kind=Unit.Kind.BUREAU), by=None)
    units = {BUREAU: bureau}
    for office in OFFICES:
        units[office.code] = _make_unit(office, units)
    return units


def _make_unit(office: Office, units: dict[str, Unit]) -> Unit:
    above = units[office.above]
    unit = Unit(code=office.code, name=office.name, kind=office.kind, parent=above)
    if office.kind == Unit.Kind.UNIT:
        unit.department = above
    if office.kind != Unit.Kind.DIVISION:
        unit.division = units[DIVISION]
    save_unit(unit, by=None)
    if office.kind == Unit.Kind.DEPARTMENT:
        unit.department = unit
        unit.save(update_fields=["department"])
    return unit


def make_people(units: dict[str, Unit]) -> list[Login]:
    """Make everybody with a drawn password, and return the logins."""
    return [
        Login(post, _make_person(post, units[post.office], number)) for number, post in enumerate(POSTS, 1)
    ]


def _make_person(post: Post, unit: Unit, number: int) -> str:
    person = User(username=post.username, full_name=post.full_name, phone=f"0762-00000{number:02}")
    password = first_password(person)
    hasher = PBKDF2PasswordHasher()
    person.password = hasher.encode(password, hasher.salt(), iterations=QUICK)
    person.save()
    add_membership(Membership(user=person, unit=unit, role=post.role), by=None)
    return password


def paper(logins: list[Login], units: dict[str, Unit]) -> str:
    """The list of logins that `./run` shows."""
    lines = [f"{login.post.username:<10}{login.password:<21}{_who(login.post, units)}" for login in logins]
    return "演示账号（用户名、密码、单位、角色、姓名；人员均为虚构）：\n" + "\n".join(lines) + "\n"


def _who(post: Post, units: dict[str, Unit]) -> str:
    return f"{units[post.office].name} {Role(post.role).label} {post.full_name}"
