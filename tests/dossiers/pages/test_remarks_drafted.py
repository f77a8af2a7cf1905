"""修改意见 on its pages: drafted at a cell or from findings, and sent."""

from __future__ import annotations

import re

import pytest

from core.workflow import Action
from evaluations.dossiers.models import Remark
from tests.dossiers.lives import begin
from tests.dossiers.pages.posting import text, url
from tests.dossiers.pages.remarking import WORDS, get, post, remark_at, shown
from tests.dossiers.pages.test_prose import REPORT, WRONG
from tests.dossiers.remarked import GOAL, draft, mend
from tests.factories import FILLED, Role, fill_in, make_user

NOWHERE = ("funds/none/executed", "indicators/r9/actual", "report/s9", "x", "evidence/x")


@pytest.fixture
def life(db):
    """Filed, with its 单位负责人."""
    return begin().to()


def test_each_cell_of_what_was_filed_leads_to_a_remark_on_it(life):
    page = text(get(life, "unit_head", "submission", 1))

    assert f'href="{url("remark_draft", life.evaluation)}?ref={GOAL}">全部完成<' in page
    assert "?ref=indicators/r1/evidence" in page
    assert "remark_draft" not in text(get(life, "division", "submission", 1))
    assert "to-remark" not in text(get(life, "division", "submission", 1))


def test_what_was_filed_before_is_not_remarked_on(life):
    life.move(Action.RETURN, "unit_head", reason="请核对")
    mend(life).to()

    assert "to-remark" not in text(get(life, "unit_head", "submission", 1))
    assert "to-remark" in text(get(life, "unit_head", "submission", 2))


def test_a_remark_is_drafted_at_its_cell_with_what_stands_there(life):
    assert "全部完成" in text(get(life, "unit_head", "remark_draft", ref=GOAL))

    response = remark_at(life, GOAL)

    assert response.url == url("submission", life.evaluation, 1)
    kept = Remark.objects.get()
    assert (kept.ref, kept.said, kept.problem, kept.basis) == (GOAL, "全部完成", "与决算不一致", "部门决算")
    assert "意见（草拟）" in text(get(life, "unit_head", "submission", 1))


def test_the_whole_filing_is_remarked_on_without_a_cell(life):
    assert "对整份材料提修改意见" in text(get(life, "unit_head", "remark_draft"))

    remark_at(life, "")

    assert (Remark.objects.get().ref, Remark.objects.get().said) == ("", "")


@pytest.mark.parametrize("ref", NOWHERE)
def test_a_cell_that_is_none_does_not_exist(life, ref):
    assert get(life, "unit_head", "remark_draft", ref=ref).status_code == 404


def test_of_a_report_a_sentence_is_chosen(db):
    life = begin()
    fill_in(life.evaluation, life.people["filer"])
    fill_in(life.evaluation, life.people["filer"], {"report/s1": "项目已完成。群众满意。"})
    life.to()
    assert "提修改意见" in text(get(life, "unit_head", "submission", 1))

    remark_at(life, "report/s1", quote="1")

    kept = Remark.objects.get()
    assert kept.said == "群众满意。"
    assert re.search(r'value="1"\s+selected', text(get(life, "unit_head", "remark", kept.pk)))


def test_a_remark_is_about_the_submission_that_was_looked_at(life):
    assert re.search(r'name="filed"\s+value="1"', text(get(life, "unit_head", "remark_draft", ref=GOAL)))
    life.move(Action.RETURN, "unit_head", reason="请核对")
    mend(life).to()

    response = remark_at(life, GOAL, filed="1")

    assert (response.status_code, Remark.objects.exists()) == (409, False)
    assert "与决算不一致<br>请核对后修改" in text(response)


@pytest.mark.parametrize("becomes", ["sent", "removed"])
def test_words_on_a_draft_that_is_none_any_more_can_be_copied(life, becomes):
    kept = draft(life)
    if becomes == "sent":
        life.move(Action.RETURN, "unit_head", reason="见修改意见单")
    else:
        post(life, "unit_head", "remark_remove", kept.pk)

    response = post(life, "unit_head", "remark", kept.pk, **WORDS)

    assert response.status_code == 409
    assert "不能再改" in text(response)
    assert "与决算不一致<br>请核对后修改" in text(response)
    assert post(life, "filer", "remark", kept.pk, **WORDS).status_code == 404


