"""What people and units leave in the log of their bureau: ids and names as values, never a password."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.models import Membership, Unit, User
from accounts.queries import bureau_of
from foundation.audit.services import Actor, Subject, record

SYSTEM = Actor(None, "系统")


def actor(user: User | None) -> Actor:
    """Return who acts; the machine itself where nobody is given (a command)."""
    return Actor(user.pk, f"{user.full_name}（{user.username}）") if user else SYSTEM


def note_unit(unit: Unit, action: str, *, by: User | None, detail: dict[str, Any]) -> None:
    subject = Subject("accounts.Unit", unit.pk, unit.name)
    record(bureau_of(unit).pk, action=action, actor=actor(by), subject=subject, detail=detail)


def note_person(person: User, action: str, *, by: User | None, detail: dict[str, Any] | None = None) -> None:
    """Record in the log of every bureau where `person` is or was something."""
    subject = Subject("accounts.User", person.pk, f"{person.full_name}（{person.username}）")
    for chain in _chains(person):
        record(chain, action=action, actor=actor(by), subject=subject, detail=detail or {})


def note_membership(membership: Membership, action: str, *, by: User | None) -> None:
    subject = Subject(
        "accounts.User", membership.user_id, f"{membership.user.full_name}（{membership.user.username}）"
    )
    detail = {"角色": membership.get_role_display(), "单位": membership.unit.name, **_days(membership)}
    record(bureau_of(membership.unit).pk, action=action, actor=actor(by), subject=subject, detail=detail)


def values(row: models.Model, fields: list[str]) -> dict[str, str]:
    """Return the fields of a row by their Chinese names, as text."""
    kept = [field for field in row._meta.concrete_fields if field.name in fields]
    return {str(field.verbose_name): _text(row, field.name) for field in kept}


def changes(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return what differs, as name → [before, after]."""
    return {name: [before.get(name, ""), new] for name, new in after.items() if before.get(name, "") != new}


def _text(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)


def _days(membership: Membership) -> dict[str, str]:
    days = {"起": membership.valid_from, "止": membership.valid_to}
    return {name: day.isoformat() for name, day in days.items() if day}


def _chains(person: User) -> list[int]:
    roots = {unit.bureau_path for unit in Unit.objects.filter(memberships__user=person)}
    return list(Unit.objects.filter(path__in=roots).order_by("pk").values_list("pk", flat=True))
