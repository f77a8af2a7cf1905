"""One consolidated filing with its people: a unit that leads, and two that carry out parts of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import Unit, User
from core.workflow import Action
from evaluations.cycles.models import CycleForm
from evaluations.dossiers.issuing import issue_consolidated
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.services.moves import make_move
from tests.factories import (
    Role,
    fill_in,
    make_cycle,
    make_form_version,
    make_project,
    make_unit,
    make_user,
    small_form,
)

PART = {
    "header/filer": "韩梅",
    "funds/total/adjusted": "100",
    "funds/total/executed": "80",
    "funds/total/rate": "80%",
    "funds/own/adjusted": "100",
    "funds/own/executed": "80",
    "funds/own/rate": "80%",
    "goals/1/actual": "已完成",
    "indicators/r1/target": "≥40人",
    "indicators/r1/actual": "60人",
    "indicators/r2/actual": "达成预期",
}
"""What one unit files so that nothing is found."""
WHOLE = {
    "header/filer": "李雷",
    "funds/total/adjusted": "200",
    "funds/total/executed": "160",
    "funds/total/rate": "80%",
    "funds/total/score": "8",
    "funds/own/adjusted": "200",
    "funds/own/executed": "160",
    "funds/own/rate": "80%",
    "goals/1/actual": "全部完成",
    "indicators/r1/actual": "120人",
    "indicators/r1/score": "50",
    "indicators/r2/actual": "达成预期",
    "indicators/r2/score": "40",
    "total/points": "100",
    "total/score": "98",
    "total/grade": "优",
}
"""What the leading unit files for two such parts."""


@dataclass
class Consolidated:
    """The whole, its parts by unit, and the people by name: filer, head, east, west, department …"""

    whole: Evaluation
    east: Evaluation
    west: Evaluation
    people: dict[str, User]

    def move(self, which: str, action: Action, who: str, **given: Any) -> Move:
        """`which`: whole, east, west."""
        seen = Evaluation.objects.get(pk=getattr(self, which).pk)
        move = make_move(seen, action, by=self.people[who], **{"revision": seen.revision, **given})
        setattr(self, which, Evaluation.objects.get(pk=seen.pk))
        return move

    def file(self, which: str, **typed: str) -> None:
        """A part is filled in and sent to the leading unit."""
        fill_in(getattr(self, which), self.people[which], {**PART, **typed})
        self.move(which, Action.SUBMIT, which)

    def approve(self, *names: str) -> Consolidated:
        """Parts are filed and approved."""
        for which in names:
            self.file(which)
            self.move(which, Action.APPROVE, "head")
        return self

    def fill_whole(self) -> None:
        fill_in(self.whole, self.people["filer"], WHOLE)


def issue_one(lead: Unit | None = None, **cycle_given: Any) -> Consolidated:
    lead = lead or make_unit()
    department = lead.parent
    east, west = (make_unit(department, division=lead.division) for _ in range(2))
    cycle = make_cycle(department.parent, **cycle_given)
    checks = {"C28": {"severity": "hint"}}  # 优 at 80 % is not about parts
    form = make_form_version(small_form(version=3, checks=checks))
    used = CycleForm.objects.create(cycle=cycle, scope="project", form_version=form)
    project = make_project(lead)
    whole, *parts = issue_consolidated(used, f"project-{project.pk}", [east, west], by=None)
    posts = {
        "filer": (lead, Role.FILER),
        "head": (lead, Role.UNIT_HEAD),
        "east": (east, Role.FILER),
        "west": (west, Role.FILER),
        "east_head": (east, Role.UNIT_HEAD),
        "department": (department, Role.DEPARTMENT_REVIEWER),
        "division": (lead.division, Role.FINANCE_REVIEWER),
        "performance": (department.parent, Role.FINANCE_REVIEWER),
        "administrator": (department.parent, Role.ADMINISTRATOR),
        "auditor": (department.parent, Role.AUDITOR),
    }
    return Consolidated(whole, *parts, {name: make_user(*post) for name, post in posts.items()})
