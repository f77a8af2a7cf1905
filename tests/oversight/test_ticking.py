"""已审核 of a department: ticks that are no move, and the page they stand on."""

from __future__ import annotations

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Contribution, Evaluation
from evaluations.oversight.models import ReviewMark
from evaluations.oversight.queries import valid_marks
from evaluations.oversight.services.marking import mark_each
from evaluations.oversight.views import reviewing
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.remarked import CONFIRM, answer, draft, judge
from tests.factories import fill_in
from tests.oversight.conftest import at, stands, ticks


def sent_on(life):
    """Remarked on by the department, answered, and back at its step."""
    life.to("unit_head")
    remark = draft(life, "department")
    life.move(Action.RETURN, "department", reason="见修改意见单")
    answer(life, remark, "一致")
    return life.to("unit_head"), remark


def test_who_has_nothing_to_review_is_told_what_would_stand_here(life, reviewer):
    assert "目前没有待主管部门审核的自评表" in text(reviewer.get(at("department_review", life)))


def test_a_tick_is_kept_with_who_and_moves_nothing(life, reviewer, waiting):
    answer = reviewer.post(at("department_review", life), ticks(waiting), follow=True)

    page = text(answer)
    assert "现有1份已审核待汇总报送" in page
    assert f"{life.people['department'].full_name} " in page
    assert stands(waiting) == ("in_review", "department")
    assert AuditEvent.objects.filter(action="勾选已审核", result="done").count() == 1


def test_a_tick_shows_among_the_units_too(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))

    assert f"已审核（{life.people['department'].full_name}）" in text(reviewer.get(at("department", life)))


def test_a_tick_stands_when_a_remark_is_confirmed_and_falls_when_the_filing_is_another(life):
    _, remark = sent_on(life)
    filing = Evaluation.objects.get(pk=life.evaluation.pk)
    mark_each([(filing, filing.revision)], by=life.people["department"])

    judge(life, remark, CONFIRM, "department")

    here = Evaluation.objects.filter(pk=filing.pk)
    assert [one.revision for one in valid_marks(here)] == [filing.revision + 1]
    life.move(Action.RETURN, "department", reason="另有问题")
    assert not valid_marks(here)


def test_a_tick_that_stands_is_not_written_again(life, reviewer, waiting):
    for _ in range(2):
        reviewer.post(at("department_review", life), ticks(waiting))

    assert ReviewMark.objects.count() == 1
    assert AuditEvent.objects.filter(action="勾选已审核").count() == 1


def test_a_tick_is_taken_off_on_the_record(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))

    for _ in range(2):
        reviewer.post(at("department_review", life), ticks(was=[waiting]))

    assert not ReviewMark.objects.exists()
    assert AuditEvent.objects.filter(action="取消勾选已审核").count() == 1


def test_what_a_colleague_ticked_meanwhile_stays(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))

    reviewer.post(at("department_review", life), ticks())

    assert ReviewMark.objects.count() == 1


def test_a_tick_falls_when_the_filing_changes(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))
    Evaluation.objects.filter(pk=waiting.pk).update(revision=waiting.revision + 1)

    page = text(reviewer.get(at("department_review", life)))

    assert "已勾选0份" in page
    assert " checked" not in page


@pytest.mark.parametrize("revision", ["", "x", "7777"])
def test_a_filing_that_changed_since_the_page_was_drawn_is_not_ticked(life, reviewer, waiting, revision):
    sent = {"marked": [waiting.pk], f"revision-{waiting.pk}": revision}

    answer = reviewer.post(at("department_review", life), sent)

    assert (answer.status_code, "在您打开页面之后已有变动" in text(answer)) == (409, True)
    assert not ReviewMark.objects.exists()


def test_a_filing_that_went_back_meanwhile_is_told(life, reviewer, waiting):
    life.move(Action.RETURN, "department", reason="请核对")

    answer = reviewer.post(at("department_review", life), ticks(waiting), follow=True)

    assert "有1份已不在主管部门审核环节" in text(answer)


def test_whoever_filled_it_in_may_not_tick_it(life, reviewer, waiting):
    Contribution.objects.create(evaluation=waiting, user=life.people["department"], kind="edited")

    page = text(reviewer.get(at("department_review", life)))
    answer = reviewer.post(at("department_review", life), ticks(waiting))

    assert "请由其他审核人员审核" in page
    assert 'name="marked"' not in page
    assert (answer.status_code, ReviewMark.objects.exists()) == (403, False)


@pytest.mark.parametrize("who", ["division", "performance", "administrator"])
def test_finance_looks_on_and_ticks_nothing(life, waiting, who):
    client = signed_in(life.people[who])

    page = text(client.get(at("department_review", life)))
    answer = client.post(at("department_review", life), ticks(waiting))

    assert "汇总报送已勾选" not in page
    assert (answer.status_code, ReviewMark.objects.exists()) == (403, False)


def test_finance_sees_what_the_department_ticked(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))

    page = text(signed_in(life.people["division"]).get(at("department_review", life)))

    assert life.people["department"].full_name in page


def test_a_filing_at_another_step_is_not_ticked_by_whoever_decides_there(life, waiting):
    life.move(Action.APPROVE, "department")
    filing = Evaluation.objects.get(pk=waiting.pk)

    (outcome,) = mark_each([(filing, filing.revision)], by=life.people["division"])

    assert "不在主管部门审核环节" in outcome.refused.sentence


def test_a_mark_says_of_what_it_is_and_whose(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))

    assert str(ReviewMark.objects.get()) == f"{waiting} {life.people['department']}"


def test_many_filings_are_listed_page_by_page(life, reviewer, waiting, second, monkeypatch):
    monkeypatch.setattr(reviewing, "PAGE", 1)

    page = text(reviewer.get(at("department_review", life), {"page": "2"}))

    assert second.get_absolute_url() in page
    assert waiting.get_absolute_url() not in page
    assert "上一页" in page


def test_what_a_unit_fills_in_once_more_needs_another_tick(life, reviewer, waiting):
    reviewer.post(at("department_review", life), ticks(waiting))
    life.move(Action.RETURN, "department", reason="请核对")
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})

    life.to("unit_head")

    assert "已勾选0份" in text(reviewer.get(at("department_review", life)))