def test_a_draft_of_another_reviewer_of_the_same_step_does_not_exist(life):
    kept = draft(life)
    life.people["second"] = make_user(life.evaluation.unit, Role.UNIT_HEAD)

    assert post(life, "second", "remark", kept.pk, **WORDS).status_code == 404
    assert post(life, "second", "remark_remove", kept.pk).status_code == 404


def test_what_is_missing_is_refused_at_its_field_and_nothing_typed_is_lost(life):
    response = remark_at(life, GOAL, problem=" ")

    assert response.status_code == 422
    assert "请写明存在什么问题。" in text(response)
    assert "请核对后修改" in text(response)
    assert not Remark.objects.exists()


def test_a_draft_is_changed_and_thrown_away_by_its_author_alone(life):
    kept = draft(life)
    assert get(life, "filer", "remark", kept.pk).status_code == 404
    assert post(life, "division", "remark_remove", kept.pk).status_code == 404

    assert post(life, "unit_head", "remark", kept.pk, **{**WORDS, "problem": ""}).status_code == 422
    post(life, "unit_head", "remark", kept.pk, **{**WORDS, "problem": "口径不同"})
    assert "口径不同" in shown(life, "unit_head")
    assert "口径不同" not in shown(life)

    post(life, "unit_head", "remark_remove", kept.pk)
    assert not Remark.objects.exists()


def test_who_may_not_return_is_told_why_and_keeps_the_words(life):
    response = post(life, "department", "remark_draft", query=f"?ref={GOAL}", **WORDS)

    assert response.status_code == 403
    assert "与决算不一致<br>请核对后修改<br>部门决算" in text(response)


def test_ticked_findings_become_remarks(db):
    life = begin()
    fill_in(life.evaluation, life.people["filer"])
    fill_in(life.evaluation, life.people["filer"], {"goals/1/actual": "完成情况：XX万元"})
    type(life.evaluation.cycle).objects.update(may_file_with_problems=True)
    life.evaluation.refresh_from_db()
    life.move(Action.SUBMIT, "filer", problems_reason="正在核实")
    page = text(get(life, "unit_head", "overview"))
    marks = re.findall(r'name="picked"\s+value="(\w+)"', page)
    assert marks
    assert "将勾选的问题列为修改意见" in page

    response = post(life, "unit_head", "remarks_picked", picked=marks)

    assert response.url == url("remarks", life.evaluation)
    assert Remark.objects.count() == len(marks)
    assert all(kept.basis.startswith("校验规则") for kept in Remark.objects.all())


def test_of_what_is_found_in_a_text_the_clause_is_quoted(db):
    life = begin()
    fill_in(life.evaluation, life.people["filer"], {**FILLED, REPORT: f"项目已完成。{WRONG}"})
    life.to()
    marks = re.findall(r'name="picked"\s+value="(\w+)"', text(get(life, "unit_head", "overview")))

    post(life, "unit_head", "remarks_picked", picked=marks)

    assert WRONG in [kept.said for kept in Remark.objects.all()]


def test_nothing_ticked_is_told(life):
    response = post(life, "unit_head", "remarks_picked")

    assert response.url == url("submission", life.evaluation, 1)
    assert not Remark.objects.exists()


def test_findings_are_not_ticked_by_who_does_not_decide_now(life):
    assert post(life, "department", "remarks_picked", picked=["x"]).status_code == 403


def test_the_return_says_how_many_go_out_and_the_filer_finds_them(life):
    draft(life)
    assert "1条修改意见</a>随退回一并送出" in text(get(life, "unit_head", "overview"))

    life.move(Action.RETURN, "unit_head", reason="见修改意见单")

    assert "修改意见1条</a>，请逐条修改或答复。" in text(get(life, "filer", "overview"))
    assert "与决算不一致" in shown(life)
    assert f'href="{url("goals", life.evaluation)}#id_{GOAL}"' in shown(life)


def test_without_remarks_the_page_says_so(life):
    assert "还没有送出的修改意见。" in shown(life)
