"""主管部门: the units of a department × the kinds of their tasks, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Unit, User
from evaluations.cycles.models import Cycle
from evaluations.dossiers.grants import holding
from evaluations.dossiers.models import Evaluation, FillingGrant
from evaluations.oversight.models import ReviewMark
from evaluations.oversight.queries import at_department, filings_of, units_of, valid_marks
from evaluations.oversight.waiting import People, people_around

PAGE = 30
"""Units on one page."""
SCOPES = {"department": "部门（单位）整体支出", "project": "项目支出", "transfer": "转移支付"}
Cells = Mapping[str, Sequence[Evaluation]]


@dataclass(frozen=True)
class Row:
    """One unit: its filings by scope, who can act for it, ticks by filing, grants to fill in (代填)."""

    unit: Unit
    cells: Cells
    people: People
    marks: Mapping[int, ReviewMark]
    grants: Sequence[FillingGrant]

    def grant_on(self, filing: Evaluation) -> FillingGrant | None:
        """By which grant the department fills it in."""
        return next((one for one in self.grants if one.evaluation_id in (None, filing.pk)), None)


@dataclass(frozen=True)
class Matrix:
    """Some rows; `scopes`: the columns, those of all rows; numbers of the pages beside, 0 where none is."""

    scopes: list[str]
    rows: list[Row]
    previous: int
    following: int


def matrix(user: User, cycle: Cycle, department: Unit, *, number: int, today: date) -> Matrix:
    """Return page `number` (from 1) of what `user` sees; the same number of queries however many rows."""
    first = (number - 1) * PAGE
    units = list(units_of(user, cycle, department, today)[first : first + PAGE + 1])
    shown = units[:PAGE]
    filings = filings_of(user, cycle, department)
    asked = set(filings.order_by().values_list("form_version__scope", flat=True).distinct())
    by_unit = _by_unit(filings.filter(unit__in=shown).order_by("project__code", "pk"))
    people = people_around(shown, today)
    marks = {mark.evaluation_id: mark for mark in valid_marks(at_department(filings.filter(unit__in=shown)))}
    grants = _grants(cycle, shown)
    return Matrix(
        scopes=[scope for scope in SCOPES if scope in asked],
        rows=[Row(unit, by_unit[unit.pk], people[unit.pk], marks, grants[unit.pk]) for unit in shown],
        previous=number - 1,
        following=number + 1 if len(units) > PAGE else 0,
    )


def _grants(cycle: Cycle, units: Iterable[Unit]) -> Mapping[int, Sequence[FillingGrant]]:
    found: dict[int, list[FillingGrant]] = defaultdict(list)
    for grant in holding().filter(cycle=cycle, unit__in=units):
        found[grant.unit_id].append(grant)
    return found


def _by_unit(filings: Iterable[Evaluation]) -> Mapping[int, Cells]:
    found: dict[int, dict[str, list[Evaluation]]] = defaultdict(lambda: defaultdict(list))
    for filing in filings:
        found[filing.unit_id][filing.form_version.scope].append(filing)
    return found
