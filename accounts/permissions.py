"""Why somebody may not do a thing to people and units, in words for the user; None where it is open."""

from __future__ import annotations

from accounts.models import Membership, Unit, User

Role = Membership.Role
# 系统管理员 and 查询用户 belong to the whole bureau; 填报人 and 单位负责人 may sit anywhere.
_PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    Role.ADMINISTRATOR: ((Unit.Kind.BUREAU,), "系统管理员的单位应选财政局。"),
    Role.AUDITOR: ((Unit.Kind.BUREAU,), "查询用户（审计）的单位应选财政局。"),
    Role.FINANCE_REVIEWER: (
        (Unit.Kind.BUREAU, Unit.Kind.DIVISION),
        "财政审核的单位应选财政局（绩效股）或业务股室。",
    ),
    Role.DEPARTMENT_REVIEWER: ((Unit.Kind.BUREAU, Unit.Kind.DEPARTMENT), "主管部门审核的单位应选主管部门。"),
}


def is_administrator(user: User) -> bool:
    return user.posts().filter(role=Role.ADMINISTRATOR).exists()


def why_not_post(role: str, unit: Unit) -> str | None:
    """Why `role` cannot be held in `unit`."""
    kinds, reason = _PLACES.get(role, ((unit.kind,), ""))
    return None if unit.kind in kinds else reason


def why_not_manage(by: User, person: User) -> str | None:
    """Why `by` may not change `person`'s account: it also belongs to another finance bureau."""
    mine = {post.unit.bureau_path for post in by.posts().filter(role=Role.ADMINISTRATOR)}
    if any(post.unit.bureau_path not in mine for post in person.posts()):
        return "该用户同时在其他财政部门任职，账号须由双方管理员会同办理。"
    return None


def why_not_deactivate(by: User, person: User) -> str | None:
    if by.pk == person.pk:
        return "不能停用自己的账号，请由另一名系统管理员办理。"
    return why_not_manage(by, person)


def why_not_end(by: User, membership: Membership) -> str | None:
    if membership.user_id == by.pk and membership.role == Role.ADMINISTRATOR:
        return "不能终止自己的系统管理员角色，请由另一名系统管理员办理。"
    return None


def why_not_reset_password(by: User, person: User) -> str | None:
    if by.pk == person.pk:
        return "自己的密码请在“修改密码”中修改。"
    return why_not_manage(by, person)
