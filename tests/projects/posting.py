"""What a browser sends to the pages of projects, and where to."""

from __future__ import annotations

from django.urls import reverse

from evaluations.projects.queries import mark_of


def at(name, *args):
    return reverse(name, args=args)


def target_at(project, year=2021, version="initial"):
    return at("project_target", project.pk, year, version)


def typed(*rows, initial=0, goals="按时完成", number="示例〔2021〕1号"):
    """What the browser sends: three rows are always there."""
    names = ("key", "group", "name", "text", "points", "rule", "DELETE")
    given = [*rows, *[{}] * (initial + 3 - len(rows))]
    data = {
        "rows-TOTAL_FORMS": len(given),
        "rows-INITIAL_FORMS": initial,
        "goals": goals,
        "document_number": number,
    }
    for n, row in enumerate(given):
        data |= {f"rows-{n}-{name}": row[name] for name in names if row.get(name)}
    return data


def seen(project):
    return mark_of(project.approved_targets.first())


def row(**given):
    return {"group": "quantity", "name": "救助人数", "text": "≥100人", "points": "50", **given}
