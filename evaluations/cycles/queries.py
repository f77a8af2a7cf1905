"""Which years' work an administrator keeps, and which forms it can use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import administered_bureaus
from documents.models import FormVersion
from evaluations.cycles.models import Cycle, DepartmentDate


def administered_cycles(user: User) -> QuerySet[Cycle]:
    """Return the years' work of the bureaus that `user` administers; none for anybody else."""
    cycles = Cycle.objects.filter(bureau__in=administered_bureaus(user))
    return cycles.select_related("bureau").prefetch_related("forms__form_version")


def usable_forms(cycle: Cycle | None = None) -> QuerySet[FormVersion]:
    """Return the forms in use, without the retired ones; with those that `cycle` uses already."""
    forms = FormVersion.objects.filter(template__status="released")
    if cycle is not None and cycle.pk:
        forms = forms | FormVersion.objects.filter(pk__in=cycle.forms.values("form_version"))
    return forms.distinct().order_by("scope", "code", "version")


def department_dates(asked: Iterable[tuple[int, int | None]]) -> dict[tuple[int, int | None], date]:
    """By year and department, by when the department wants what its units file; in one query."""
    wanted = set(asked)
    found = DepartmentDate.objects.filter(
        cycle__in={cycle for cycle, _ in wanted}, department__in={unit for _, unit in wanted if unit}
    )
    return {(one.cycle_id, one.department_id): one.due_on for one in found}
