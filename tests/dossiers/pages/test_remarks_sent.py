"""修改意见 on its pages: read once they are sent, answered, confirmed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.workflow import Action
from evaluations.dossiers.models import Remark, RemarkEntry
from evaluations.dossiers.services.remarks import answer_remarks, draft_remarks
from tests.dossiers.lives import begin
from tests.dossiers.pages.posting import text, url
from tests.dossiers.pages.remarking import get, post, remark_at, shown
from tests.dossiers.pages.test_prose import REPORT
from tests.dossiers.remarked import CONFIRM, answer, answered, judge, mend, sent, written
from tests.factories import FILLED, fill_in


@pytest.mark.parametrize(
    ("ref", "leads"),
    [("", "preview"), ("evidence/filing", "evidence"), ("indicators/r1/evidence", "evidence")],
)
def test_what_is_no_cell_leads_to_where_it_is(db, ref, leads):
    life, _ = sent(ref=ref)

    assert f'<a href="{url(leads, life.evaluation)}">' in shown(life).partition("remark-1")[2]


def test_of_a_text_only_the_paragraphs_that_changed_are_told(db):
    life = begin()
    fill_in(life.evaluation, life.people["filer"], {**FILLED, REPORT: "项目已完成。\n群众满意。"})
    life.to()
    remark_at(life, REPORT)
    life.move(Action.RETURN, "unit_head", reason="见修改意见单")
    fill_in(life.evaluation, life.people["filer"], {REPORT: "项目已完成。\n群众很满意。"})

    told = shown(life).partition("修改结果")[2]
    assert "<ins>很</ins>" in told
    assert "项目已完成" not in told


def test_the_cell_of_an_open_remark_leads_to_it(db):
    life, _ = sent()

    page = text(get(life, "filer", "goals"))

    assert f'<a class="remark-mark" href="{url("remarks", life.evaluation)}#remark-1">修改意见1</a>' in page
    assert "remark-mark" not in text(get(life, "filer", "funds"))


def test_the_unit_answers_in_the_box_of_the_remark(db):
    life, remark = sent()
    assert f'name="{remark.pk}-text"' in shown(life)

    response = post(life, "filer", "remark_answers", **{f"{remark.pk}-text": "与决算一致"})

    assert response.url == url("remarks", life.evaluation)
    assert RemarkEntry.objects.get().text == "与决算一致"
    assert "已答复" in shown(life)
    assert "尚未报送" in shown(life)
    life.to()
    assert "随第2次报送稿报送" in shown(life)


def test_an_empty_answer_is_refused(db):
    life, remark = sent()

    response = post(life, "filer", "remark_answers", **{f"{remark.pk}-text": "  "})

    assert response.status_code == 422
    assert "请至少填写一条答复后再保存。" in text(response)


def test_an_answer_with_what_cannot_be_printed_is_refused_at_its_box(db):
    life, remark = sent()

    response = post(life, "filer", "remark_answers", **{f"{remark.pk}-text": "一\x00致"})

    assert response.status_code == 422
    assert not RemarkEntry.objects.exists()


def test_a_reviewer_answers_nothing(db):
    life, remark = sent()

    assert "-text" not in shown(life, "unit_head")
    response = post(life, "unit_head", "remark_answers", **{f"{remark.pk}-text": "一致"})
    assert response.status_code == 403
    assert "一致" in text(response)


def test_the_change_stands_beside_the_remark_it_answered(db):
    life, _ = sent()
    mend(life)

    assert "<del>全部</del><ins>基本</ins>完成" in shown(life)


def test_the_step_that_made_it_confirms(db):
    life, remark = answered()
    assert "确认第1条" in shown(life, "unit_head")
    assert "确认第1条" not in shown(life, "division")

    response = post(life, "unit_head", "remark_verdict", remark.pk, seen=1, verdict="confirmed", reason="")

    assert response.url == url("remarks", life.evaluation)
    assert "已确认" in shown(life)
    assert "确认第1条" not in shown(life, "unit_head")


def test_who_approves_is_told_what_is_not_confirmed(db):
    life, remark = answered()
    hint = "1条修改意见</a>未确认，请先核对修改或答复。"
    assert hint in text(get(life, "unit_head", "overview"))

    judge(life, remark, CONFIRM)

    assert hint not in text(get(life, "unit_head", "overview"))


def test_raised_again_without_a_reason_is_refused_at_its_field(db):
    life, remark = answered()

    response = post(life, "unit_head", "remark_verdict", remark.pk, seen=1, verdict="again", reason="")

    assert response.status_code == 422
    assert "再次提出的，请写明理由。" in text(response)
    post(life, "unit_head", "remark_verdict", remark.pk, seen=1, verdict="again", reason="仍不一致")
    assert "待处理1条" in shown(life)


def test_others_are_told_who_confirms(db):
    life, remark = answered("department", "unit_head")

    assert post(life, "division", "remark_verdict", remark.pk, seen=1, verdict="confirmed").status_code == 403
    assert post(life, "department", "remark_verdict", 0, seen=1, verdict="confirmed").status_code == 404


def test_a_confirmed_remark_marks_no_cell_and_asks_no_answer(db):
    life, remark = answered()
    judge(life, remark, CONFIRM)
    life.move(Action.RETURN, "unit_head", reason="另有问题")

    assert f'name="{remark.pk}-text"' not in shown(life)
    assert "remark-mark" not in text(get(life, "filer", "goals"))


def test_an_auditor_sees_what_was_sent(db):
    life, _ = sent()

    assert "与决算不一致" in shown(life, "administrator")


def queries(life):
    with CaptureQueriesContext(connection) as counted:
        assert get(life, "filer", "remarks").status_code == 200
    return len(counted)


def test_thirty_remarks_cost_what_one_costs(db):
    life, remark = sent()
    answer(life, remark, "一致")
    one = queries(life)
    life.to()
    draft_remarks(life.evaluation, [written()] * 29, by=life.people["unit_head"])
    life.move(Action.RETURN, "unit_head", reason="见修改意见单")
    answer_remarks(
        life.evaluation, {kept.pk: "一致" for kept in Remark.objects.all()}, by=life.people["filer"]
    )

    assert (queries(life), shown(life).count("已答复</span>")) == (one, 30)
