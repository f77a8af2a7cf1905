"""From rows to what is frozen: every filing below a place as it stood on a day, whatever happened since.

Where a filing stood is read from its moves, what it said from its submissions; neither is ever changed. So
the same day gives the same table again, whatever 延期 came later. Seven queries, and one for each form met
for the first time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import Unit
from core.filing.canonical import from_json
from core.scoring.parameters import Grading
from core.summary.content import FILED, Figures, Filing, Layout, Reviewed, Stands, Summary, figures_of
from core.verification import Severity
from core.workflow import Action, Place, Status
from documents.models import FrozenSet
from documents.sets import lines_of
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, Extension, Move, SignedCopy, Submission
from evaluations.dossiers.services.checking import count_kept
from evaluations.dossiers.snapshots import FINISHED, released_form
from evaluations.second_scores.models import Completion

STANDS: Mapping[str, Stands] = {
    Status.NOT_STARTED: "open",
    Status.DRAFT: "open",
    Status.RETURNED: "returned",
    Status.IN_REVIEW: "in_review",
    Status.APPROVED: "approved",
    Status.ARCHIVED: "approved",
    Status.EXEMPT: "exempt",
}
NO_GRADES = Grading()
SHARED = ("cycle", "unit__department", "unit__division", "project", "form_version")
AT_ONCE = 50
"""Frozen filings in memory at a time."""


@dataclass
class Past:
    """What happened to one filing until the day."""

    status: str = Status.NOT_STARTED
    step: str = ""
    filed_at: datetime | None = None
    returns: int = 0
    excused: str = ""
    excused_on: str = ""

    def add(self, move: Mapping[str, Any]) -> None:
        day = _day(move["made_at"])
        self.status, self.step = move["to_status"], move["to_step"]
        if move["action"] == Action.SUBMIT:
            self.filed_at = self.filed_at or move["made_at"]
        self.returns += move["action"] == Action.RETURN
        if move["action"] == Action.EXEMPT:
            self.excused, self.excused_on = move["reason"], day


@dataclass(frozen=True)
class Due:
    """When one filing was due; `first`: before its 延期, None where it had none."""

    on: date
    first: date | None = None


@dataclass
class Filed:
    """What was filed last until the day, by filing, and the grades of its forms, from the best on."""

    figures: dict[int, Figures] = field(default_factory=dict)
    grades: dict[str, None] = field(default_factory=dict)


def summary_of(cycle: Cycle, place: Unit, on: date, layout: Layout, *, approved_only: bool) -> Summary:
    """Return what the tables of `cycle` say of the filings below `place` on the evening of `on`.

    Parts of consolidated filings are in the whole.
    """
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    chosen = Evaluation.objects.filter(
        cycle=cycle, parent=None, unit__path__startswith=place.path, created_at__lt=end
    ).order_by()
    pasts, filed, signed = _pasts(chosen, end), _filed(chosen, end), _signed(cycle, place, end)
    extended = _extensions(chosen)
    shared = chosen.select_related(*SHARED).defer("form_version__definition")
    found = sorted(shared, key=_place)
    return Summary(
        place=place.name,
        place_code=place.code,
        cycle=cycle.name,
        data_year=cycle.data_year,
        on=on.isoformat(),
        approved_only=approved_only,
        layout=layout,
        grades=tuple(filed.grades),
        filings=tuple(
            _filing(
                one,
                pasts[one.pk],
                _due(one, extended[one.pk], pasts[one.pk].filed_at or end),
                filed.figures.get(one.pk),
                signed,
            )
            for one in found
        ),
    )


def _filing(one: Evaluation, past: Past, due: Due, said: Figures | None, signed: set[str]) -> Filing:
    unit, project = one.unit, one.project
    stands = STANDS[past.status]
    counts = one.cycle.signing_mode != Cycle.SigningMode.REVIEW_FIRST or past.status in FINISHED
    return Filing(
        number=one.number,
        scope=one.form_version.scope,
        department=(unit.department or unit).name,
        division=unit.division.name if unit.division else "",
        unit=unit.name,
        unit_code=unit.code,
        project_code=project.code if project else "",
        name=str(one),
        form=one.form_version.name,
        stands=stands,
        state=Place(Status(past.status), past.step).label,
        due_on=due.on.isoformat(),
        first_due_on=due.first.isoformat() if due.first else "",
        filed_first=_day(past.filed_at) if past.filed_at else "",
        returns=past.returns,
        signed=bool(said and counts and said.frozen in signed),
        excused=past.excused if stands == "exempt" else "",
        excused_on=past.excused_on if stands == "exempt" else "",
        figures=said if stands in FILED else None,
    )


def _place(one: Evaluation) -> tuple[str, str, bool, str, int]:
    """By department, unit, the whole unit's first, then by project."""
    unit, project = one.unit, one.project
    code = project.code if project else ""
    return (unit.department or unit).path, unit.path, project is not None, code, one.pk


