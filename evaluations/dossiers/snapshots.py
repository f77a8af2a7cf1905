"""From rows to the pure picture of a filing that computing, checking, freezing and printing read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Q, QuerySet

from core.filing.canonical import form_from_json
from core.filing.cells import CellRef
from core.filing.child_form import child_form, without_report
from core.filing.children import child_of
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Child, EvidenceFile, Identity, Line, Snapshot
from core.paper.placed import filled
from core.workflow import Status
from documents.models import FormVersion, FrozenFiling
from documents.sources import snapshot_of
from evaluations.dossiers.models import Cell as CellRow
from evaluations.dossiers.models import Evaluation, Submission

FINISHED = (Status.APPROVED, Status.ARCHIVED)
FILED = (Status.IN_REVIEW, *FINISHED)
Quoted = Mapping[CellRef, Mapping[str, str]]
"""What the figures placed in texts are or were: by text, by the address of the cell."""


@dataclass(frozen=True)
class Picture:
    """A filing as it stands, and what only its cells know.

    `taken_over`: those that hold last year's words that nobody changed. `quoted`: what the figures placed in
    texts were when these were written.
    """

    snapshot: Snapshot
    taken_over: frozenset[CellRef]
    quoted: Quoted


def form_of(evaluation: Evaluation) -> FormDefinition:
    """The released form of this filing; its long text is read once in a process, it never changes.

    What one unit files of a consolidated filing asks for less (core.filing.child_form), and so does a filing
    without a report.
    """
    sha256 = evaluation.form_version.sha256
    if evaluation.parent_id:
        return _child_form(sha256)
    return _without_report(sha256) if evaluation.report else released_form(sha256)


@lru_cache(maxsize=64)
def released_form(sha256: str) -> FormDefinition:
    """A released form by its hash."""
    return form_from_json(FormVersion.objects.values_list("definition", flat=True).get(sha256=sha256))


@lru_cache(maxsize=64)
def _child_form(sha256: str) -> FormDefinition:
    return child_form(released_form(sha256))


@lru_cache(maxsize=64)
def _without_report(sha256: str) -> FormDefinition:
    return without_report(released_form(sha256))


def snapshot(evaluation: Evaluation) -> Snapshot:
    """Return the filing as it stands; from its submission until it is returned, as it was filed.

    So reviewers decide on, and the 定稿 prints, what was filed, though a unit is renamed meanwhile.
    One query where it was filed, else one each for its lines, its cells and its evidence.
    """
    filed = _last_filed(evaluation) if evaluation.status in FILED else None
    return snapshot_of(filed) if filed else as_it_stands(evaluation).snapshot


def picture(evaluation: Evaluation) -> Picture:
    """As `snapshot`, with what only its cells know; one query more where it was filed."""
    if evaluation.status in FILED:
        return remembering(evaluation, snapshot(evaluation))
    return as_it_stands(evaluation)


def as_it_stands(evaluation: Evaluation) -> Picture:
    """Return what stands in the rows now: what a filer fills in, and what a submission freezes."""
    lines, rows = tuple(_lines(evaluation)), list(_cells(evaluation))
    snapshot = Snapshot(
        identity=identity(evaluation),
        form_sha256=evaluation.form_version.sha256,
        goals=evaluation.goals,
        lines=lines,
        cells={row.ref: Cell(row.typed, row.value) for row in rows},
        evidence=tuple(_evidence(evaluation)),
        children=children(evaluation),
    )
    snapshot = filled(form_of(evaluation), snapshot)
    return _picture(snapshot, rows)


def remembering(evaluation: Evaluation, snapshot: Snapshot) -> Picture:
    """Return the filing as it is seen in `snapshot`, with what only its cells know: one query."""
    marked = Q(source=CellRow.Source.LAST_YEAR) | ~Q(quoted={})
    return _picture(snapshot, _cells(evaluation).filter(marked))


def _picture(snapshot: Snapshot, rows: Iterable[CellRow]) -> Picture:
    last_year = (CellRef.parse(row.ref) for row in rows if row.source == CellRow.Source.LAST_YEAR)
    texts = {CellRef.parse(row.ref): row.quoted for row in rows if row.quoted}
    return Picture(snapshot, frozenset(last_year), texts)


def _last_filed(evaluation: Evaluation) -> FrozenFiling | None:
    last = evaluation.submissions.select_related("frozen").order_by("-number").first()
    return last.frozen if last else None


def identity(evaluation: Evaluation) -> Identity:
    """Which filing this is, in the words of the paper. A unit that is its own 主管部门 prints itself."""
    unit, cycle, project = evaluation.unit, evaluation.cycle, evaluation.project
    parent = evaluation.parent
    return Identity(
        number=evaluation.number,
        data_year=cycle.data_year,
        work_year=cycle.work_year,
        unit_code=unit.code,
        unit_name=unit.name,
        department_name=(unit.department or unit).name,
        project_code=project.code if project else "",
        project_name=project.name if project else "",
        parent_unit=parent.unit.name if parent else "",
        parent_number=parent.number if parent else "",
        report=evaluation.report,
    )


def children(evaluation: Evaluation) -> tuple[Child, ...]:
    """What the units of a consolidated filing have filed: the figures of those approved, the names of others.

    Two queries, and one for each part that this process has not read before; none for any other filing.
    """
    if not evaluation.has_children:
        return ()
    parts = evaluation.children.exclude(status=Status.EXEMPT).select_related("unit").order_by("unit__path")
    filed = Submission.objects.filter(evaluation__parent=evaluation, evaluation__status__in=FINISHED)
    approved = dict(filed.order_by("number").values_list("evaluation", "frozen__sha256"))
    form = evaluation.form_version.sha256
    return tuple(_child(part, form, approved.get(part.pk), evaluation.unit_id) for part in parts)


def _child(part: Evaluation, form: str, sha256: str | None, lead: int) -> Child:
    leads = part.unit_id == lead
    if sha256 is None:
        return Child(part.number, part.unit.name, leads)
    return replace(_approved_child(form, sha256), leads=leads)


@lru_cache(maxsize=256)
def _approved_child(form: str, sha256: str) -> Child:
    """What is frozen never changes."""
    frozen = FrozenFiling.objects.get(sha256=sha256)
    return child_of(_child_form(form), snapshot_of(frozen), sha256=sha256)


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


def _cells(evaluation: Evaluation) -> QuerySet[CellRow, CellRow]:
    filled = evaluation.cells.exclude(typed="").order_by("ref")
    return filled.only("evaluation", "ref", "typed", "value", "source", "quoted")


def _evidence(evaluation: Evaluation) -> list[EvidenceFile]:
    """In an order of its own content: a file taken away and brought again is no change."""
    present = evaluation.evidence.filter(removed_at__isnull=True)
    return sorted(EvidenceFile(*row) for row in present.values_list("row", "name", "size", "sha256"))
