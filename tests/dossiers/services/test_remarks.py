"""修改意见: drafts of one person, sent with a return, answered, confirmed by the step that made them."""

from __future__ import annotations

import pytest

from core.comparison.filings import Filing
from core.workflow import Action
from core.workflow.remarks import Said
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Remark, RemarkEntry
from evaluations.dossiers.remarks import open_marks, remarks_for, threads, unconfirmed
from evaluations.dossiers.services import guard
from evaluations.dossiers.services import remarks as services
from evaluations.dossiers.services.remarks import Verdict, discard, draft_remarks, redraft
from evaluations.dossiers.snapshots import form_of, snapshot
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import grant
from tests.dossiers.lives import begin, refused
from tests.dossiers.remarked import GOAL, answer, answered, draft, judge, mend, sent, written
from tests.factories import Role, fill_in, make_user

pytestmark = pytest.mark.django_db
CONFIRM = Verdict(Said.CONFIRMED, "", 1)
AGAIN = Verdict(Said.AGAIN, "仍不一致", 1)


def now(life):
    life.evaluation.refresh_from_db()
    return Filing(form_of(life.evaluation), snapshot(life.evaluation))


def found(life, who="filer"):
    shown = remarks_for(life.people[who], life.evaluation)
    return threads(shown, life.evaluation, now(life))


def states(life, who="filer"):
    return [one.state.label for one in found(life, who)]


def marks(life):
    return [(str(ref), numbers) for ref, numbers in open_marks(life.evaluation, now(life)).items()]


def reverted():
    """Mended, confirmed, returned for something else, and the cell put back to what was remarked on."""
    life, remark = sent()
    mend(life).to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 0))
    life.move(Action.RETURN, "unit_head", reason="另有问题")
    mend(life, "全部完成")
    return life, remark


def fails(status, call, *args, **given):
    with pytest.raises((NotAllowed, Stale)) as refusal:
        call(*args, **given)
    assert refusal.value.http_status == status
    return refusal.value.sentence


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


def test_of_a_step_that_left_the_chain_the_last_one_judges():
    life, remark = answered("division", "unit_head", "department")
    cycle = life.evaluation.cycle
    cycle.chain = ["unit_head", "performance"]
    cycle.save()
    life.move(Action.RETURN, "division", reason="再核对")
    mend(life).to()

    fails(403, judge, life, remark, CONFIRM)
    life.move(Action.APPROVE, "unit_head")
    judge(life, remark, CONFIRM, "performance")
    assert states(life) == ["已确认"]


def test_it_is_called_by_its_number_once_it_has_one():
    life, remark = answered()

    assert [str(remark.entries.get()), str(draft(life))] == ["修改意见1 单位答复", "草拟的修改意见"]


def test_nothing_is_drafted_of_nothing():
    life = begin().to()

    assert draft_remarks(life.evaluation, [], by=life.people["unit_head"]) == []


def test_an_answer_with_grounds_lets_the_same_be_filed_again():
    life, remark = sent()
    assert "退回后尚未作任何修改" in refused(422, life, Action.SUBMIT, "filer")

    answer(life, remark, "与决算报表第3行一致")

    assert states(life) == ["已答复"]
    life.move(Action.SUBMIT, "filer")
    assert life.place == "in_review unit_head"


def test_an_answer_of_a_round_before_is_no_change_in_this_one():
    life, _ = answered()
    life.move(Action.RETURN, "unit_head", reason="仍不一致")

    refused(422, life, Action.SUBMIT, "filer")


def test_a_changed_cell_answers_by_itself():
    life, _ = sent()

    mend(life)

    assert states(life) == ["已答复"]


def test_another_cell_does_not():
    life, _ = sent(ref="header/filer")

    mend(life)

    assert states(life) == ["待处理"]


def test_on_the_whole_filing_any_change_answers():
    life, _ = sent(ref="")
    assert states(life) == ["待处理"]

    mend(life)

    assert states(life) == ["已答复"]


def test_who_answers_decides_no_more_and_the_same_again_says_nothing_new():
    life, remark = sent()

    assert [answer(life, remark, "一致"), answer(life, remark, "一致")] == [1, 0]
    assert Contribution.objects.filter(user=life.people["filer"], kind="edited").exists()
    assert RemarkEntry.objects.count() == 1


def test_only_who_fills_in_answers():
    life, remark = sent()

    for who in ("unit_head", "department", "administrator"):
        fails(403, answer, life, remark, "一致", who)
    answer(life, remark, "一致")
    life.move(Action.SUBMIT, "filer")
    fails(409, answer, life, remark, "仍一致")


def test_whoever_stands_in_answers_as_one_who_stands_in_and_confirms_nothing():
    life, remark = sent("department", "unit_head")
    grant(life.evaluation, life.people["filer"])
    answer(life, remark, "代为核对，一致", "department")

    assert AuditEvent.objects.filter(action="代填：答复修改意见").count() == 1
    life.to("unit_head")
    assert "请由其他人员办理" in fails(403, judge, life, remark, CONFIRM, "department")


