"""From rows to the pure picture of a filing that computing, checking, freezing and printing read."""

from __future__ import annotations

from core.filing.canonical import form_from_json
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, EvidenceFile, Identity, Line, Snapshot
from core.workflow import Status
from documents.models import FrozenFiling
from documents.sources import snapshot_of
from evaluations.dossiers.models import Evaluation

FILED = (Status.IN_REVIEW, Status.APPROVED, Status.ARCHIVED)


def form_of(evaluation: Evaluation) -> FormDefinition:
    """The released form of this filing."""
    return form_from_json(evaluation.form_version.definition)


def snapshot(evaluation: Evaluation) -> Snapshot:
    """Return the filing as it stands; from its submission until it is returned, as it was filed.

    So reviewers decide on, and the 定稿 prints, what was filed, though a unit is renamed meanwhile.
    One query where it was filed, else one each for its lines, its cells and its evidence.
    """
    filed = _last_filed(evaluation) if evaluation.status in FILED else None
    return snapshot_of(filed) if filed else as_it_stands(evaluation)


def as_it_stands(evaluation: Evaluation) -> Snapshot:
    """Return what stands in the rows now: what a filer fills in, and what a submission freezes."""
    return Snapshot(
        identity=identity(evaluation),
        form_sha256=evaluation.form_version.sha256,
        goals=evaluation.goals,
        lines=tuple(_lines(evaluation)),
        cells=_cells(evaluation),
        evidence=tuple(_evidence(evaluation)),
    )


def _last_filed(evaluation: Evaluation) -> FrozenFiling | None:
    last = evaluation.submissions.select_related("frozen").order_by("-number").first()
    return last.frozen if last else None


def identity(evaluation: Evaluation) -> Identity:
    """Which filing this is, in the words of the paper. A unit that is its own 主管部门 prints itself."""
    unit, cycle, project = evaluation.unit, evaluation.cycle, evaluation.project
    return Identity(
        number=evaluation.number,
        data_year=cycle.data_year,
        work_year=cycle.work_year,
        unit_code=unit.code,
        unit_name=unit.name,
        department_name=(unit.department or unit).name,
        project_code=project.code if project else "",
        project_name=project.name if project else "",
    )


def _lines(evaluation: Evaluation) -> list[Line]:
    return [
        Line(
            key=line.key,
            group=line.group,
            name=line.name,
            approved_target=line.approved_target,
            approved_points=line.approved_points,
            rule=line.rule,
        )
        for line in evaluation.lines.order_by("position")
    ]


def _cells(evaluation: Evaluation) -> dict[str, Cell]:
    rows = evaluation.cells.exclude(typed="").order_by("ref").values_list("ref", "typed", "value")
    return {ref: Cell(typed, value) for ref, typed, value in rows}


def _evidence(evaluation: Evaluation) -> list[EvidenceFile]:
    """In an order of its own content: a file taken away and brought again is no change."""
    present = evaluation.evidence.filter(removed_at__isnull=True)
    return sorted(EvidenceFile(*row) for row in present.values_list("row", "name", "size", "sha256"))
