"""One filing with the people around it, moved by the real services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from accounts.models import User
from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.services.moves import make_move
from tests.factories import Role, fill_in, make_evaluation, make_user

ALL = ("unit_head", "department", "division", "performance")


@dataclass
class Life:
    """One filing and the people around it, by their step."""

    evaluation: Evaluation
    people: dict[str, User]

    def move(self, action: Action, who: str, **given: Any) -> Move:
        revision = Evaluation.objects.get(pk=self.evaluation.pk).revision
        move = make_move(self.evaluation, action, by=self.people[who], **{"revision": revision, **given})
        self.evaluation.refresh_from_db()
        return move

    def to(self, *whos: str) -> Life:
        """Fill in and submit as the filer, then approve as each of `whos`."""
        if self.evaluation.status in ("not_started", "draft"):
            fill_in(self.evaluation, self.people["filer"])
        self.move(Action.SUBMIT, "filer")
        for who in whos:
            self.move(Action.APPROVE, who)
        return self

    @property
    def place(self) -> str:
        return f"{self.evaluation.status} {self.evaluation.step}".strip()


def begin(**given: Any) -> Life:
    evaluation = make_evaluation(**given)
    unit = evaluation.unit
    places = {
        "filer": (unit, Role.FILER),
        "unit_head": (unit, Role.UNIT_HEAD),
        "department": (unit.parent, Role.DEPARTMENT_REVIEWER),
        "division": (unit.division, Role.FINANCE_REVIEWER),
        "performance": (unit.parent.parent, Role.FINANCE_REVIEWER),
        "administrator": (unit.parent.parent, Role.ADMINISTRATOR),
    }
    return Life(evaluation, {name: make_user(*place) for name, place in places.items()})


def returned() -> Life:
    life = begin().to()
    life.move(Action.RETURN, "unit_head", reason="请核对")
    return life


def refused(status: int, life: Life, action: Action, who: str, **given: Any) -> str:
    """The sentence; nothing may have changed."""
    life.evaluation.refresh_from_db()
    before = (life.place, life.evaluation.revision, Move.objects.count())
    with pytest.raises((NotAllowed, Stale)) as refusal:
        life.move(action, who, **given)
    life.evaluation.refresh_from_db()
    assert (life.place, life.evaluation.revision, Move.objects.count()) == before
    assert refusal.value.http_status == status
    return refusal.value.sentence
