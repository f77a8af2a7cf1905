"""股室 × 项目: which rows of a unit's filings each team fills in, what is missing, what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from core.filing.snapshot import Cell, Line, Snapshot
from core.workflow import Status
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.models import Cell as CellRow
from evaluations.dossiers.models import Evaluation, IndicatorLine
from evaluations.dossiers.permissions import EDITABLE
from evaluations.dossiers.snapshots import form_of, identity
from evaluations.exchange.boxes import Filing
from evaluations.exchange.models import Arrival, Assignment, Team
from evaluations.exchange.slips import answer_of, assignable

KNOWN = Q(ref__startswith="texts/") | Q(ref__endswith="/actual") | Q(ref__endswith="/target")
"""The cells that the board reads."""


@dataclass(frozen=True)
class Row:
    """A row that may be handed to a team. `key`: its filing and its row, as a tick says."""

    key: str
    name: str
    target: str
    is_filled: bool
    assigned: Assignment | None


@dataclass(frozen=True)
class Part:
    """What one team fills in of one filing. `came`: when its last slip was brought; `is_taken`: accepted."""

    rows: int
    missing: int
    came: datetime | None
    is_taken: bool


@dataclass(frozen=True)
class Column:
    """One filing on the board, with its rows and, in the order of the teams, what each fills in."""

    evaluation: Evaluation
    rows: tuple[Row, ...]
    arrivals: tuple[Arrival, ...]

    @property
    def key(self) -> str:
        """As a tick at the whole filing says."""
        return str(self.evaluation.pk)

    @property
    def may_edit(self) -> bool:
        return self.evaluation.status in EDITABLE

    def rows_of(self, team: Team) -> frozenset[str]:
        """The keys of the rows that a team fills in."""
        own = (row.assigned for row in self.rows if row.assigned)
        return frozenset(one.row for one in own if one.team_id == team.pk)

    def part(self, team: Team) -> Part | None:
        own = [row for row in self.rows if row.assigned and row.assigned.team_id == team.pk]
        came = [one for one in self.arrivals if one.team_id == team.pk]
        if not own:
            return None
        missing = sum(not row.is_filled for row in own)
        return Part(
            len(own),
            missing,
            max((one.brought_at for one in came), default=None),
            any(one.taken_at for one in came),
        )


@dataclass(frozen=True)
class Board:
    teams: tuple[Team, ...]
    columns: tuple[Column, ...]

    @cached_property
    def busy(self) -> list[Team]:
        """The teams that have something to fill in."""
        own = {row.assigned.team_id for column in self.columns for row in column.rows if row.assigned}
        return [team for team in self.teams if team.pk in own]

    @property
    def lines(self) -> list[tuple[Team, list[Part | None]]]:
        """One line for each team, a part for each filing."""
        return [(team, [column.part(team) for column in self.columns]) for team in self.teams]

    @property
    def rows(self) -> dict[str, tuple[Evaluation, str]]:
        """Every row that may be handed out now, by its key."""
        open_ones = [column for column in self.columns if column.may_edit]
        return {
            row.key: (column.evaluation, row.key.partition(":")[2])
            for column in open_ones
            for row in column.rows
        }


def board(whole: Dossier) -> Board:
    """The board of a unit and year: five queries, however many filings."""
    filings = [one for one in whole.filings if one.status != Status.EXEMPT]
    keys = [one.pk for one in filings]
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in IndicatorLine.objects.filter(evaluation__in=keys).order_by("position"):
        lines[line.evaluation_id].append(
            Line(line.key, line.group, line.name, line.approved_target, line.approved_points, line.rule)
        )
    stored: dict[int, dict[str, Cell]] = defaultdict(dict)
    rows = CellRow.objects.filter(KNOWN, evaluation__in=keys).exclude(typed="")
    for pk, ref, typed, value in rows.values_list("evaluation", "ref", "typed", "value"):
        stored[pk][ref] = Cell(typed, value)
    assigned = {
        (one.evaluation_id, one.row): one
        for one in Assignment.objects.filter(evaluation__in=keys).select_related(
            "team", "arrival__brought_by"
        )
    }
    arrivals: dict[int, list[Arrival]] = defaultdict(list)
    for arrival in Arrival.objects.filter(evaluation__in=keys, team__isnull=False):
        arrivals[arrival.evaluation_id or 0].append(arrival)
    columns = tuple(
        Column(one, tuple(_rows(one, lines[one.pk], stored[one.pk], assigned)), tuple(arrivals[one.pk]))
        for one in filings
    )
    return Board(tuple(Team.objects.filter(unit=whole.unit)), columns)


def _rows(
    evaluation: Evaluation,
    lines: Iterable[Line],
    stored: Mapping[str, Cell],
    assigned: Mapping[tuple[int, str], Assignment],
) -> Iterable[Row]:
    form = form_of(evaluation)
    snapshot = Snapshot(
        identity=identity(evaluation),
        form_sha256=evaluation.form_version.sha256,
        goals=evaluation.goals,
        lines=tuple(lines),
        cells=stored,
    )
    for row, name, target in assignable(Filing(form, snapshot)):
        is_filled = bool(snapshot.typed(answer_of(row)))
        yield Row(f"{evaluation.pk}:{row}", name, target, is_filled, assigned.get((evaluation.pk, row)))
