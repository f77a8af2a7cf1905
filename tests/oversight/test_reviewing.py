"""审核和汇总报送: ticks that are no move, one act for all of them, and 部门汇总表."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.workflow import Action
from documents.models import SetPaper
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Contribution, Evaluation, Move
from evaluations.oversight.models import DepartmentPrinting, ReviewMark
from evaluations.oversight.queries import valid_marks
from evaluations.oversight.services.forwarding import forward
from evaluations.oversight.services.marking import mark_each
from evaluations.oversight.views import reviewing
from foundation.audit.models import AuditEvent
from tests.documents.printed import work
from tests.dossiers.lives import Life
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.remarked import CONFIRM, answer, draft, judge
from tests.factories import Role, fill_in, make_evaluation, make_unit, make_user
from tests.oversight.conftest import at


@pytest.fixture
def waiting(life) -> Evaluation:
    """The filing as it waits for the department."""
    return Evaluation.objects.get(pk=life.to("unit_head").evaluation.pk)


@pytest.fixture
def second(life, waiting) -> Evaluation:
    """One of another unit of the department, which waits too."""
    unit = make_unit(life.evaluation.unit.parent, division=life.evaluation.unit.division)
    people = life.people | {
        "filer": make_user(unit, Role.FILER),
        "unit_head": make_user(unit, Role.UNIT_HEAD),
    }
    other = Life(make_evaluation(unit, cycle=life.evaluation.cycle), people)
    return Evaluation.objects.get(pk=other.to("unit_head").evaluation.pk)


def ticks(*filings, was=()):
    return {
        "marked": [filing.pk for filing in filings],
        "was": [filing.pk for filing in was],
        **{f"revision-{filing.pk}": filing.revision for filing in filings},
    }


def stands(filing):
    return Evaluation.objects.values_list("status", "step").get(pk=filing.pk)


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


def test_before_anything_passed_there_is_no_table(life, reviewer, waiting):
    answer = reviewer.post(at("department_table", life))

    assert (answer.status_code, "没有可以汇总的内容" in text(answer)) == (409, True)


@pytest.fixture
def tables(life, reviewer, waiting, second):
    """部门汇总表 of one filing, while another is not passed on; PDF and workbook."""
    reviewer.post(at("department_forward", life), ticks(waiting))
    return list(SetPaper.objects.filter(kind="department_table").order_by("file_format"))


def paper_at(life, paper):
    return reverse(
        "department_paper", args=[life.evaluation.cycle_id, life.evaluation.unit.parent_id, paper.pk]
    )


def test_the_table_is_listed_and_asked_for_again_until_it_is_there(life, reviewer, tables):
    page = text(reviewer.get(at("department_review", life)))
    fragment = text(reviewer.get(at("department_tables", life)))

    assert tables[0].frozen_set.code in page
    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_the_workbook_is_given_out_with_the_filing_and_what_is_left_out(life, reviewer, tables, waiting):
    work(tables[1])

    answer = reviewer.get(paper_at(life, tables[1]))

    assert answer.content[:2] == b"PK"
    assert waiting.number in tables[1].frozen_set.body
    assert "另有1份尚未报送财政" in tables[1].frozen_set.body
    assert "送签稿" in tables[1].frozen_set.get_label_display()


def test_a_damaged_table_is_told_and_made_again(life, reviewer, tables, papers):
    work(tables[1])
    paper = SetPaper.objects.get(pk=tables[1].pk)
    (papers / paper.file_name).unlink()

    answer = reviewer.get(paper_at(life, paper), follow=True)
    reviewer.post(at("department_table", life))

    assert "文书文件不存在" in text(answer)
    assert SetPaper.objects.get(pk=paper.pk).published_at is None
    assert DepartmentPrinting.objects.count() == 1


def test_a_table_with_a_filing_that_one_may_not_see_is_not_there(life, reviewer, tables):
    Evaluation.objects.filter(pk=life.evaluation.pk).update(unit=make_unit(life.evaluation.unit.parent))
    client = signed_in(life.people["division"])

    assert client.get(paper_at(life, tables[0])).status_code == 404
    assert tables[0].frozen_set.code not in text(client.get(at("department_review", life)))


def test_once_all_is_approved_the_table_is_final(life, reviewer, waiting):
    life.move(Action.APPROVE, "department")
    Evaluation.objects.update(status="approved", step="")

    reviewer.post(at("department_table", life))

    printing = DepartmentPrinting.objects.get()
    assert printing.frozen_set.label == "final"
    assert "另有" not in printing.frozen_set.body
    assert str(printing) == str(printing.frozen_set)


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
