"""修改意见: answered by who fills in, with words or by the change itself."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Contribution, RemarkEntry
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import grant
from tests.dossiers.lives import refused
from tests.dossiers.remarked import CONFIRM, answer, answered, draft, fails, judge, mend, sent, states

pytestmark = pytest.mark.django_db


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
