"""Opening a filing: its number, its rows and what was approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import Unit, User
from core.figures.printing import plain
from core.filing import cells
from core.filing.canonical import form_from_json
from core.filing.cells import CellRef
from core.filing.child_form import child_form, lines_for_child
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.snapshot import Line
from documents.models import FormVersion
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Cell, Evaluation, IndicatorLine
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.log import note
from evaluations.dossiers.services.office import keep_office
from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.queries import current_target


@transaction.atomic
def open_evaluation(
    cycle: Cycle,
    form_version: FormVersion,
    unit: Unit,
    *,
    project: Project | None = None,
    parent: Evaluation | None = None,
    by: User | None = None,
) -> Evaluation:
    """Open a filing as 未填报: its number (2021-<unit code>-001), its rows and what the 批复绩效目标 says.

    `parent`: the consolidated filing of which it is one unit's part. IntegrityError where the unit already
    files this form for this project in this year's work.
    """
    form = form_from_json(form_version.definition)
    given = _given(form, current_target(project, cycle.data_year) if project else None)
    if parent is not None:
        given, form = replace(given, lines=lines_for_child(form, given.lines)), child_form(form)
    evaluation = Evaluation.objects.create(
        cycle=cycle,
        form_version=form_version,
        form_code=form_version.code,
        unit=unit,
        project=project,
        parent=parent,
        report=_report_rule(cycle, form_version) if form.has_table and parent is None else "",
        number=_next_number(unit, cycle.data_year),
        goals=max(len(given.goals), form.goals.count if form.goals else 1),
        due_on=cycle.due_on,
    )
    _write_lines(evaluation, given.lines)
    _write_cells(evaluation, form, given)
    _write_columns(evaluation)
    note(evaluation, "下达自评任务", by=by, detail={"表样": form_version.code, "单位": unit.name})
    return evaluation


def _report_rule(cycle: Cycle, form_version: FormVersion) -> str:
    """Who writes the report, as this year's work says; a form that is its report alone keeps it."""
    used = cycle.forms.filter(form_version=form_version)
    return used.values_list("report", flat=True).first() or ""


def lock_serials(units: Iterable[Unit]) -> None:
    """Lock until commit what the numbers of filings of `units` are counted by: their codes, by ascending key.

    Whoever opens several filings calls this first: the log's head is locked last (D13).
    """
    codes = sorted({unit.code for unit in units})
    list(Unit.objects.select_for_update().filter(code__in=codes).order_by("pk").values_list("pk"))


@dataclass(frozen=True)
class Given:
    """What a filing starts from: the goals and rows of the approved target, or the rows of the form."""

    goals: tuple[str, ...]
    lines: tuple[Line, ...]


def _given(form: FormDefinition, approved: ApprovedTarget | None) -> Given:
    goals = tuple(goal.text for goal in approved.goals.order_by("position")) if approved else ()
    if form.indicators.level3 == "fixed":
        return Given(goals, tuple(_fixed_lines(form)))
    return Given(goals, tuple(_approved_lines(approved)) if approved else ())


def _fixed_lines(form: FormDefinition) -> Iterator[Line]:
    for _, leaf in form.indicators.leaves():
        for row in leaf.rows:
            rule = row.rule.model_dump(mode="json") if row.rule else None
            yield Line(row.key, leaf.key, row.name, row.target, row.points, rule)


def _approved_lines(approved: ApprovedTarget) -> Iterator[Line]:
    for row in approved.rows.order_by("position"):
        yield Line(row.key, row.group, row.name, row.text, row.points, row.rule)


def _write_lines(evaluation: Evaluation, lines: tuple[Line, ...]) -> None:
    IndicatorLine.objects.bulk_create(
        IndicatorLine(
            evaluation=evaluation,
            key=line.key,
            position=position,
            group=line.group,
            name=line.name,
            approved_target=line.approved_target,
            approved_points=line.approved_points,
            rule=line.rule,
        )
        for position, line in enumerate(lines, start=1)
    )


def _write_cells(evaluation: Evaluation, form: FormDefinition, given: Given) -> None:
    read = {ref: read_cell(form, ref, typed) for ref, typed in _prefilled(form, given).items() if typed}
    Cell.objects.bulk_create(
        Cell(
            evaluation=evaluation,
            ref=str(ref),
            typed=cell.typed,
            value=cell.value,
            source=Cell.Source.APPROVED,
        )
        for ref, cell in read.items()
    )


def _write_columns(evaluation: Evaluation) -> None:
    """What an empty filing lacks is counted from the first day, as after every save."""
    checked = check(evaluation)
    columns = checked.columns
    Evaluation.objects.filter(pk=evaluation.pk).update(**columns)
    keep_office(evaluation, checked)
    for name, value in columns.items():
        setattr(evaluation, name, value)


def _prefilled(form: FormDefinition, given: Given) -> Mapping[CellRef, str]:
    """What stands in a new filing by address; an approved row without points leaves the cell empty."""
    found: dict[CellRef, str] = {}
    if form.goals is not None:
        found |= {cells.goal(n, "expected"): text for n, text in enumerate(given.goals, start=1)}
    for line in given.lines:
        found[cells.indicator(line.key, "target")] = line.approved_target
        if form.indicators.scored and line.approved_points is not None:
            found[cells.indicator(line.key, "points")] = plain(line.approved_points)
    return {**found, **_fund_points(form)}


def _fund_points(form: FormDefinition) -> dict[CellRef, str]:
    funds = form.funds
    column = funds.column("points") if funds else None
    if funds is None or column is None or funds.total is None or funds.execution_points is None:
        return {}
    return {cells.fund(funds.total.key, column.key): plain(funds.execution_points)}


def _next_number(unit: Unit, year: int) -> str:
    """The next serial of the unit code, whose units stay locked until the filing stands."""
    lock_serials([unit])
    prefix = f"{year}-{unit.code}-"
    used = Evaluation.objects.filter(number__startswith=prefix).values_list("number", flat=True)
    serials = [int(number.removeprefix(prefix)) for number in used if number.removeprefix(prefix).isdecimal()]
    return f"{prefix}{max(serials, default=0) + 1:03}"
