"""Every change to people and units: made, kept and written to the log in one transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.utils import reset as reset_failures
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.passwords import first_hash, first_password
from accounts.records import changes, note_membership, note_person, note_unit, values

UNIT_FIELDS = [
    "code",
    "name",
    "kind",
    "parent",
    "department",
    "division",
    "valid_from",
    "valid_to",
    "successor",
]
PERSON_FIELDS = ["username", "full_name", "phone"]


@transaction.atomic
def save_unit(unit: Unit, *, by: User | None) -> Unit:
    """Keep a new or a changed unit; the codes of a subtree follow."""
    known = Unit.objects.filter(pk=unit.pk).first()
    before = values(known, UNIT_FIELDS) if known else {}
    unit.save()
    action = "修改单位" if known else "新增单位"
    note_unit(unit, action, by=by, detail=changes(before, values(unit, UNIT_FIELDS)))
    return unit


@transaction.atomic
def add_person(person: User, *, unit: Unit, role: str, by: User) -> str:
    """Keep a new person with a first post; return the first password, which nobody can read again."""
    password = first_password(person)
    person.password = first_hash(password)
    person.must_change_password = True
    person.save()
    post = Membership.objects.create(user=person, unit=unit, role=role, valid_from=timezone.localdate())
    note_membership(post, "新增用户", by=by)
    return password


@transaction.atomic
def change_person(person: User, *, by: User) -> None:
    before = values(User.objects.get(pk=person.pk), PERSON_FIELDS)
    person.save(update_fields=PERSON_FIELDS)
    note_person(person, "修改用户", by=by, detail=changes(before, values(person, PERSON_FIELDS)))


@transaction.atomic
def set_active(person: User, *, active: bool, by: User) -> None:
    """启用 or 停用; whoever is deactivated is signed out with the next request."""
    person.is_active = active
    person.save(update_fields=["is_active"])
    note_person(person, "启用用户" if active else "停用用户", by=by)


@transaction.atomic
def reset_password(person: User, *, by: User) -> str:
    """Return a new first password; every session of the person ends, every lock is lifted."""
    password = first_password(person)
    person.password = first_hash(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    reset_failures(username=person.username)
    note_person(person, "重置密码", by=by)
    return password


@transaction.atomic
def change_own_password(person: User, password: str) -> None:
    """Keep a password that the form has checked; every other session of the person ends (session hash)."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    note_person(person, "修改密码", by=person)


@transaction.atomic
def unlock(person: User, *, by: User) -> None:
    """解除登录锁定, from whatever address."""
    reset_failures(username=person.username)
    note_person(person, "解除登录锁定", by=by)


@transaction.atomic
def add_membership(membership: Membership, *, by: User | None) -> Membership:
    membership.save()
    note_membership(membership, "新增任职", by=by)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    """Let a post count no longer from today on; one begun today or later is taken back (the log keeps it).

    One that ended before keeps its last day.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.valid_to and membership.valid_to <= yesterday:
        return
    note_membership(membership, "终止任职", by=by)
    if membership.valid_from and membership.valid_from > yesterday:
        membership.delete()
        return
    membership.valid_to = yesterday
    membership.save(update_fields=["valid_to"])


@transaction.atomic
def create_administrator(person: User, *, password: str, bureau: Unit) -> User:
    """Make an administrator of `bureau`, and a new bureau too. The caller has checked the password."""
    if bureau.pk is None:
        save_unit(bureau, by=None)
    person.set_password(password)
    person.save()
    post: dict[str, Any] = {"user": person, "unit": bureau, "role": Membership.Role.ADMINISTRATOR}
    add_membership(Membership(**post), by=None)
    return person
