"""修改意见: confirmed or raised again by the step that made them."""

from __future__ import annotations

import pytest

from core.workflow import Action
from core.workflow.remarks import Said
from evaluations.dossiers.models import RemarkEntry
from evaluations.dossiers.remarks import unconfirmed
from evaluations.dossiers.services import guard
from evaluations.dossiers.services import remarks as services
from evaluations.dossiers.services.remarks import Verdict
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import refused
from tests.dossiers.remarked import (
    AGAIN,
    CONFIRM,
    GOAL,
    answer,
    answered,
    fails,
    found,
    judge,
    marks,
    mend,
    now,
    reverted,
    sent,
    states,
)
from tests.factories import fill_in

pytestmark = pytest.mark.django_db


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
