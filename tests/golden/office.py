"""Whoever it takes to file the table of a case, and the task itself, made by the administrators' services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.services import add_person, change_own_password, create_administrator, save_unit
from documents.models import FormVersion
from evaluations.cycles.models import Cycle, CycleForm
from evaluations.cycles.services import create_cycle
from evaluations.dossiers.issuing import issue
from evaluations.dossiers.models import Evaluation
from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.services import Approved, RowEntry, save_project, set_approved_target
from indicators import catalogue
from indicators.release import release, take_over
from tests.factories import PASSWORD
from tests.golden.cases import YUANCHENG, Case

Role = Membership.Role


@dataclass(frozen=True)
class Names:
    """What the unit, its project and its 填报人 are called, where not as in the case."""

    unit: str = ""
    project: str = ""
    filer: str = "林清和"


@dataclass(frozen=True)
class Office:
    """The task as it was issued, and the people who bring it to its end."""

    filing: Evaluation
    filer: User
    head: User
    reviewer: User


def open_office(names: Names | None = None, case: Case = YUANCHENG) -> Office:
    """A unit, its 主管部门 (or itself), its people, the bureau's year on the released form, the task."""
    names, filed = names or Names(), case.filed
    bureau = Unit(code="441602", name="区财政局", kind=Unit.Kind.BUREAU)
    chief = User(username="chief", full_name="赵设置")
    by = create_administrator(chief, password=PASSWORD, bureau=bureau)
    is_its_own = names.unit or filed["department"] == filed["unit"]
    unit = _department(names.unit or filed["department"], filed.get("department_code", "301"), bureau, by)
    unit = unit if is_its_own else _unit(filed["unit"], unit, by)
    shipped = catalogue.FOLDER / f"{case.form_name}.toml"
    cycle = _cycle(bureau, release(take_over(shipped, by=by), by=by), filed["year"], by)
    key = f"unit-{unit.pk}"
    if filed["project"]:
        key = f"project-{_project(names.project or filed['project'], unit, case, by).pk}"
    (filing,) = issue(CycleForm.objects.get(cycle=cycle), [key], by=by)
    return Office(
        filing,
        filer=_person("filer", names.filer, unit, Role.FILER, by=by),
        head=_person("head", "杨主任", unit, Role.UNIT_HEAD, by=by),
        reviewer=_person("reviewer", "陈绩效", bureau, Role.FINANCE_REVIEWER, by=by),
    )


def _department(name: str, code: str, bureau: Unit, by: User) -> Unit:
    division = Unit(code="441602-SB", name="社会保险股", kind=Unit.Kind.DIVISION, parent=bureau)
    department = Unit(code=code, name=name, kind=Unit.Kind.DEPARTMENT, parent=bureau)
    department.division = save_unit(division, by=by)
    return save_unit(department, by=by)


def _unit(name: str, department: Unit, by: User) -> Unit:
    code = f"{department.code}001"
    unit = Unit(code=code, name=name, kind=Unit.Kind.UNIT, parent=department, department=department)
    unit.division = department.division
    return save_unit(unit, by=by)


def _person(username: str, full_name: str, unit: Unit, role: str, *, by: User) -> User:
    person = User(username=username, full_name=full_name)
    add_person(person, unit=unit, role=role, by=by)
    change_own_password(person, PASSWORD)
    return person


def _cycle(bureau: Unit, form: FormVersion, year: int, by: User) -> Cycle:
    cycle = Cycle(
        bureau=bureau,
        name=f"{year}年度绩效自评工作",
        data_year=year,
        work_year=year + 1,
        chain=["unit_head", "performance"],
        due_on=timezone.localdate() + timedelta(days=30),
    )
    return create_cycle(cycle, forms=[form], by=by)


def _project(name: str, unit: Unit, case: Case, by: User) -> Project:
    """The project with its 批复绩效目标 as the case has it."""
    project = save_project(Project(unit=unit, code="p1", name=name), by=by)
    rows = [
        RowEntry(line.group, line.name, line.approved_target, points=_points(line.approved_points))
        for line in case.lines()
    ]
    approved = Approved([goal["expected"] for goal in case.filed["goals"]], rows)
    year, version = case.filed["year"], ApprovedTarget.Version.INITIAL
    set_approved_target(project, year=year, version=version, approved=approved, by=by)
    return project


def _points(points: Decimal | int | None) -> Decimal | None:
    return None if points is None else Decimal(points)
