"""Which filings a person sees, which wait for a person, and how a long list is paged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BigIntegerField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import GreaterThan, LessThan

from accounts.models import Membership, User
from accounts.queries import current_memberships, posts_of_today, visible_units
from core.filing.snapshot import Snapshot
from core.workflow import Action, Capacity, Status
from documents.models import RenderedDocument
from evaluations.cycles.models import Cycle
from evaluations.cycles.queries import department_dates
from evaluations.dossiers.grants import granted_to
from evaluations.dossiers.models import LEADING_ROLES, Contribution, Evaluation, Evidence, Submission

Role = Membership.Role
UNIT_ROLES, BUREAU_ROLES = (Role.FILER, Role.UNIT_HEAD), (Role.ADMINISTRATOR, Role.AUDITOR)
PAGE = 30
COUNTED = 10_000
TO_FILL = (Status.NOT_STARTED, Status.DRAFT, Status.RETURNED)
TO_BE_FILLED = Q(status__in=TO_FILL, cycle__is_open=True)


def visible_to(user: User, on: date | None = None) -> QuerySet[Evaluation]:
    """Return the filings `user` may see (product.md, People), with what a row of a list shows.

    Anything else does not exist for this person: start every view here, and answer 404. What one unit files
    of a consolidated filing is its own and its leading unit's: it never reaches department and finance,
    unless the unit has its department fill it in (代填).
    """
    posts = list(current_memberships(user, on)) if on else posts_of_today(user)
    whole = Q(parent=None, unit__in=visible_units(user, on))
    leads = Q(parent__unit__in=[post.unit_id for post in posts if post.role in LEADING_ROLES])
    parts = _any(_own_children(post) for post in posts)
    return _listed().filter(whole | leads | parts | granted_to(posts, on))


def stored_evidence() -> Iterable[str]:
    """The names under which files of evidence lie on the disk."""
    return Evidence.objects.values_list("stored", flat=True).iterator()


def to_do(user: User, on: date | None = None) -> QuerySet[Evaluation]:
    """Return what waits for `user`: to be filled in, mended, or decided by nobody who contributed to it."""
    posts = list(current_memberships(user, on)) if on else posts_of_today(user)
    waiting = _any(_waiting_for(post) | _waiting_to_lead(post) for post in posts)
    granted = granted_to(posts, on) & TO_BE_FILLED
    return _listed().filter(waiting | granted).exclude(Q(status=Status.IN_REVIEW) & _contributed(user))


def in_lists(user: User) -> QuerySet[Evaluation]:
    """As `visible_to`, for a list that is read from its due dates on, however many filings there are.

    What other units file of a consolidated filing stands on the page of the whole, not in its unit's lists.

    Whoever sees one unit has an index for it. For everybody else the `+ 0` keeps SQLite from reading all
    filings of hundreds of units and sorting them.
    """
    posts = posts_of_today(user)
    granted = granted_to(posts)
    if all(post.role in (Role.FILER, Role.UNIT_HEAD) for post in posts):
        return _listed().filter(Q(unit__in=[post.unit_id for post in posts]) | granted)
    place = ExpressionWrapper(F("unit_id") + 0, output_field=BigIntegerField())
    seen = _shown(posts) & Q(place__in=visible_units(user))
    return _listed().alias(place=place).filter(seen | granted)


def counts_by_status(user: User) -> dict[str, int]:
    """Return how many filings `user` may see in each state, up to `COUNTED`; states without any are left out.

    Whoever sees a million filings does not wait for their exact number.
    """
    posts = posts_of_today(user)
    seen = _shown(posts) & Q(unit__in=visible_units(user)) | granted_to(posts)
    filings = Evaluation.objects.filter(seen).order_by()
    counts = {status.value: filings.filter(status=status)[:COUNTED].count() for status in Status}
    return {status: count for status, count in counts.items() if count}


def steps_asked(user: User) -> set[str]:
    """Return the steps that the years of the filings `user` may see let them pass."""
    seen = Evaluation.objects.filter(cycle=OuterRef("pk"), unit__in=visible_units(user))
    chains = Cycle.objects.filter(Exists(seen), is_open=True).values_list("chain", flat=True)
    return {step for chain in chains for step in chain}


class _Place(Func):
    """Where a row stands in a list: `(due_on, id)`, compared as one by both databases, with an index."""

    template = "(%(expressions)s)"
    output_field = DateField()


@dataclass(frozen=True)
class Page:
    """Some rows of a list; cursors for the rows before and after them, empty where there are none."""

    rows: list[Evaluation]
    previous: str
    following: str


def page_of(filings: QuerySet[Evaluation], *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """Return up to `size` filings by due date and key, after or before a cursor; a bad one is the start."""
    if place := _read_cursor(before):
        return _page_before(filings, place, size)
    place, here = _read_cursor(after), _Place("due_on", "pk")
    rest = filings.filter(GreaterThan(here, place)) if place else filings
    rows = list(rest.order_by("due_on", "pk")[: size + 1])
    shown = rows[:size]
    return Page(
        shown,
        previous=(_cursor(shown[0]) if shown else after) if place else "",
        following=_cursor(shown[-1]) if len(rows) > size else "",
    )


def _page_before(filings: QuerySet[Evaluation], place: _Place, size: int) -> Page:
    """Read backwards; a page that would not be full is the first one."""
    rest = filings.filter(LessThan(_Place("due_on", "pk"), place)).order_by("-due_on", "-pk")
    rows = list(rest[: size + 1])
    if len(rows) < size:
        return page_of(filings, size=size)
    shown = rows[:size][::-1]
    return Page(shown, previous=_cursor(shown[0]) if len(rows) > size else "", following=_cursor(shown[-1]))


def _listed() -> QuerySet[Evaluation]:
    return Evaluation.objects.select_related(
        "cycle", "unit", "unit__department", "unit__division", "project", "form_version", "parent__unit"
    ).defer("form_version__definition")


def _any(conditions: Iterable[Q]) -> Q:
    any_of = Q(pk__in=[])
    for condition in conditions:
        any_of |= condition
    return any_of


def _own_children(post: Membership) -> Q:
    """What a unit itself files of a consolidated filing, for it and for those who see everything."""
    if post.role in BUREAU_ROLES:
        return Q(parent__isnull=False, unit__path__startswith=post.unit.bureau_path)
    return Q(parent__isnull=False, unit=post.unit) if post.role in UNIT_ROLES else Q(pk__in=[])


def _shown(posts: Iterable[Membership]) -> Q:
    """Of the filings of the units that these posts see: no child that is none of theirs."""
    if all(post.role in (*BUREAU_ROLES, *UNIT_ROLES) for post in posts):
        return Q()
    return Q(parent=None) | _any(_own_children(post) for post in posts)


def _waiting_to_lead(post: Membership) -> Q:
    """What other units filed for the whole that this one leads."""
    leads = _at(Capacity.LEAD) & Q(parent__unit=post.unit)
    return leads if post.role in LEADING_ROLES else Q(pk__in=[])


def _waiting_for(membership: Membership) -> Q:
    unit, role = membership.unit, membership.role
    if role == Role.FILER:
        return TO_BE_FILLED & Q(unit=unit)
    if role == Role.UNIT_HEAD:
        return _at(Capacity.UNIT_HEAD) & Q(unit=unit)
    if role == Role.DEPARTMENT_REVIEWER:
        return _at(Capacity.DEPARTMENT) & Q(unit__path__startswith=unit.path)
    if membership.is_performance:
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


def _read_cursor(text: str) -> _Place | None:
    day, _, pk = text.partition(".")
    try:
        number = int(pk) if pk.isdecimal() and len(pk) < 19 else 0
        return _Place(Value(date.fromisoformat(day)), Value(number))
    except ValueError:
        return None


def wanted_by_department(filings: Iterable[Evaluation]) -> dict[int, date]:
    """By key, by when the department wants what is to be filled in (主管部门要求), if before it is due.

    It sees no part of a consolidated filing, and wants none.
    """
    due = [one for one in filings if one.status in TO_FILL and one.parent_id is None]
    found = [one for one in due if not one.unit.is_own_department]
    days = department_dates((one.cycle_id, one.unit.department_id) for one in found)
    wanted = {one.pk: days.get((one.cycle_id, one.unit.department_id)) for one in found}
    return {one.pk: day for one in found if (day := wanted[one.pk]) and day < one.due_on}


def approved_last(evaluation: Evaluation) -> int | None:
    """Return the key of the frozen filing that was approved last; None where none was."""
    approvals = evaluation.moves.filter(action=Action.APPROVE, to_status=Status.APPROVED)
    return approvals.order_by("-number").values_list("frozen", flat=True).first()


def papers_of(evaluation: Evaluation) -> QuerySet[RenderedDocument]:
    """Return the papers of every frozen state that was moved, and those that were asked for in between."""
    moved = Q(stamp__frozen__in=evaluation.moves.values("frozen"))
    asked_for = Q(stamp__in=evaluation.printings.values("stamp"))
    papers = RenderedDocument.objects.filter(moved | asked_for).select_related(
        "stamp__frozen", "job", "findings"
    )
    return papers.order_by("-stamp", "pk")


NAMED = ("evaluation__unit", "evaluation__project", "evaluation__form_version")
LONG_TEXT = "evaluation__form_version__definition"


def last_submissions(filings: QuerySet[Evaluation]) -> QuerySet[Submission]:
    """Return the last submission of each filing that was ever filed, with what a line of a list names."""
    later = Submission.objects.filter(evaluation=OuterRef("evaluation"), number__gt=OuterRef("number"))
    last = Submission.objects.filter(~Exists(later), evaluation__in=filings.values("pk"))
    return last.select_related(*NAMED).defer(LONG_TEXT).order_by("evaluation")


def present_evidence(evaluation: Evaluation) -> QuerySet[Evidence]:
    """Return the files that are on the list of the filing now."""
    return evaluation.evidence.filter(removed_at__isnull=True).select_related("uploaded_by")


def filed_evidence(evaluation: Evaluation, snapshot: Snapshot) -> list[Evidence]:
    """Return the files that `snapshot` of this filing froze; they are kept, also those taken off the list."""
    kept = evaluation.evidence.filter(filed_in__isnull=False).select_related("uploaded_by")
    by_content = {(file.row, file.sha256): file for file in kept}
    found = [by_content.get((file.row, file.sha256)) for file in snapshot.evidence]
    return [file for file in found if file is not None]
