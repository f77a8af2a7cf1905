"""Which 预算变动 of a project's year stand, and what its money may be called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from core.filing.canonical import form_from_json
from core.filing.movements import Movement, source_name
from documents.models import FormVersion
from evaluations.projects.models import BudgetMovement, Project

Year = tuple[int, int]
"""Of which project, which year."""


def of_a_year(project: Project, year: int) -> QuerySet[BudgetMovement]:
    """Every row in the order in which they were registered, also those that were corrected."""
    rows = BudgetMovement.objects.filter(project=project, year=year)
    return rows.select_related("corrects", "correction", "recorded_by").order_by("pk")


def standing(years: Iterable[Year]) -> dict[Year, tuple[Movement, ...]]:
    """The movements that count, by project and year: one query. A correction stands for what it corrects."""
    asked = set(years)
    found: dict[Year, list[Movement]] = defaultdict(list)
    projects, of = {project for project, _ in asked}, {year for _, year in asked}
    rows = BudgetMovement.objects.filter(project__in=projects, year__in=of, amount__gt=0)
    for row in rows.filter(correction__isnull=True).order_by("pk"):
        found[row.project_id, row.year].append(row.figure)
    return {key: tuple(own) for key, own in found.items()}


def years_of(project: Project) -> list[int]:
    """The years for which anything was registered."""
    return list(project.movements.order_by("year").values_list("year", flat=True).distinct())


def source_choices() -> list[str]:
    """What the sources of money are called in the released forms of projects, the newest forms first."""
    found: dict[str, None] = {}
    for version in FormVersion.objects.filter(scope__in=["project", "transfer"]).order_by("-year", "-pk"):
        funds = form_from_json(version.definition).funds
        for row in funds.rows if funds else ():
            if row.role == "part":
                found.setdefault(source_name(row.label))
    return list(found)
