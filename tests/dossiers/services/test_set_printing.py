"""全部打印: what is begun is frozen as it stands; equal content is one order."""

from __future__ import annotations

import pytest

from documents.sets import sign_off_of
from evaluations.dossiers.dossier import dossier_of, orders_of
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.services.set_printing import print_all
from foundation.jobs.models import Job
from tests.dossiers.earlier import file_last_year
from tests.dossiers.lives import ALL, begin
from tests.factories import fill_in, make_evaluation

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    life = begin()
    fill_in(life.evaluation, life.people["filer"])
    life.evaluation.refresh_from_db()
    return life


def whole(life, who="filer"):
    return dossier_of(life.people[who], life.evaluation.cycle_id, life.evaluation.unit_id)


def order(life, who="filer"):
    return print_all(whole(life, who), by=life.people[who])


def test_a_set_under_way_is_for_signature(life):
    said = sign_off_of(order(life).frozen_set)

    assert (said.label, said.unit_name) == ("for_signature", life.evaluation.unit.name)
    assert [(row.score, row.explained) for row in said.rows] == [("100", "0")]


def test_a_set_that_is_approved_is_final(life):
    life.to(*ALL)

    assert order(life).frozen_set.label == "final"


def test_one_that_is_not_approved_keeps_the_set_from_being_final(life):
    life.to(*ALL)
    other = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    fill_in(other, life.people["filer"], {"header/filer": "李雷"})

    assert order(life).frozen_set.label == "for_signature"


def test_what_was_not_begun_is_left_out(life):
    make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)

    assert list(order(life).filings.all()) == [life.evaluation]


def test_a_set_in_which_nothing_was_begun_is_refused(life):
    Evaluation.objects.update(status="exempt")

    with pytest.raises(NotAllowed, match="没有可以打印的内容") as refusal:
        order(life)
    assert refusal.value.http_status == 409


def test_each_filing_has_its_papers_on_its_own_page_too(life):
    order(life)

    assert life.evaluation.printings.count() == 1


def test_a_second_click_is_the_same_order(life):
    first = order(life)
    jobs = Job.objects.count()

    assert order(life, "unit_head") == first
    assert (Job.objects.count(), str(first)) == (jobs, str(first.frozen_set))


def test_changed_content_is_another_order(life):
    first = order(life)
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})

    assert order(life) != first


def test_once_filed_it_counts_what_it_was_filed_with(life):
    life.to()
    rows = [{"severity": severity, "audience": "filer"} for severity in ("must_explain", "must_fix", "hint")]
    theirs = {"severity": "must_explain", "audience": "administrator"}
    submission = Submission.objects.get()
    Submission.objects.bulk_create(
        [
            Submission(
                evaluation=life.evaluation,
                number=2,
                frozen=submission.frozen,
                findings=[*rows, theirs],
                submitted_by=life.people["filer"],
            )
        ]
    )

    said = sign_off_of(order(life).frozen_set).rows[0]
    assert (said.explained, said.must_fix) == ("1", 1)


def test_a_draft_with_something_to_mend_says_so_to_who_signs(life):
    fill_in(life.evaluation, life.people["filer"], {"funds/total/rate": "50%"})

    assert sign_off_of(order(life).frozen_set).rows[0].must_fix == 1


def test_the_change_since_last_year_is_said(life):
    file_last_year(life.evaluation)

    assert sign_off_of(order(life).frozen_set).rows[0].change == "持平"


def test_an_order_with_a_filing_that_one_does_not_see_is_hidden(life):
    order(life)
    seen = whole(life)

    nothing = type(seen)(seen.cycle, seen.unit, ())

    assert (orders_of(seen).count(), orders_of(nothing).count()) == (1, 0)
