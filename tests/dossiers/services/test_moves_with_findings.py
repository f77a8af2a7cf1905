"""送审 of a filing in which something is found: what stops it, and what goes along with it."""

import pytest

from core.workflow import Action
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.checking import open_findings
from evaluations.dossiers.services.moves import why_not_submit
from tests.dossiers.lives import Life, begin, refused
from tests.factories import FILLED, fill_in

pytestmark = pytest.mark.django_db


WRONG = {**FILLED, "total/score": "99"}


def test_an_open_must_fix_stops_a_submission():
    life = begin()
    fill_in(life.evaluation, life.people["filer"], WRONG)

    assert "还有1处必改项，暂不能送审" in refused(422, life, Action.SUBMIT, "filer")


def test_it_may_be_filed_with_problems_and_a_reason():
    life = begin()
    fill_in(life.evaluation, life.people["filer"], WRONG)

    life.move(Action.SUBMIT, "filer", problems_reason="按批复原件填报")

    submission = life.evaluation.submissions.get()
    assert (life.place, submission.problems_reason) == ("in_review unit_head", "按批复原件填报")
    assert [row["check"] for row in submission.findings] == ["C02"]


def test_the_year_may_forbid_filing_with_problems():
    life = begin(cycle_given={"may_file_with_problems": False})
    fill_in(life.evaluation, life.people["filer"], WRONG)

    sentence = refused(422, life, Action.SUBMIT, "filer", problems_reason="按批复原件填报")
    assert sentence == "还有1处必改项，暂不能送审。请改正后再办理。"


WORDS = {**FILLED, "indicators/r1/actual": "部分达成预期", "indicators/r1/score": "35"}
WORDS |= {"indicators/r1/note": "人员变动", "total/score": "85", "total/grade": "良"}


def asking() -> Life:
    """A filing with one 需说明项: words where a number is wanted, at a row that lost points."""
    life = begin()
    fill_in(life.evaluation, life.people["filer"], WORDS)
    life.evaluation.refresh_from_db()
    return life


def fingerprint(life: Life) -> str:
    return open_findings(life.evaluation)[0].fingerprint


def test_an_unanswered_need_to_explain_stops_a_submission_even_with_problems():
    sentence = refused(422, asking(), Action.SUBMIT, "filer", problems_reason="按原件")

    assert sentence == "还有1处需说明项未说明，暂不能送审。请逐项选择说明后再办理。"


def test_an_answered_one_goes_along_with_its_answer():
    life = asking()
    answer(life.evaluation, fingerprint(life), choice="historical", by=life.people["filer"])

    life.move(Action.SUBMIT, "filer")

    kept = life.evaluation.submissions.get().findings
    (given,) = [row["answer"] for row in kept if row["check"] == "C13"]
    assert (given["choice"], given["text"], given["by"]) == ("historical", "", str(life.people["filer"]))


def test_another_answer_is_a_change_after_a_return():
    life = asking()
    mark = fingerprint(life)
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])
    life.move(Action.SUBMIT, "filer")
    life.move(Action.RETURN, "unit_head", reason="请说明口径")
    assert "尚未作任何修改" in why_not_submit(life.people["filer"], life.evaluation)

    answer(life.evaluation, mark, choice="other", text="口径见附件", by=life.people["filer"])

    assert why_not_submit(life.people["filer"], life.evaluation) is None
