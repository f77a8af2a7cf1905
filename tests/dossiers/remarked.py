"""A filing in review with remarks on it, by the real services."""

from __future__ import annotations

from typing import Any

import pytest

from core.comparison.filings import Filing
from core.workflow import Action
from core.workflow.remarks import Said
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Remark
from evaluations.dossiers.remarks import Thread, open_marks, remarks_for, threads
from evaluations.dossiers.services.remarks import (
    Verdict,
    Written,
    answer_remarks,
    draft_remarks,
    judge_remark,
)
from evaluations.dossiers.snapshots import form_of, snapshot
from tests.dossiers.lives import Life, begin
from tests.factories import fill_in

GOAL = "goals/1/actual"
CONFIRM = Verdict(Said.CONFIRMED, "", 1)
AGAIN = Verdict(Said.AGAIN, "仍不一致", 1)


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


def reverted() -> tuple[Life, Remark]:
    """Mended, confirmed, returned for something else, and the cell put back to what was remarked on."""
    life, remark = sent()
    mend(life).to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 0))
    life.move(Action.RETURN, "unit_head", reason="另有问题")
    mend(life, "全部完成")
    return life, remark


def now(life: Life) -> Filing:
    life.evaluation.refresh_from_db()
    return Filing(form_of(life.evaluation), snapshot(life.evaluation))


def found(life: Life, who: str = "filer") -> list[Thread]:
    """What this person sees of the remarks, as the filing stands."""
    shown = remarks_for(life.people[who], life.evaluation)
    return threads(shown, life.evaluation, now(life))


def states(life: Life, who: str = "filer") -> list[str]:
    return [one.state.label for one in found(life, who)]


def marks(life: Life) -> list[tuple[str, list[int]]]:
    """Which cells tell of which open remarks."""
    return [(str(ref), numbers) for ref, numbers in open_marks(life.evaluation, now(life)).items()]


def fails(status: int, call: Any, *args: Any, **given: Any) -> str:
    """The sentence of a refusal with this status."""
    with pytest.raises((NotAllowed, Stale)) as refusal:
        call(*args, **given)
    assert refusal.value.http_status == status
    return refusal.value.sentence
