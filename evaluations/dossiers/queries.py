"""Which filings a person sees, which wait for a person, and how a long list is paged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import current_memberships, visible_units
from core.filing.snapshot import Snapshot
from core.workflow import Action, Capacity, Status
from documents.models import RenderedDocument
from evaluations.dossiers.models import Contribution, Evaluation, Evidence

Role = Membership.Role
PAGE = 30
TO_FILL = (Status.NOT_STARTED, Status.DRAFT, Status.RETURNED)


def visible_to(user: User, on: date | None = None) -> QuerySet[Evaluation]:
    """Return the filings `user` may see (product.md, People), with what a row of a list shows.

    Anything else does not exist for this person: start every view here, and answer 404.
    """
    return _listed().filter(unit__in=visible_units(user, on))


def to_do(user: User, on: date | None = None) -> QuerySet[Evaluation]:
    """Return what waits for `user`: to be filled in, mended, or decided by nobody who contributed to it."""
    any_of = Q(pk__in=[])
    for membership in current_memberships(user, on):
        any_of |= _waiting_for(membership)
    return _listed().filter(any_of).exclude(Q(status=Status.IN_REVIEW) & _contributed(user))


def counts_by_status(user: User, on: date | None = None) -> dict[str, int]:
    """Return how many filings `user` may see in each state; states without any are left out."""
    seen = Evaluation.objects.filter(unit__in=visible_units(user, on)).order_by().values_list("status")
    return dict(seen.annotate(Count("pk")))


def steps_asked(user: User) -> set[str]:
    """Return the steps that the years of the filings `user` may see let them pass."""
    seen = Evaluation.objects.filter(unit__in=visible_units(user), cycle__is_open=True).order_by()
    chains = seen.values_list("cycle__chain", flat=True).distinct()
    return {step for chain in chains for step in chain}


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the cursors of the rows that follow; empty where there are none."""

    rows: list[Evaluation]
    following: str


def page_of(filings: QuerySet[Evaluation], cursor: str = "", size: int = PAGE) -> Page:
    """Return up to `size` filings after `cursor`, by due date and key. A bad cursor is the start."""
    after = _read_cursor(cursor)
    if after:
        day, pk = after
        filings = filings.filter(Q(due_on__gt=day) | Q(due_on=day, pk__gt=pk))
    rows = list(filings.order_by("due_on", "pk")[: size + 1])
    following = _cursor(rows[size - 1]) if len(rows) > size else ""
    return Page(rows[:size], following)


def _listed() -> QuerySet[Evaluation]:
    return Evaluation.objects.select_related(
        "cycle", "unit", "unit__department", "unit__division", "project", "form_version"
    ).defer("form_version__definition")


def _waiting_for(membership: Membership) -> Q:
    unit, role = membership.unit, membership.role
    if role == Role.FILER:
        return Q(unit=unit, status__in=TO_FILL, cycle__is_open=True)
    if role == Role.UNIT_HEAD:
        return _at(Capacity.UNIT_HEAD) & Q(unit=unit)
    if role == Role.DEPARTMENT_REVIEWER:
        return _at(Capacity.DEPARTMENT) & Q(unit__path__startswith=unit.path)
    if role == Role.FINANCE_REVIEWER and unit.kind == Unit.Kind.BUREAU:
        return _at(Capacity.PERFORMANCE) & Q(unit__path__startswith=unit.path)
    if role == Role.FINANCE_REVIEWER:
        return _at(Capacity.DIVISION) & Q(unit__division=unit.pk)
    return Q(pk__in=[])


def _at(step: Capacity) -> Q:
    return Q(status=Status.IN_REVIEW, step=step)


def _contributed(user: User) -> Exists:
    return Exists(Contribution.objects.filter(evaluation=OuterRef("pk"), user=user))


def _cursor(row: Evaluation) -> str:
    return f"{row.due_on.isoformat()}.{row.pk}"


def _read_cursor(text: str) -> tuple[date, int] | None:
    day, _, pk = text.partition(".")
    try:
        return date.fromisoformat(day), int(pk) if pk.isdecimal() and len(pk) < 19 else 0
    except ValueError:
        return None


def approved_last(evaluation: Evaluation) -> int | None:
    """Return the key of the frozen filing that was approved last; None where none was."""
    approvals = evaluation.moves.filter(action=Action.APPROVE, to_status=Status.APPROVED)
    return approvals.order_by("-number").values_list("frozen", flat=True).first()


def papers_of(evaluation: Evaluation) -> QuerySet[RenderedDocument]:
    """Return the papers of every frozen state that was moved, and those that were asked for in between."""
    moved = Q(stamp__frozen__in=evaluation.moves.values("frozen"))
    asked_for = Q(stamp__in=evaluation.printings.values("stamp"))
    papers = RenderedDocument.objects.filter(moved | asked_for).select_related("stamp__frozen", "job")
    return papers.order_by("-stamp", "pk")


def present_evidence(evaluation: Evaluation) -> QuerySet[Evidence]:
    """Return the files that are on the list of the filing now."""
    return evaluation.evidence.filter(removed_at__isnull=True).select_related("uploaded_by")


def filed_evidence(evaluation: Evaluation, snapshot: Snapshot) -> list[Evidence]:
    """Return the files that `snapshot` of this filing froze; they are kept, also those taken off the list."""
    kept = evaluation.evidence.filter(filed_in__isnull=False).select_related("uploaded_by")
    by_content = {(file.row, file.sha256): file for file in kept}
    found = [by_content.get((file.row, file.sha256)) for file in snapshot.evidence]
    return [file for file in found if file is not None]
