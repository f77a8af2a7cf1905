"""A filing in review with remarks on it, by the real services."""

from __future__ import annotations

from core.workflow import Action
from evaluations.dossiers.models import Remark
from evaluations.dossiers.services.remarks import (
    Verdict,
    Written,
    answer_remarks,
    draft_remarks,
    judge_remark,
)
from tests.dossiers.lives import Life, begin
from tests.factories import fill_in

GOAL = "goals/1/actual"


def written(ref: str = GOAL, problem: str = "与决算不一致") -> Written:
    return Written(ref, "全部完成", problem, "请核对", "部门决算")


def draft(life: Life, who: str = "unit_head", ref: str = GOAL) -> Remark:
    (made,) = draft_remarks(life.evaluation, [written(ref)], by=life.people[who])
    return made


def sent(who: str = "unit_head", *before: str, ref: str = GOAL) -> tuple[Life, Remark]:
    """Filed, approved by those `before`, remarked on and returned by `who`."""
    life = begin().to(*before)
    remark = draft(life, who, ref)
    life.move(Action.RETURN, who, reason="见修改意见单")
    remark.refresh_from_db()
    return life, remark


def answered(who: str = "unit_head", *before: str) -> tuple[Life, Remark]:
    """As `sent`, answered and filed again as it was, approved by those `before`."""
    life, remark = sent(who, *before)
    answer(life, remark, "与决算报表第3行一致")
    life.to(*before)
    return life, remark


def mend(life: Life, text: str = "基本完成") -> Life:
    """Another text in the cell."""
    fill_in(life.evaluation, life.people["filer"], {GOAL: text})
    return life


def answer(life: Life, remark: Remark, text: str, who: str = "filer") -> int:
    return answer_remarks(life.evaluation, {remark.pk: text}, by=life.people[who])


def judge(life: Life, remark: Remark, verdict: Verdict, who: str = "unit_head") -> None:
    remark.refresh_from_db()
    judge_remark(remark, verdict, by=life.people[who])
