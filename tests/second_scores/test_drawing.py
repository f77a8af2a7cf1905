"""Samples: from what, how, by whom, and drawn again by anybody."""

from __future__ import annotations

import gc
import hashlib

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from documents.models import FrozenFiling
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.second_scores.models import Review, SampledFiling
from evaluations.second_scores.queries import to_draw
from evaluations.second_scores.services import drawing
from evaluations.second_scores.services.drawing import Asked, draw_review
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import ALL, Life, begin
from tests.factories import make_project
from tests.second_scores.sampled import drawn


def another(life, whos=ALL, **given):
    """One filing more of the same unit and year."""
    unit = life.evaluation.unit
    more = begin(unit=unit, cycle=life.evaluation.cycle, project=make_project(unit), **given)
    return Life(more.evaluation, life.people).to(*whos)


def numbers(review):
    return list(review.filings.order_by("position").values_list("evaluation__number", flat=True))


def test_a_sample_says_how_it_was_drawn_and_from_what(life):
    filing = drawn(life, seed="20260601-7")

    review = filing.review
    assert (review.number, review.way, review.size, review.seed) == (1, "random", 1, "20260601-7")
    assert review.candidates == [{"number": life.evaluation.number, "amount": "200", "findings": 0}]
    assert filing.submission == life.evaluation.submissions.get()
    assert str(review) == f"{life.evaluation.cycle}第1次复核"


def test_anybody_draws_the_same_ones_from_what_was_kept(life):
    for _ in range(3):
        another(life)

    review = draw_review(life.evaluation.cycle, Asked("random", 2), by=life.people["performance"])

    def place(one):
        return hashlib.sha256(f"{review.seed}:{one['number']}".encode()).hexdigest()

    again = [one["number"] for one in sorted(review.candidates, key=place)[:2]]
    assert (numbers(review), len(review.candidates), len(review.seed)) == (again, 4, 16)


def frozen_in_memory():
    gc.collect()
    return sum(type(one) is FrozenFiling for one in gc.get_objects())


def test_a_year_is_read_a_few_filings_at_a_time(life, monkeypatch):
    for _ in range(2):
        another(life)
    before, meanwhile = frozen_in_memory(), []
    monkeypatch.setattr(drawing, "amount_of", lambda *filed: meanwhile.append(frozen_in_memory()))

    review = draw_review(life.evaluation.cycle, Asked("amount", 3), by=life.people["performance"])

    assert [count - before for count in meanwhile] == [1, 1, 1]
    assert len(numbers(review)) == 3


def test_those_pointed_at_are_drawn_without_a_seed(life):
    other = another(life).evaluation

    review = draw_review(
        life.evaluation.cycle, Asked("hand", 500, "9", (other.number,)), by=life.people["performance"]
    )

    assert (numbers(review), review.seed, review.size) == ([other.number], "", 1)


def test_what_is_not_approved_or_has_no_score_cannot_be_drawn(life):
    another(life, ALL[:3])
    unscored = another(life).evaluation
    type(unscored).objects.filter(pk=unscored.pk).update(total_score=None)

    assert [one.evaluation for one in to_draw(life.evaluation.cycle)] == [life.evaluation]


def test_a_part_of_a_consolidated_filing_cannot_be_drawn(life):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(parent=another(life).evaluation)

    assert life.evaluation not in [one.evaluation for one in to_draw(life.evaluation.cycle)]


def test_what_was_drawn_is_drawn_again_only_once_it_was_filed_anew(life, filing):
    assert not to_draw(life.evaluation.cycle).exists()

    life.move(Action.REOPEN, "performance", reason="请核对")
    life.move(Action.RETURN, "performance", reason="请核对")
    life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
    life.to(*ALL)

    assert drawn(life).review.number == 2


def test_where_nothing_is_left_it_is_refused_and_nothing_is_kept(life, filing):
    with pytest.raises(NotAllowed, match="没有可以抽取的自评表") as refusal:
        drawn(life)

    assert (refusal.value.http_status, Review.objects.count()) == (422, 1)


@pytest.mark.parametrize("who", ["division", "administrator", "filer"])
def test_only_the_bureaus_own_finance_draws(life, who):
    with pytest.raises(NotAllowed) as refusal:
        draw_review(life.evaluation.cycle, Asked("random", 1), by=life.people[who])

    assert (refusal.value.http_status, Review.objects.exists()) == (403, False)


def test_another_bureau_draws_nothing_here(life):
    with pytest.raises(NotAllowed):
        draw_review(life.evaluation.cycle, Asked("random", 1), by=begin().people["performance"])


def test_a_drawing_is_on_the_record(life, filing):
    event = AuditEvent.objects.get(action="抽取复核")

    assert event.detail == {
        "抽取方式": "随机抽取",
        "随机种子": filing.review.seed,
        "抽取范围": 1,
        "抽中": [life.evaluation.number],
    }


def test_one_submission_is_in_one_sample_alone(filing):
    with pytest.raises(IntegrityError), transaction.atomic():
        SampledFiling.objects.create(
            review=filing.review, evaluation=filing.evaluation, submission=filing.submission, position=2
        )
