"""修改意见: drafts of one person, sent with a return."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Remark
from evaluations.dossiers.services.remarks import discard, draft_remarks, redraft
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin
from tests.dossiers.remarked import answered, draft, fails, mend, sent, states, written
from tests.factories import Role, make_user

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_its_author_alone():
    life = begin().to()
    draft(life)

    assert states(life, "unit_head") == ["草拟"]
    assert states(life, "filer") == states(life, "administrator") == []


def test_a_return_sends_the_drafts_of_its_author_numbered_on():
    life, _ = sent()
    draft(mend(life).to())
    life.move(Action.RETURN, "unit_head", reason="再核对")

    assert list(Remark.objects.values_list("number", "move__number")) == [(1, 3), (2, 5)]
    assert AuditEvent.objects.filter(detail__修改意见="1条").count() == 2
    assert states(life) == ["已答复", "待处理"]


def test_the_drafts_of_others_stay_where_they_are():
    life = begin().to("unit_head")
    draft(life, "department")
    life.move(Action.APPROVE, "department")
    life.move(Action.RETURN, "division", reason="请核对")

    assert Remark.objects.get().move is None


def test_what_is_sent_later_tells_what_stands_there_then():
    life = begin().to("unit_head")
    kept = draft(life, "department")
    life.move(Action.APPROVE, "department")
    life.move(Action.RETURN, "division", reason="请核对")
    mend(life, "超额完成").to("unit_head")
    life.move(Action.RETURN, "department", reason="见修改意见单")

    kept.refresh_from_db()
    assert (kept.said, kept.submission.number) == ("超额完成", 2)


def test_whoever_may_not_return_drafts_nothing():
    life = begin().to()

    for who, status in (("filer", 403), ("department", 403), ("administrator", 403)):
        fails(status, draft, life, who)
    life.move(Action.APPROVE, "unit_head")
    fails(403, draft, life, "unit_head")
    life.move(Action.RETURN, "department", reason="请核对")
    fails(409, draft, life, "department")


def test_a_draft_is_written_anew_and_thrown_away():
    life = begin().to()
    kept = draft(life)

    redraft(kept, written(problem="与批复不一致"), by=life.people["unit_head"])

    assert Remark.objects.get().problem == "与批复不一致"
    discard(kept, by=life.people["unit_head"])
    assert not Remark.objects.exists()


def test_a_draft_of_a_filing_that_moved_on_is_not_written_anew():
    life = begin().to()
    kept = draft(life)
    life.move(Action.APPROVE, "unit_head")

    fails(403, redraft, kept, written(problem="另一"), by=life.people["unit_head"])


def test_what_was_sent_is_neither_changed_nor_thrown_away():
    life, remark = answered()

    fails(409, redraft, remark, written(), by=life.people["unit_head"])
    fails(409, discard, remark, by=life.people["unit_head"])


def test_nobody_writes_anew_or_throws_away_what_another_drafted():
    life = begin().to()
    kept = draft(life)
    other = make_user(life.evaluation.unit, Role.UNIT_HEAD)

    fails(409, redraft, kept, written(problem="另一"), by=other)
    fails(409, discard, kept, by=other)
    assert Remark.objects.get().problem == "与决算不一致"


def test_what_was_written_on_an_earlier_submission_is_not_kept():
    life = begin().to()
    life.move(Action.RETURN, "unit_head", reason="请核对")
    mend(life).to()

    said = fails(409, draft_remarks, life.evaluation, [written()], by=life.people["unit_head"], looked_at=1)
    assert "重新提出" in said
    assert draft_remarks(life.evaluation, [written()], by=life.people["unit_head"], looked_at=2)


def test_it_is_called_by_its_number_once_it_has_one():
    life, remark = answered()

    assert [str(remark.entries.get()), str(draft(life))] == ["修改意见1 单位答复", "草拟的修改意见"]


def test_nothing_is_drafted_of_nothing():
    life = begin().to()

    assert draft_remarks(life.evaluation, [], by=life.people["unit_head"]) == []
