"""抽取: a sample of what was approved, so that anybody can draw it again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from accounts.records import actor
from core.figures import printing
from core.second.draw import WAYS, Candidate, Way, drawn
from core.second.rows import amount_of
from core.verification import Severity
from core.workflow import Ground
from documents.sources import filing_of
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Submission
from evaluations.dossiers.services.checking import count_kept
from evaluations.second_scores.models import Review, SampledFiling
from evaluations.second_scores.queries import cycles_of, to_draw
from foundation.audit.services import Subject, record

NOT_YOURS = "复核由财政局绩效股抽取，您不能办理。"
NOTHING = "所选范围内没有可以抽取的自评表，请重新选择。"
AT_ONCE = 50
"""Frozen filings in memory at a time."""
SEVERITIES = (Severity.MUST_FIX, Severity.MUST_EXPLAIN)


@dataclass(frozen=True)
class Asked:
    """How a sample is drawn. `seed`: empty lets the machine choose one; `chosen`: 编号, where pointed at."""

    way: Way
    size: int
    seed: str = ""
    chosen: tuple[str, ...] = ()


@transaction.atomic
def draw_review(cycle: Cycle, asked: Asked, *, by: User) -> Review:
    """Draw from all that is approved and was not drawn as it stands.

    NotAllowed: 403 for whoever is not 绩效股 of the bureau, 422 where nothing is there to be drawn.
    """
    if not cycles_of(by).filter(pk=cycle.pk).exists():
        raise NotAllowed.because(NOT_YOURS)
    Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)  # no number, no filing is taken twice
    candidates = dict(_candidates(cycle))
    seed = (asked.seed or secrets.token_hex(8)) if asked.way == "random" else ""
    found = drawn(candidates, asked.way, asked.size, seed=seed, chosen=asked.chosen)
    if not found:
        raise NotAllowed.because(NOTHING, Ground.CONTENT)
    review = Review.objects.create(
        cycle=cycle,
        number=cycle.reviews.count() + 1,
        way=asked.way,
        size=len(found),
        seed=seed,
        candidates=[_kept(one) for one in candidates],
        drawn_by=by,
    )
    numbers = [one.number for one in found]
    SampledFiling.objects.bulk_create(_sampled(review, [candidates[one] for one in found]))
    _record(review, numbers, by)
    return review


def candidates_of(review: Review) -> list[Candidate]:
    """All from which it was drawn, as they were then."""
    return [
        Candidate(one["number"], Decimal(one["amount"]) if one["amount"] else None, one["findings"])
        for one in review.candidates
    ]


def _sampled(review: Review, drawn_ones: Sequence[int]) -> Iterator[SampledFiling]:
    submissions = Submission.objects.in_bulk(drawn_ones)
    for position, key in enumerate(drawn_ones, start=1):
        one = submissions[key]
        yield SampledFiling(review=review, evaluation_id=one.evaluation_id, submission=one, position=position)


def _candidates(cycle: Cycle) -> Iterator[tuple[Candidate, int]]:
    """What each was filed with, its budget as frozen, its findings as kept; and the key of its submission."""
    filed = to_draw(cycle).select_related("frozen__form_version")
    for one in filed.iterator(chunk_size=AT_ONCE):
        findings = sum(count_kept(one.findings, severity) for severity in SEVERITIES)
        amount = amount_of(*filing_of(one.frozen))
        yield Candidate(one.evaluation.number, amount, findings), one.pk


def _kept(one: Candidate) -> dict[str, str | int]:
    return {"number": one.number, "amount": printing.plain(one.amount), "findings": one.findings}


def _record(review: Review, numbers: list[str], by: User) -> None:
    record(
        review.cycle.bureau_id,
        action="抽取复核",
        actor=actor(by),
        subject=Subject("second_scores.Review", review.pk, str(review)),
        detail={
            "抽取方式": WAYS[review.way],  # type: ignore[index]
            "随机种子": review.seed,
            "抽取范围": len(review.candidates),
            "抽中": numbers,
        },
    )
