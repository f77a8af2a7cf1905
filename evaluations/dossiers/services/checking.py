"""What the machine's checks find in a filing as it stands, what was answered, and what a list shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db.models import Q

from core.figures.rounding import round_exact
from core.filing import canonical, cells
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.naming import cell_name
from core.filing.snapshot import Snapshot
from core.scoring.grades import GradeOutcome
from core.verification import Context, Finding, Severity, count_open, verify
from core.verification.office import to_the_office
from evaluations.dossiers.beside import context_of
from evaluations.dossiers.fillable import GRADE_LENGTH
from evaluations.dossiers.models import Evaluation, FindingAnswer
from evaluations.dossiers.snapshots import form_of, remembering, snapshot

Found = tuple[Finding, FindingAnswer | None]
MARK_LENGTH = 16


@dataclass(frozen=True)
class Check:
    """One look at a filing: the picture, what follows, each finding with its answer, what lay beside."""

    form: FormDefinition
    snapshot: Snapshot
    computed: Computed
    found: tuple[Found, ...]
    context: Context

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many 必改项, and how many 需说明项 without an answer, stop the filer."""
        given = {finding.fingerprint: old for finding, old in self.found if old is not None}
        return count_open(tuple(finding for finding, _ in self.found), given)

    @property
    def open_must_fix(self) -> int:
        return self.counts[0]

    @property
    def open_must_explain(self) -> int:
        return self.counts[1]

    @cached_property
    def columns(self) -> dict[str, Any]:
        """The narrow columns of Evaluation (D20): as filed, else as computed and would print; open findings.

        The rate is there to sort and to select by: it is cut to the column, so no page prints it (D2).
        """
        filed, grade = self.snapshot.value(cells.total("score")), self.snapshot.typed(cells.total("grade"))
        offered = self.computed.offers.get(cells.total("score"))
        score = Decimal(offered) if filed is None and offered else filed
        return {
            "total_score": _column(score, whole=5, decimals=4),
            "execution_rate": _column(self.computed.execution_rate, whole=6, decimals=6),
            "grade": grade or _named(self.computed.grade),
            "must_fix": self.open_must_fix,
            "must_explain": self.open_must_explain,
            "hints": sum(finding.severity == Severity.HINT for finding, _ in self.found),
            "office_mark": canonical.sha256(canonical.text_of(self.office))[:MARK_LENGTH],
        }

    @cached_property
    def office(self) -> list[dict[str, Any]]:
        """What weighs and is the finance bureau's to mend, in its words, with the names of the cells."""
        theirs = (one for one, _ in self.found if one.audience == "administrator")
        return [
            {
                "check": one.check,
                "cells": [cell_name(self.form, self.snapshot, place) for place in one.places],
                "message": to_the_office(self.form, one.check, one.places, one.message),
            }
            for one in theirs
            if one.severity is not Severity.HINT
        ]


def check(
    evaluation: Evaluation,
    picture: Snapshot | None = None,
    computed: Computed | None = None,
    *,
    context: Context | None = None,
) -> Check:
    """Look at the filing as it stands, or at `picture` in its `context`, which it is about to become.

    `computed`: what follows from the picture, where the caller has computed it already.
    """
    picture = picture or snapshot(evaluation)
    form = form_of(evaluation)
    computed = computed or compute(form, picture)
    context = context or context_of(evaluation, remembering(evaluation, picture))
    found = verify(form, picture, context, computed=computed)
    given = _answers(evaluation, found)
    answered = tuple((one, given.get(one.fingerprint)) for one in found)
    return Check(form, picture, computed, answered, context)


def _answers(evaluation: Evaluation, found: tuple[Finding, ...]) -> dict[str, FindingAnswer]:
    """The answers by fingerprint; one counts for all tables of a unit and year that are asked the same.

    Of prose that is the same in the same section; of indicators, the same words (`Finding.question`).
    """
    asking = [one for one in found if one.asks]
    prose = {one.fingerprint for one in asking if one.is_in_prose}
    rows = {one.fingerprint: one.question for one in asking if one.question}
    wanted = Q(evaluation=evaluation) | Q(fingerprint__in=prose) | Q(question__in=set(rows.values()))
    named = ("answered_by", "evaluation__project", "evaluation__unit")
    dossier = FindingAnswer.objects.filter(
        wanted, evaluation__unit_id=evaluation.unit_id, evaluation__cycle_id=evaluation.cycle_id
    )
    given = list(dossier.select_related(*named).order_by("answered_at"))
    by_words = {answer.question: answer for answer in given}
    of_rows = {mark: by_words[asked] for mark, asked in rows.items() if asked in by_words}
    of_prose = {answer.fingerprint: answer for answer in given if answer.fingerprint in prose}
    own = {answer.fingerprint: answer for answer in given if answer.evaluation_id == evaluation.pk}
    return {**of_prose, **of_rows, **own}


def findings(evaluation: Evaluation) -> tuple[Found, ...]:
    """Return every finding with its answer, in the order of `verify`."""
    return check(evaluation).found


def open_findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Return what stops the filer: 必改项 that the filer can mend, and 需说明项 without an answer."""
    return tuple(
        finding
        for finding, given in check(evaluation).found
        if finding.stops and (given is None or finding.severity is Severity.MUST_FIX)
    )


def count_kept(findings: Iterable[Mapping[str, Any]], severity: Severity) -> int:
    """How many of the findings that a submission kept are of `severity` and the filer's."""
    return sum((row["severity"], row["audience"]) == (severity, "filer") for row in findings)


def kept(finding: Finding, given: FindingAnswer | None) -> dict[str, Any]:
    """What a submission keeps of a finding and its answer, as JSON."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "audience": finding.audience,
        "places": [str(place) for place in finding.places],
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
        "spans": [list(span) for span in finding.spans],
        "fingerprint": finding.fingerprint,
        "answer": _kept_answer(given) if given else None,
    }


def _kept_answer(given: FindingAnswer) -> dict[str, str]:
    """`by`, `at` came later than the first submissions, which have choice and text alone."""
    said = {"choice": given.choice, "text": given.text}
    return {**said, "by": str(given.answered_by), "at": given.answered_at.isoformat()}


def said(answer: Mapping[str, str] | None) -> tuple[str, str] | None:
    """What a kept answer says, whoever gave it."""
    return (answer["choice"], answer["text"]) if answer else None


def _column(value: Decimal | Fraction | None, *, whole: int, decimals: int) -> Decimal | None:
    """What a column of a list can hold; None for what it cannot (a total of a million points)."""
    if value is None:
        return None
    rounded = round_exact(value, decimals=decimals)
    return rounded if abs(rounded) < 10**whole else None


def _named(grade: GradeOutcome | None) -> str:
    return (grade.name or "")[:GRADE_LENGTH] if grade else ""
