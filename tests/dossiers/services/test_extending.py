"""延期: the due date of one filing or many moves to a later day, on the record; nothing else changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Contribution, Evaluation, Extension
from evaluations.dossiers.services.extending import extend
from foundation.audit.models import AuditEvent
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import begin, returned
from tests.factories import Role, make_bureau, make_evaluation, make_user

pytestmark = pytest.mark.django_db
DUE, LATER, LATEST = date(2022, 4, 30), date(2022, 5, 15), date(2022, 6, 1)


@pytest.fixture
def life():
    return begin()


def give(life, who="performance", until=LATER, filings=None, by=None):
    keys = [one.pk for one in filings or [life.evaluation]]
    return extend(life.evaluation.cycle, keys, until=until, reason="数据尚未核实", by=by or life.people[who])


def refused(life, **given):
    """The refusal; nothing may have changed."""
    with pytest.raises(NotAllowed) as refusal:
        give(life, **given)
    assert not Extension.objects.exists()
    assert set(Evaluation.objects.values_list("due_on", "first_due_on")) == {(DUE, None)}
    return refusal.value


@pytest.mark.parametrize("who", ["performance", "division", "administrator"])
def test_finance_gives_more_time(life, who):
    (made,) = give(life, who)

    life.evaluation.refresh_from_db()
    assert (life.evaluation.due_on, life.evaluation.first_due_on) == (LATER, DUE)
    assert (made.before, made.until, made.capacity) == (DUE, LATER, who)
    assert str(made) == f"{life.evaluation}延期至2022-05-15"


def test_a_second_time_keeps_the_first_day(life):
    give(life)
    give(life, "division", until=LATEST)

    life.evaluation.refresh_from_db()
    assert (life.evaluation.due_on, life.evaluation.first_due_on) == (LATEST, DUE)
    assert [(one.before, one.until) for one in life.evaluation.extensions.all()] == [
        (DUE, LATER),
        (LATER, LATEST),
    ]


def test_neither_state_nor_revision_changes(life):
    before = (life.evaluation.status, life.evaluation.revision)
    give(life)

    life.evaluation.refresh_from_db()
    assert (life.evaluation.status, life.evaluation.revision) == before


def test_it_is_on_the_record(life):
    give(life)

    assert AuditEvent.objects.get(action="延期").detail == {
        "原截止日": "2022-04-30",
        "延期至": "2022-05-15",
        "原因": "数据尚未核实",
    }


def test_many_at_once(life):
    second = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)

    assert len(give(life, filings=[life.evaluation, second])) == 2


def test_one_that_may_not_stops_all(life):
    second = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    Contribution.objects.create(evaluation=second, user=life.people["division"], kind="edited")

    assert refused(life, who="division", filings=[life.evaluation, second]).http_status == 409


@pytest.mark.parametrize("until", [DUE, DUE - timedelta(days=1)])
def test_the_day_is_later_than_it_was(life, until):
    refusal = refused(life, until=until)

    assert (refusal.http_status, "截止日为2022-04-30" in refusal.sentence) == (422, True)


@pytest.mark.parametrize("who", ["filer", "unit_head", "department"])
def test_nobody_else_gives_time(life, who):
    assert refused(life, who=who).http_status == 409


def test_another_bureau_gives_none(life):
    assert refused(life, by=make_user(make_bureau(), Role.FINANCE_REVIEWER)).http_status == 409


def test_what_is_filed_needs_none(life):
    life.to()

    assert refused(life).http_status == 409


def test_what_was_returned_may_get_time():
    assert len(give(returned())) == 1


def test_a_filing_of_another_year_is_not_reached(life):
    other = make_evaluation(life.evaluation.unit)

    assert refused(life, filings=[other]).http_status == 409


def test_in_a_closed_year_there_is_no_more_time(life):
    life.evaluation.cycle.is_open = False
    life.evaluation.cycle.save()

    assert "已结束" in refused(life).sentence


def test_parts_go_with_their_whole_unless_they_have_as_long():
    made = issue_one()
    Evaluation.objects.filter(pk=made.west.pk).update(due_on=LATEST)
    by = make_user(made.whole.cycle.bureau, Role.FINANCE_REVIEWER)

    given = extend(made.whole.cycle, [made.whole.pk], until=LATER, reason="汇总需要时间", by=by)

    assert [one.evaluation_id for one in given] == [made.whole.pk, made.east.pk]
    assert {one.capacity for one in given} == {"performance"}
    assert Evaluation.objects.get(pk=made.west.pk).due_on == LATEST


def test_a_part_that_is_filed_stays():
    made = issue_one()
    made.approve("east")
    by = make_user(made.whole.cycle.bureau, Role.FINANCE_REVIEWER)

    given = extend(made.whole.cycle, [made.whole.pk], until=LATER, reason="汇总需要时间", by=by)

    assert [one.evaluation_id for one in given] == [made.whole.pk, made.west.pk]


def test_a_division_in_charge_of_the_whole_gives_time_to_parts_of_others():
    made = issue_one()
    by = make_user(made.whole.unit.division, Role.FINANCE_REVIEWER)

    given = extend(made.whole.cycle, [made.whole.pk], until=LATER, reason="汇总需要时间", by=by)

    assert len(given) == 3


def test_the_database_refuses_a_day_that_is_not_later(life):
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            evaluation=life.evaluation,
            before=LATER,
            until=LATER,
            reason="无",
            capacity="division",
            granted_by=life.people["division"],
        )


def test_a_move_made_meanwhile_still_goes_through(life):
    life.to()
    life.move(Action.RETURN, "unit_head", reason="请核对")
    revision = life.evaluation.revision
    give(life)

    life.move(Action.EXEMPT, "performance", reason="项目取消", revision=revision)

    assert life.place == "exempt"