def test_a_draft_is_not_answered():
    life, _ = sent()
    mend(life)
    life.move(Action.SUBMIT, "filer")
    kept = draft(life)
    life.move(Action.WITHDRAW, "filer")

    fails(409, answer, life, kept, "一致")


def test_the_step_that_made_it_confirms_it():
    life, remark = answered()

    judge(life, remark, CONFIRM)

    assert states(life) == ["已确认"]
    assert AuditEvent.objects.filter(action="确认修改意见").count() == 1


def test_no_other_step_does():
    life, remark = answered("division", "unit_head", "department")
    life.move(Action.RETURN, "division", reason="再核对")
    mend(life).to("unit_head")

    assert "业务股室审核" in fails(403, judge, life, remark, CONFIRM, "department")
    fails(403, judge, life, remark, CONFIRM, "division")


def test_raised_again_it_is_open_and_an_answer_of_before_is_none():
    life, remark = answered()

    judge(life, remark, AGAIN)

    assert states(life) == ["待处理"]
    life.move(Action.RETURN, "unit_head", reason="见修改意见单")
    answer(life, remark, "已改")
    assert states(life) == ["已答复"]


def test_raised_again_it_says_why_and_nothing_is_confirmed_twice():
    life, remark = answered()

    fails(422, judge, life, remark, Verdict(Said.AGAIN, "", 1))
    judge(life, remark, CONFIRM)
    fails(409, judge, life, remark, CONFIRM)
    fails(409, judge, life, remark, Verdict(Said.CONFIRMED, "", 2))


def test_what_is_confirmed_takes_no_answer():
    life, remark = answered()
    judge(life, remark, CONFIRM)
    life.move(Action.RETURN, "unit_head", reason="另有问题")

    assert answer(life, remark, "补充") == 0


def test_a_confirmed_remark_keeps_the_change_that_answered_it():
    life, remark = sent()
    mend(life).to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 0))
    life.move(Action.RETURN, "unit_head", reason="另有问题")
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "王五"})

    (one,) = found(life)
    assert [piece.text for piece in one.change.pieces if piece.kind == "added"] == ["基本"]
    assert (one.state.label, marks(life)) == ("已确认", [])


def test_what_was_confirmed_is_looked_at_again_once_its_cell_is_another():
    life, _ = reverted()

    assert (states(life), marks(life)) == (["已答复"], [(GOAL, [1])])
    assert [one.number for one in unconfirmed(life.evaluation, now(life))] == [1]


def test_put_back_to_what_was_confirmed_it_is_confirmed():
    life, _ = reverted()

    mend(life)

    assert (states(life), marks(life)) == (["已确认"], [])


def test_what_is_to_be_looked_at_again_is_answered_and_confirmed_again():
    life, remark = reverted()

    assert answer(life, remark, "原数属实") == 1
    life.to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 2))
    assert states(life) == ["已确认"]


def test_of_the_whole_filing_what_was_confirmed_stays():
    life, remark = sent(ref="")
    mend(life).to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 0))
    life.move(Action.RETURN, "unit_head", reason="另有问题")

    mend(life, "部分完成")

    assert (states(life), marks(life)) == (["已确认"], [])


@pytest.mark.parametrize("verdict", [CONFIRM, AGAIN])
def test_what_a_remark_was_judged_on_is_not_withdrawn(verdict):
    life, remark = answered()

    judge(life, remark, verdict)

    assert "已" in refused(409, life, Action.WITHDRAW, "filer")


def test_a_verdict_of_a_round_before_lets_the_next_one_be_withdrawn():
    life, remark = answered()
    judge(life, remark, CONFIRM)
    life.move(Action.RETURN, "unit_head", reason="另有问题")
    mend(life, "部分完成").to()

    life.move(Action.WITHDRAW, "filer")

    assert life.place == "returned"


def test_a_cell_tells_its_open_remarks():
    life, remark = sent()
    assert marks(life) == [(GOAL, [1])]
    answer(life, remark, "一致")
    life.to()
    judge(life, remark, CONFIRM)

    assert marks(life) == []


def test_a_filing_that_is_neither_looked_at_nor_mended_tells_none():
    life, remark = answered()
    judge(life, remark, AGAIN)
    for who in ("unit_head", "department", "division", "performance"):
        life.move(Action.APPROVE, who)

    assert marks(life) == []


@pytest.mark.parametrize("call", ["answer", "judge"])
def test_somebody_who_was_faster_is_told(call, monkeypatch):
    life, remark = answered() if call == "judge" else sent()
    for module in (services, guard):
        monkeypatch.setattr(module, "compare_and_set", lambda seen: False)

    if call == "answer":
        fails(409, answer, life, remark, "一致")
    else:
        fails(409, judge, life, remark, CONFIRM)
    assert RemarkEntry.objects.count() == (call == "judge")
