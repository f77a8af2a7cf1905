"""汇总报送: one act for all that is ticked; each filing moves, or is refused, by itself."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Contribution, Evaluation, Move
from evaluations.oversight.models import DepartmentPrinting
from evaluations.oversight.services.forwarding import forward
from evaluations.oversight.views import reviewing
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.oversight.conftest import at, stands, ticks


def test_one_act_passes_all_that_is_ticked_each_on_its_own_record(life, reviewer, waiting, second):
    reviewer.post(at("department_review", life), ticks(second))

    answer = reviewer.post(at("department_forward", life), ticks(waiting), follow=True)

    assert "已汇总报送2份" in text(answer)
    assert [stands(one) for one in (waiting, second)] == [("in_review", "division")] * 2
    assert Move.objects.filter(reason="主管部门汇总报送", capacity="department").count() == 2
    assert DepartmentPrinting.objects.get().filings.count() == 2


def test_what_is_not_ticked_stays(life, reviewer, waiting, second):
    reviewer.post(at("department_forward", life), ticks(waiting))

    assert [stands(one)[1] for one in (waiting, second)] == ["division", "department"]


def test_one_refusal_is_told_beside_its_row_and_stops_no_other(life, reviewer, waiting, second):
    reviewer.post(at("department_review", life), ticks(waiting, second))
    Contribution.objects.create(evaluation=second, user=life.people["department"], kind="submitted")

    answer = reviewer.post(at("department_forward", life), ticks())

    page = text(answer)
    assert answer.status_code == 403
    assert "已汇总报送1份" in page
    assert "有1份没有办理，原因见各行。" in page
    assert "您填报或修改过本表，不能办理“审核通过”" in page
    assert [stands(one)[1] for one in (waiting, second)] == ["division", "department"]
    assert AuditEvent.objects.filter(action="approve", result="refused").count() == 1


def test_where_all_are_refused_there_is_no_table(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))
    Contribution.objects.create(evaluation=waiting, user=life.people["department"], kind="submitted")

    reviewer.post(at("department_forward", life), ticks())

    assert not DepartmentPrinting.objects.exists()


def test_a_filing_that_changed_is_told_though_others_pass(life, reviewer, waiting, second):
    reviewer.post(at("department_review", life), ticks(waiting))
    sent = {"marked": [second.pk], f"revision-{second.pk}": "7777"}

    answer = reviewer.post(at("department_forward", life), sent)

    assert (answer.status_code, "在您打开页面之后已有变动" in text(answer)) == (409, True)
    assert [stands(one)[1] for one in (waiting, second)] == ["division", "department"]


def test_a_filing_that_was_moved_while_it_was_passed_on_is_still_told(life, reviewer, waiting, monkeypatch):
    reviewer.post(at("department_review", life), ticks(waiting))
    chosen = list(reviewing.marked(Evaluation.objects.all()))
    life.move(Action.RETURN, "department", reason="请核对")
    monkeypatch.setattr("evaluations.oversight.services.forwarding.marked", lambda filings: chosen)

    answer = reviewer.post(at("department_forward", life), ticks())

    assert answer.status_code == 409
    assert waiting.get_absolute_url() in text(answer)


def test_nothing_ticked_is_told(life, reviewer, waiting):
    answer = reviewer.post(at("department_forward", life))

    assert (answer.status_code, "请先审核，再勾选" in text(answer)) == (422, True)


@pytest.mark.parametrize("name", ["department_forward", "department_table"])
def test_finance_passes_nothing_on(life, waiting, name):
    answer = signed_in(life.people["performance"]).post(at(name, life))

    assert (answer.status_code, "由主管部门审核人员办理" in text(answer)) == (403, True)


def test_the_service_asks_who_passes_on(life, waiting):
    with pytest.raises(NotAllowed, match="由主管部门审核人员办理"):
        forward(waiting.cycle, waiting.unit.parent, by=life.people["performance"])