def _pasts(chosen: QuerySet[Evaluation], end: datetime) -> Mapping[int, Past]:
    moves = Move.objects.filter(evaluation__in=chosen, made_at__lt=end).order_by("evaluation", "number")
    pasts: dict[int, Past] = defaultdict(Past)
    for move in moves.values("evaluation", "action", "to_status", "to_step", "reason", "made_at"):
        pasts[move["evaluation"]].add(move)
    return pasts


def _extensions(chosen: QuerySet[Evaluation]) -> Mapping[int, list[Extension]]:
    """延期 of each filing, the first in front."""
    found: dict[int, list[Extension]] = defaultdict(list)
    for given in Extension.objects.filter(evaluation__in=chosen).order_by("pk"):
        found[given.evaluation_id].append(given)
    return found


def _due(one: Evaluation, extensions: Sequence[Extension], until: datetime) -> Due:
    """When it was due by what was granted before `until`: what was filed late is not excused backwards."""
    if not extensions:
        return Due(one.due_on)
    first = extensions[0].before
    granted = [given.until for given in extensions if given.granted_at < until]
    return Due(granted[-1], first) if granted else Due(first)


def _reviewed(chosen: QuerySet[Evaluation], end: datetime) -> Mapping[int, Reviewed]:
    """What finance gave in each 复核 that was issued by then, by the submission that it was of."""
    done = Completion.objects.filter(filing__evaluation__in=chosen, filing__issue__issued_at__lt=end)
    rows = done.values_list("filing__submission", "total", "grade")
    return {submission: Reviewed(total, grade) for submission, total, grade in rows}


def _filed(chosen: QuerySet[Evaluation], end: datetime) -> Filed:
    """The last submission of each filing, read piece by piece."""
    until = Submission.objects.filter(submitted_at__lt=end)
    later = until.filter(evaluation=OuterRef("evaluation"), number__gt=OuterRef("number"))
    last = until.filter(~Exists(later), evaluation__in=chosen).order_by("evaluation")
    filed, reviewed = Filed(), _reviewed(chosen, end)
    rows = last.values_list(
        *("evaluation", "pk", "number", "submitted_at", "findings"),
        *("frozen__sha256", "frozen__body", "frozen__form_version__sha256"),
    )
    for pk, submission, number, at, findings, sha256, body, form_sha256 in rows.iterator(chunk_size=AT_ONCE):
        form = released_form(form_sha256)
        filed.grades.update(dict.fromkeys(band.name for band in (form.grading or NO_GRADES).bands))
        said = figures_of(
            form,
            from_json(body),
            version=number,
            frozen=sha256,
            filed_on=_day(at),
            explained=count_kept(findings, Severity.MUST_EXPLAIN),
        )
        filed.figures[pk] = replace(said, reviewed=reviewed.get(submission))
    return filed


def _signed(cycle: Cycle, place: Unit, end: datetime) -> set[str]:
    """The SHA-256 of every frozen filing with a signed copy that is not void, alone or by its 送签单."""
    copies = SignedCopy.objects.filter(cycle=cycle, unit__path__startswith=place.path, recorded_at__lt=end)
    copies = copies.exclude(voiding__voided_at__lt=end).order_by()
    alone = copies.filter(stamp__isnull=False).values_list("stamp__frozen__sha256", flat=True)
    sheets = FrozenSet.objects.filter(signed_copies__in=copies).distinct()
    return {*alone, *(row.frozen for sheet in sheets for row in lines_of(sheet))}


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()
