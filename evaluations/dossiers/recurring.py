"""Which findings recur, by check and by unit, over what was filed last in one year's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today, visible_units
from core.verification import CHECKS, Severity
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.queries import visible_to

Role = Membership.Role
OF_THE_BUREAU = frozenset({Role.FINANCE_REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR})
Row = tuple[int, str, list[dict[str, Any]]]
"""Key of a filing, name of its unit, and the findings with which it was filed last."""


@dataclass
class Tally:
    """How often something was found, and in which filings. `kinds`: by severity; `checks`: by check."""

    name: str
    filings: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)

    def add(self, filing: int, finding: Mapping[str, Any]) -> None:
        self.filings.add(filing)
        self.kinds[finding["severity"]] += 1
        self.checks[finding["check"]] += 1

    @property
    def count(self) -> int:
        return self.kinds.total()

    @property
    def by_kind(self) -> list[int]:
        return [self.kinds[kind] for kind in Severity]

    @property
    def most(self) -> str:
        """What was found most often."""
        ((check, _), *_) = sorted(self.checks.items(), key=lambda item: (-item[1], item[0]))
        return label_of(check)


@dataclass(frozen=True)
class Recurring:
    """`filings`: how many were filed; both lists begin with what concerns most filings."""

    filings: int
    checks: list[tuple[str, Tally]]
    units: list[Tally]

    def filings_with(self, check: str) -> set[int]:
        return next((tally.filings for name, tally in self.checks if name == check), set())


def label_of(check: str) -> str:
    """What a check is called; its id where the product has it no longer."""
    return CHECKS[check].label if check in CHECKS else check


def may_look(user: User) -> bool:
    """Whether `user` reviews, keeps or audits for a finance bureau."""
    return any(post.role in OF_THE_BUREAU for post in posts_of_today(user))


def cycles_for(user: User) -> QuerySet[Cycle]:
    """The years' work in which `user` sees a filing, latest first."""
    seen = Evaluation.objects.filter(cycle=OuterRef("pk"), unit__in=visible_units(user))
    return Cycle.objects.filter(Exists(seen)).order_by("-data_year", "-pk")


def departments_for(user: User) -> QuerySet[Unit]:
    return visible_units(user).filter(kind=Unit.Kind.DEPARTMENT).order_by("path")


def filed(user: User, cycle: Cycle, department: Unit | None) -> Iterable[Row]:
    """The last submission of each filing that `user` sees, in one query. Parts are in the whole."""
    filings = visible_to(user).filter(cycle=cycle, parent=None).order_by()
    if department is not None:
        filings = filings.filter(unit__path__startswith=department.path)
    last = Submission.objects.filter(evaluation=OuterRef("pk")).order_by("-number").values("pk")[:1]
    chosen = filings.annotate(last=Subquery(last)).values("last")
    rows = Submission.objects.filter(pk__in=chosen).order_by()
    return rows.values_list("evaluation", "evaluation__unit__name", "findings").iterator(chunk_size=500)


def count(rows: Iterable[Row]) -> Recurring:
    """Count what was found by check and by unit."""
    checks: dict[str, Tally] = {}
    units: dict[str, Tally] = {}
    filings = 0
    for filing, unit, findings in rows:
        filings += 1
        for finding in findings:
            name = finding["check"]
            checks.setdefault(name, Tally(label_of(name))).add(filing, finding)
            units.setdefault(unit, Tally(unit)).add(filing, finding)
    by_check = sorted(checks.items(), key=lambda item: (*_weight(item[1]), item[0]))
    return Recurring(filings, by_check, sorted(units.values(), key=lambda one: (*_weight(one), one.name)))


def _weight(tally: Tally) -> tuple[int, int]:
    return -len(tally.filings), -tally.count
