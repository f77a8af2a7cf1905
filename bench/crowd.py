"""Filings by the hundred thousand, for lists alone: rows that the database copies by itself in seconds."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils import timezone

from accounts.models import Membership, Unit, User
from evaluations.cycles.models import Cycle
from evaluations.projects.models import Project
from tests import factories as make

Role = Membership.Role
DEPARTMENTS, UNITS, YEARS = 20, 500, 10
COPY = """
INSERT INTO dossiers_evaluation (cycle_id, form_version_id, form_code, unit_id, project_id, number, status,
    step, revision, goals, due_on, grade, must_fix, must_explain, hints, created_at, updated_at)
SELECT cycle.id, %(form)s, 'small', project.unit_id, project.id, 'N' || cycle.id || '-' || project.id,
    {status}, {step}, 3, 1, cycle.due_on, '', 1, 0, 0, %(now)s, %(now)s
FROM projects_project AS project CROSS JOIN cycles_cycle AS cycle
WHERE project.id > %(after)s AND cycle.is_open = %(is_open)s
"""
STATES = ("not_started", "draft", "in_review", "in_review", "in_review", "in_review", "returned", "approved")
STEPS = {2: "unit_head", 3: "department", 4: "division", 5: "performance"}
ONE_OF_EIGHT = "CASE (project.id * 7919 / 97) %% 8 {} ELSE {} END"


def case(words: dict[int, str], other: str) -> str:
    whens = " ".join(f"WHEN {number} THEN '{word}'" for number, word in words.items())
    return ONE_OF_EIGHT.format(whens, f"'{other}'")


OPEN = {"status": case(dict(enumerate(STATES)), "draft"), "step": case(STEPS, "")}
CLOSED = {"status": case({0: "exempt"}, "archived"), "step": "''"}


class Crowd:
    """One bureau, 20 departments, 500 units; filings of ten years, the last of them open."""

    def __init__(self) -> None:
        self.bureau = make.make_bureau()
        divisions = [make.make_division(self.bureau) for _ in range(5)]
        departments = [make.make_department(self.bureau) for _ in range(DEPARTMENTS)]
        for n in range(UNITS):
            make.make_unit(departments[n % DEPARTMENTS], division=divisions[n % 5])
        today = date.today()
        for ago in range(YEARS):
            due = date(today.year - ago, today.month, 28)
            make.make_cycle(
                self.bureau, is_open=not ago, due_on=due, data_year=due.year - 1, work_year=due.year
            )
        self.form, self.division = make.make_form_version(), divisions[0]
        self.units = list(Unit.objects.filter(kind=Unit.Kind.UNIT))

    def people(self) -> dict[str, User]:
        """One of each kind."""
        unit = self.units[7]
        return {
            "filer": make.make_user(unit, Role.FILER),
            "unit head": make.make_user(unit, Role.UNIT_HEAD),
            "department": make.make_user(unit.department, Role.DEPARTMENT_REVIEWER),
            "division": make.make_user(self.division, Role.FINANCE_REVIEWER),
            "finance": make.make_user(self.bureau, Role.FINANCE_REVIEWER),
            "auditor": make.make_user(self.bureau, Role.AUDITOR),
        }

    def grow(self, filings: int) -> None:
        """Add projects with their filings of all years until there are so many filings."""
        last, first = Project.objects.order_by("-pk").first(), Project.objects.count()
        Project.objects.bulk_create(
            (
                Project(unit=self.units[n % UNITS], code=f"N{n}", name=f"第{n}号项目支出")
                for n in range(first, filings // Cycle.objects.count())
            ),
            batch_size=2000,
        )
        given = {"form": self.form.pk, "now": timezone.now(), "after": last.pk if last else 0}
        with connection.cursor() as cursor:
            for is_open, words in ((True, OPEN), (False, CLOSED)):
                cursor.execute(COPY.format(**words), {**given, "is_open": is_open})
            if connection.vendor == "postgresql":  # as autovacuum does by itself within minutes
                cursor.execute("VACUUM ANALYZE")
