"""Which projects an administrator keeps, which 批复绩效目标 counts, and where its rows can stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import administered_units
from core.filing.canonical import form_from_json, sha256, text_of
from core.filing.form import Indicators, RowRule
from documents.models import FormVersion
from evaluations.projects.models import ApprovedTarget, Project

MARK_LENGTH = 16


def current_target(project: Project, year: int) -> ApprovedTarget | None:
    """Return what counts for `year`: the target as adjusted, else as approved at the start of the year."""
    targets = {target.version: target for target in project.approved_targets.filter(year=year)}
    return targets.get(ApprovedTarget.Version.ADJUSTED) or targets.get(ApprovedTarget.Version.INITIAL)


def mark_of(target: ApprovedTarget | None) -> str:
    """Return what tells one content of a target from another; empty where there is none."""
    if target is None:
        return ""
    goals = list(target.goals.order_by("position").values_list("text", flat=True))
    rows = target.rows.order_by("position").values_list("key", "group", "name", "text", "points", "rule")
    return sha256(text_of([target.document_number, goals, [list(row) for row in rows]]))


def administered_projects(user: User) -> QuerySet[Project]:
    """Return the projects of every unit of the bureaus that `user` administers; none for anybody else."""
    return (
        Project.objects.filter(unit__in=administered_units(user))
        .select_related("unit")
        .order_by("unit__path", "code")
    )


def group_choices() -> list[tuple[str, str]]:
    """Return (key, label) of the second levels of all released forms whose rows come from projects."""
    return [(key, f"{first} · {second}") for key, (first, second) in group_names().items()]


def group_names() -> dict[str, tuple[str, str]]:
    """Return the names of first and second level by the key of the second; newest forms first."""
    found: dict[str, tuple[str, str]] = {}
    for indicators in _asked_of_projects():
        for heading, leaf in indicators.leaves():
            found.setdefault(leaf.key, (heading.name, leaf.name))
    return found


def rule_choices() -> dict[str, RowRule]:
    """Return the rules that a row may be given, by what stands for each on a page; newest forms first."""
    found: dict[str, RowRule] = {}
    for indicators in _asked_of_projects():
        for choice in indicators.row_rules:
            found.setdefault(rule_mark(choice.rule.model_dump(mode="json")), choice)
    return found


def rule_mark(rule: Mapping[str, Any]) -> str:
    """Return what stands for a rule in a form: the same for the same parameters."""
    return sha256(text_of(rule))[:MARK_LENGTH]


def _asked_of_projects() -> Iterator[Indicators]:
    """The indicators of all released forms whose rows come from projects, the newest first."""
    for version in FormVersion.objects.filter(scope__in=["project", "transfer"]).order_by("-year", "-pk"):
        form = form_from_json(version.definition)
        if form.indicators.level3 == "per_project":
            yield form.indicators


def next_row_number(project: Project) -> int:
    """Return n of the next free row key r<n>: given once in all years, also where its row is gone (D4)."""
    keys = project.approved_targets.values_list("rows__key", flat=True)
    numbers = [int(key[1:]) for key in keys if key and key[0] == "r" and key[1:].isdecimal()]
    return max([*numbers, project.last_row_number]) + 1
