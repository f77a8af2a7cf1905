"""Three hundred filings of seventy units, made cheaply: one snapshot with other figures, nothing printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accounts.models import Unit, User
from core.figures import printing
from core.filing import canonical
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.snapshot import Snapshot
from core.workflow import Action, Status
from documents.models import FrozenFiling
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, Move, Submission
from evaluations.dossiers.snapshots import as_it_stands
from evaluations.projects.models import Project
from tests.factories import (
    FILLED,
    Role,
    make_bureau,
    make_cycle,
    make_department,
    make_evaluation,
    make_form_version,
    make_unit,
    make_user,
    small_form,
    write_cells,
)

GRADES = ("优", "良", "中", "差")
UNSCORED = {"indicators": {**small_form().indicators.model_dump(), "scored": False}, "code": "unscored"}


@dataclass(frozen=True)
class Known:
    """What one filing was made with. `budget`, `spent` in 万元; None where it was left empty."""

    department: str
    unit: str
    budget: Decimal | None
    spent: Decimal | None
    score: Decimal
    grade: str
    status: str


@dataclass(frozen=True)
class Year:
    bureau: Unit
    cycle: Cycle
    finance: User
    known: list[Known]


def make_year(*, units: int = 70, filings: int = 300, departments: int = 10) -> Year:
    """A year's work with `filings` project filings; every ninth is open, every eleventh lacks its budget."""
    bureau = make_bureau()
    cycle = make_cycle(bureau, due_on=date(2022, 4, 30))
    finance = make_user(bureau, Role.FINANCE_REVIEWER)
    above = [make_department(bureau) for _ in range(departments)]
    division = make_unit(above[0]).division
    places = [make_unit(above[number % departments], division=division) for number in range(units)]
    pattern = write_cells(make_evaluation(places[0], cycle=make_cycle(bureau)))
    known = [_known(number, places[number % units]) for number in range(filings)]
    _store(cycle, finance, places, known, as_it_stands(pattern).snapshot)
    return Year(bureau, cycle, finance, known)


def _known(number: int, unit: Unit) -> Known:
    assert unit.department is not None
    budget = None if number % 11 == 5 else Decimal(100 + 7 * number) / 100
    return Known(
        department=unit.department.name,
        unit=unit.name,
        budget=budget,
        spent=Decimal(number * number % 997) / 100,
        score=Decimal(600 + number * 7 % 400) / 10,
        grade=GRADES[number % 4],
        status=Status.DRAFT if number % 9 == 4 else Status.APPROVED,
    )


def _store(cycle: Cycle, by: User, places: list[Unit], known: list[Known], pattern: Snapshot) -> None:
    version = make_form_version()
    units = [places[number % len(places)] for number in range(len(known))]
    projects = Project.objects.bulk_create(
        Project(unit=unit, code=f"M{number:04}", name=f"项目{number:04}") for number, unit in enumerate(units)
    )
    common = {"cycle": cycle, "form_version": version, "form_code": version.code, "due_on": cycle.due_on}
    made = Evaluation.objects.bulk_create(
        Evaluation(**common, unit=unit, project=project, number=f"2021-M-{project.code}", status=one.status)
        for unit, project, one in zip(units, projects, known, strict=True)
    )
    filed = [(filing, one) for filing, one in zip(made, known, strict=True) if one.status != Status.DRAFT]
    bodies = [canonical.to_json(_said(pattern, filing, one)) for filing, one in filed]
    frozen = FrozenFiling.objects.bulk_create(
        FrozenFiling(sha256=canonical.sha256(body), form_version=version, body=body) for body in bodies
    )
    Submission.objects.bulk_create(
        Submission(evaluation=filing, number=1, frozen=kept, findings=[], submitted_by=by)
        for (filing, _), kept in zip(filed, frozen, strict=True)
    )
    Move.objects.bulk_create(
        Move(evaluation=filing, actor=by, **move) for filing, _ in filed for move in _moves()
    )


def _moves() -> list[dict[str, object]]:
    step = "performance"
    submit = {"from_status": Status.DRAFT, "to_status": Status.IN_REVIEW, "to_step": step}
    approve = {"from_status": Status.IN_REVIEW, "from_step": step, "to_status": Status.APPROVED}
    return [
        {**submit, "number": 1, "action": Action.SUBMIT},
        {**approve, "number": 2, "action": Action.APPROVE},
    ]


def _said(pattern: Snapshot, filing: Evaluation, one: Known) -> Snapshot:
    typed = {
        **FILLED,
        "funds/total/adjusted": printing.plain(one.budget),
        "funds/total/executed": printing.plain(one.spent),
        "total/score": printing.plain(one.score),
        "total/grade": one.grade,
    }
    assert filing.project is not None
    identity = replace(pattern.identity, number=filing.number, project_name=filing.project.name)
    form = small_form()
    cells = {ref: read_cell(form, CellRef.parse(ref), text) for ref, text in typed.items() if text}
    return replace(pattern, identity=identity, cells=cells)
