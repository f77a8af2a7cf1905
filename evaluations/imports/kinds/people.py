"""Users and what they are, from a file: a new one with a first password, a known one changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.forms import NewPersonForm, PersonForm, PostForm
from accounts.models import Membership, Unit, User
from accounts.permissions import why_not_manage
from accounts.queries import administered_people
from accounts.records import changes, values
from accounts.services import PERSON_FIELDS, add_membership, add_person, change_person
from evaluations.imports.books import PEOPLE_PAGE, ROLES
from evaluations.imports.kinds.desk import Desk, Detail, PasswordSlip
from evaluations.imports.reading import Line

TAKEN = "用户名已由其他财政部门的用户使用，请更换。"
OTHER_NAME = "与第{}行是同一个用户名，姓名或电话却不同，请核对。"
POST = "任职"


def write_people(desk: Desk, lines: Sequence[Line]) -> None:
    """Keep new people and changed ones; a further line of the same user name is a further post.

    All that is wrong with a line is told at once, also where it cannot be written.
    """
    first: dict[str, Line] = {}
    for line in lines:
        one = first.setdefault(line["username"].lower(), line) if line["username"] else line
        unit = desk.unit(line) if line["unit"] else None
        if any(line[key] and line[key] != one[key] for key in ("full_name", "phone")):
            desk.refuse(line, "full_name", OTHER_NAME.format(one.row))
        elif unit is None or line.is_broken:
            _judge(desk, line)
        else:
            _write(desk, line, unit)


def _judge(desk: Desk, line: Line) -> None:
    """Tell what is wrong with the person of a line that is not written anyway."""
    form = PersonForm({key: line[key] for key in PERSON_FIELDS}, instance=_known(line) or User())
    for name, sentences in form.errors.items():
        for sentence in sentences:
            desk.refuse(line, name, str(sentence))


def _known(line: Line) -> User | None:
    return User.objects.filter(username__iexact=line["username"]).first()


def _write(desk: Desk, line: Line, unit: Unit) -> None:
    known = _known(line)
    if known is None:
        _add(desk, line, unit)
    elif not administered_people(desk.by).filter(pk=known.pk).exists():
        desk.refuse(line, "username", TAKEN)
    elif reason := why_not_manage(desk.by, known):
        desk.refuse(line, "username", reason)
    else:
        _change(desk, line, known, unit)


def _add(desk: Desk, line: Line, unit: Unit) -> None:
    given = {key: line[key] for key in PERSON_FIELDS}
    form = NewPersonForm({**given, "unit": unit.pk, "role": ROLES[line["role"]]}, units=desk.units)
    if not form.is_valid():
        desk.refuse_form(line, form, {})
        return
    person = form.save(commit=False)
    password = add_person(person, unit=unit, role=form.cleaned_data["role"], by=desk.by)
    desk.slips.append(PasswordSlip(person, unit.name, password))
    told = [(name, "", text) for name, text in values(person, PERSON_FIELDS).items() if text]
    _tell(desk, line, person, [*told, (POST, "", f"{unit.name} {line['role']}")], is_new=True)


def _change(desk: Desk, line: Line, person: User, unit: Unit) -> None:
    """Change what is told otherwise, and add the post where the person does not hold it today."""
    before = values(person, PERSON_FIELDS)
    told = {key: line[key] or getattr(person, key) for key in ("full_name", "phone")}
    given = {**told, "username": person.username}
    form = PersonForm(given, instance=person)
    if not form.is_valid():
        desk.refuse_form(line, form, {})
        return
    changed = changes(before, values(person, PERSON_FIELDS))
    if changed:
        change_person(form.save(commit=False), by=desk.by)
    post = _post(desk, line, person, unit)
    if post is None:
        return
    details = [*((name, old, new) for name, (old, new) in changed.items()), *post]
    _tell(desk, line, person, details, is_new=False)


def _post(desk: Desk, line: Line, person: User, unit: Unit) -> list[Detail] | None:
    """What a post more comes to, nothing where it is held; None where it is refused."""
    today = timezone.localdate()
    role = ROLES[line["role"]]
    if person.memberships.filter(unit=unit, role=role).on(today).exists():  # type: ignore[attr-defined]
        return []
    given: dict[str, Any] = {"unit": unit.pk, "role": role, "valid_from": today}
    form = PostForm(given, instance=Membership(user=person), units=desk.units)
    if not form.is_valid():
        desk.refuse_form(line, form, {})
        return None
    add_membership(form.save(commit=False), by=desk.by)
    return [(POST, "", f"{unit.name} {line['role']}")]


def _tell(desk: Desk, line: Line, person: User, details: list[Detail], *, is_new: bool) -> None:
    desk.tell(PEOPLE_PAGE, f"{person.full_name}（{person.username}）", line, details, is_new=is_new)
