"""The bureau, its people and its thirteen tasks of the year, put into an empty product before a journey."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.product import ROOT, Product, environment, new_database, started
from tests.journeys.twelve.figures import BUREAU, DEPARTMENT, PROJECTS, UNIT, YEAR

PROGRAM = """
import django
django.setup()
from pathlib import Path
from django.conf import settings
from foundation.supervisor.preparing import prepare
prepare(Path(settings.VAR_DIR), demo=False)
from tests.journeys.twelve.bureau import make
make()
"""
PASSWORD = "Yunxi-2026-hao"
PEOPLE = {
    "guanli": ("赵设置", "administrator", BUREAU),
    "jixiao": ("陈绩效", "finance_reviewer", BUREAU),
    "zhuguan": ("钱核对", "department_reviewer", DEPARTMENT),
    "tianbao": ("李文书", "filer", UNIT),
}
FORMS = ("national-project-2020", "pingan-department-2024")


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """The product with the bureau in it, and no demo."""
    var = folder / "var"
    var.mkdir(parents=True)
    logins = "".join(f"{name} {PASSWORD}\n" for name in PEOPLE)
    (var / "demo-logins.txt").write_text(f"账号\n{logins}", encoding="utf-8")
    (var / ".demo").touch()
    with new_database() as url:
        given = environment(var, url) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=given, check=True)
        with started(var, url) as product:
            yield product


def make() -> None:
    """Units, people, projects with their approved targets, the year's work, and all that is to be filed."""
    from django.db import transaction

    from evaluations.dossiers.demo.work import release_forms
    from evaluations.dossiers.issuing import candidates, issue

    with transaction.atomic():
        units, people = _units(), {}
        for name, (full_name, role, place) in PEOPLE.items():
            people[name] = _person(name, full_name, role, units[place])
        by = people["guanli"]
        for number, project in enumerate(PROJECTS, start=1):
            _project(units[UNIT], number, project, by)
        cycle = _cycle(units[BUREAU], release_forms(FORMS, by), by)
        for used in cycle.forms.all():
            keys = [found.key for found in candidates(used) if found.unit == units[UNIT]]
            issue(used, keys, by=by)


def _units():
    from accounts.models import Unit
    from accounts.services import save_unit

    bureau = save_unit(Unit(code="520999", name=BUREAU, kind=Unit.Kind.BUREAU), by=None)
    department = Unit(code="401", name=DEPARTMENT, kind=Unit.Kind.DEPARTMENT, parent=bureau)
    save_unit(department, by=None)
    unit = Unit(code="401001", name=UNIT, kind=Unit.Kind.UNIT, parent=department, department=department)
    return {BUREAU: bureau, DEPARTMENT: department, UNIT: save_unit(unit, by=None)}


def _person(username, full_name, role, unit):
    from accounts.models import Membership, User
    from accounts.services import add_membership

    person = User(username=username, full_name=full_name, phone="0851-0000001")
    person.set_password(PASSWORD)
    person.save()
    add_membership(Membership(user=person, unit=unit, role=role), by=None)
    return person


def _project(unit, number, project, by) -> None:
    from decimal import Decimal

    from evaluations.projects import services
    from evaluations.projects.models import Project

    stored = services.save_project(Project(unit=unit, code=f"P{number:02}", name=project.name), by=by)
    rows = [
        services.RowEntry(group, name, text, Decimal(points)) for group, name, text, points in project.rows
    ]
    approved = services.Approved([project.goal], rows, f"云财〔{YEAR}〕3号")
    services.set_approved_target(stored, year=YEAR, version="initial", approved=approved, by=by)


def _cycle(bureau, versions, by):
    from datetime import timedelta

    from django.utils import timezone

    from evaluations.cycles.models import Cycle
    from evaluations.cycles.services import create_cycle

    cycle = Cycle(
        bureau=bureau,
        name=f"{YEAR}年度绩效自评工作",
        data_year=YEAR,
        work_year=YEAR + 1,
        chain=["department", "performance"],
        signing_mode=Cycle.SigningMode.SIGN_FIRST,
        due_on=timezone.localdate() + timedelta(days=10),
    )
    return create_cycle(cycle, forms=versions.values(), by=by)
