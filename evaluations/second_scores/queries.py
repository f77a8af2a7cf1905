"""Which 复核 a person sees: finance all of its units', a unit its own once they were issued."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.queries import last_submissions
from evaluations.dossiers.snapshots import FINISHED
from evaluations.second_scores.models import Review, ReviewRules, SampledFiling, usual_rules

Role = Membership.Role
READERS = frozenset(Role)
OVER_ALL = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
OF_FINANCE = OVER_ALL | {Role.FINANCE_REVIEWER}
OF_UNITS = frozenset({Role.FILER, Role.UNIT_HEAD, Role.DEPARTMENT_REVIEWER})
SHOWN = ("review__cycle__bureau", "evaluation__unit", "evaluation__project", "evaluation__cycle")
LATER = ("completion", "issue__issued_by", "answer__answered_by", "completion__finished_by")


def visible_to(user: User) -> QuerySet[SampledFiling]:
    """Return the drawn filings `user` may see; start every view here, and answer 404."""
    seen = Q(pk__in=[])
    for post in posts_of_today(user):
        seen |= _seen_by(post)
    found = SampledFiling.objects.filter(seen).select_related(*SHOWN, *LATER, "submission")
    return found.annotate(overtaken=_overtaken()).order_by("-review", "position")


def reviews_for(user: User) -> QuerySet[Review]:
    """Return the 复核 of the bureaus for which `user` reviews, keeps or audits; units have none."""
    seen = visible_to(user).filter(_within(user, OF_FINANCE)).order_by()
    mine = Q(cycle__bureau__in=[bureau.pk for bureau in bureaus_of(user)])
    reviews = Review.objects.filter(mine | Exists(seen.filter(review=OuterRef("pk"))))
    return reviews.select_related("cycle__bureau", "drawn_by").order_by("-pk")


def issued_to(user: User) -> QuerySet[SampledFiling]:
    """Return what was issued to the units for which `user` files, signs or reviews."""
    return visible_to(user).filter(_within(user, OF_UNITS), issue__isnull=False)


def is_of_finance(user: User) -> bool:
    return any(post.role in OF_FINANCE for post in posts_of_today(user))


def sees_all(user: User, cycle: Cycle) -> bool:
    """Whether `user` sees the filings of all units of the bureau, and so from what was drawn."""
    posts = [post for post in posts_of_today(user) if post.role in OVER_ALL or post.is_performance]
    return any(cycle.bureau.path.startswith(post.unit.bureau_path) for post in posts)


def bureaus_of(user: User) -> list[Unit]:
    """The bureaus for which `user` is 绩效股: it draws, issues and keeps 复核口径."""
    return [post.unit for post in posts_of_today(user) if post.is_performance]


def cycles_of(user: User) -> QuerySet[Cycle]:
    """Return the years' work from which `user` may draw, the newest first."""
    return Cycle.objects.filter(bureau__in=[bureau.pk for bureau in bureaus_of(user)])


def to_draw(cycle: Cycle) -> QuerySet[Submission]:
    """Return what was approved in `cycle` with a score and was not drawn as it stands, by its 编号.

    Parts of a consolidated filing are in the whole.
    """
    approved = Evaluation.objects.filter(
        cycle=cycle, parent=None, status__in=FINISHED, total_score__isnull=False
    )
    return last_submissions(approved).filter(second_review=None).order_by("evaluation__number")


def rules_of(bureau: int) -> ReviewRules:
    """The 复核口径 of a bureau, the usual one where it keeps none."""
    return ReviewRules.objects.filter(bureau=bureau).first() or usual_rules(bureau)


def _overtaken() -> Q:
    """Whether what was drawn is no longer what is approved (permissions.is_current, for many)."""
    later = Submission.objects.filter(
        evaluation=OuterRef("evaluation"), number__gt=OuterRef("submission__number")
    )
    return ~Q(evaluation__status__in=FINISHED) | Q(Exists(later))


def _within(user: User, roles: frozenset[Role]) -> Q:
    seen = Q(pk__in=[])
    for post in posts_of_today(user):
        if post.role in roles:
            seen |= _seen_by(post)
    return seen


def _seen_by(post: Membership) -> Q:
    unit, role = post.unit, post.role
    if role in OVER_ALL:
        return Q(evaluation__unit__path__startswith=unit.bureau_path)
    if post.is_performance:
        return Q(evaluation__unit__path__startswith=unit.path)
    if role == Role.FINANCE_REVIEWER:
        return Q(evaluation__unit__division=unit.pk)
    issued = Q(issue__isnull=False)
    if role == Role.DEPARTMENT_REVIEWER:
        return issued & Q(evaluation__unit__path__startswith=unit.path)
    return issued & Q(evaluation__unit=unit.pk)
