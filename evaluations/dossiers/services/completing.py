"""补填各表: what a filing can be given without asking anybody: who files it, what is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import takewhile

from django.utils import timezone

from accounts.models import User
from accounts.queries import filers_of, posts_of_today
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import compute
from evaluations.dossiers.fillable import Slot, fillable
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.permissions import FILERS, capacities_in
from evaluations.dossiers.services.cells import Change, save_cells
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import form_of, picture

ROUNDS = 4
"""A total offers a rate, a rate a score, the scores a sum."""
FILLED_ON = "filled_on"


def who_files(evaluation: Evaluation, at_the_desk: User) -> dict[CellRef, str]:
    """What 基本信息 may start with: the person at the desk, in the cells that the catalogue calls so.

    Who stands in (代填) does not sign for the unit: its own 填报人 does, where it has one alone.
    """
    unit = evaluation.unit
    if not FILERS & capacities_in(unit, posts_of_today(at_the_desk)):
        people = User.objects.filter(pk__in=filers_of(unit).values("user"))[:2]
        return _named(people[0]) if len(people) == 1 else {}
    return _named(at_the_desk)


def _named(person: User) -> dict[CellRef, str]:
    known = {"filer": person.full_name, "phone": person.phone, "contact": person.full_name}
    return {cells.header(key): text for key, text in known.items()}


def complete(evaluation: Evaluation, *, by: User) -> int:
    """Write into empty cells who files it, today's date and what is computed; return how many were written.

    A cell that takes nothing but the computed value gets it over another one, too.
    """
    today = timezone.localdate()
    given = {**who_files(evaluation, by), cells.header(FILLED_ON): _written(today)}
    written = _write(evaluation, given, by, Cell.Source.TYPED)
    rounds = (_write(evaluation, None, by, Cell.Source.COMPUTED) for _ in range(ROUNDS))
    return written + sum(takewhile(bool, rounds))


def _write(evaluation: Evaluation, given: Mapping[CellRef, str] | None, by: User, source: str) -> int:
    """Each cell for itself. `given`: the texts; None: what is computed of the filing as it stands."""
    seen = fresh(evaluation)
    form, now = form_of(seen), picture(seen)
    slots, stands = fillable(form, now.snapshot), now.snapshot.typed
    texts = compute(form, now.snapshot).offers if given is None else given
    changes = [
        Change(ref, stands(ref), text)
        for ref, text in texts.items()
        if text and ref in slots and _is_to_fill(slots[ref], stands(ref), text)
    ]
    return save_cells(seen, changes, by=by, source=source, apart=True, read=now).saved if changes else 0


def _is_to_fill(slot: Slot, stands: str, text: str) -> bool:
    """What is empty; and what can hold the computed value alone, where it holds another."""
    return not stands or (slot.computed_only and stands != text)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
