"""Second scores are kept, finished, issued and answered; by whom, in which state, and never again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution
from evaluations.second_scores.models import Completion, Issue, SecondScore, UnitAnswer
from evaluations.second_scores.saying import working_paper_of
from evaluations.second_scores.services import issuing
from evaluations.second_scores.services.scoring import (
    NO_TOTAL_REMARK,
    finish,
    keep_scores,
    mark_of,
    scores_of,
    second_of,
)
from foundation.audit.models import AuditEvent
from tests.core.second.test_scores import sharing
from tests.dossiers.lives import ALL, begin
from tests.factories import Role, make_membership, make_user
from tests.second_scores.sampled import (
    AS_FILED,
    IN_TIME,
    LOWER,
    PEOPLE,
    drawn,
    finished,
    fresh,
    issue,
    issued,
    keep,
    scored,
    together,
    with_total,
)


def refusal_of(act):
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.http_status, refusal.value.sentence


def close(filing, life, who="performance"):
    return finish(filing, seen=mark_of(scores_of(filing)), by=life.people[who])


def test_rows_are_kept_and_the_total_follows(filing, life):
    assert keep(filing, life, r0=AS_FILED, r1=LOWER) == 2

    found = second_of(filing, scores_of(filing))
    kept = SecondScore.objects.get(row=PEOPLE)
    assert (kept.actual, kept.score, kept.reason, kept.remark) == (
        "80人",
        Decimal(40),
        "01",
        "名册为80人，80÷100×50=40",
    )
    assert (str(kept), kept.changed_by) == (PEOPLE, life.people["performance"])
    assert (found.open, found.total) == (1, None)


def test_only_what_changed_is_written_and_on_the_record(filing, life):
    keep(filing, life, r1=LOWER)

    assert keep(filing, life, r1=LOWER, r2={}) == 0
    assert keep(filing, life, r1={**LOWER, "score": "41"}) == 1
    events = AuditEvent.objects.filter(action="填写复核得分").order_by("pk")
    assert [event.detail["各行"][PEOPLE]["复核得分"] for event in events] == ["40", "41"]


def test_who_was_slower_is_told_and_changes_nothing(filing, life):
    seen = mark_of(scores_of(filing))
    keep(filing, life, r1=LOWER)

    with pytest.raises(Stale):
        keep_scores(filing, [], seen=seen, by=life.people["performance"])
    with pytest.raises(Stale):
        finish(filing, seen=seen, by=life.people["performance"])


def test_finished_it_says_what_it_came_to(filing, life):
    done = finished(filing, life).completion

    assert (done.filed, done.total, done.grade, done.finished_by) == (
        Decimal(100),
        Decimal(90),
        "优",
        life.people["performance"],
    )
    assert str(done) == str(life.evaluation)
    assert AuditEvent.objects.get(action="完成复核").detail == {
        "自评得分": "100",
        "复核得分": "90",
        "复核等级": "优",
        "偏离度": "10.00%",
    }


def test_a_row_without_a_score_stops_it(filing, life):
    keep(filing, life, r0=AS_FILED, r1=LOWER, r2={"actual": "达成预期"})

    assert refusal_of(lambda: close(filing, life)) == (
        422,
        "还有1行没有复核得分，不能完成。请逐行填写后再办理。",
    )
    assert not Completion.objects.exists()


def test_a_row_that_does_not_say_why_it_differs_stops_it(filing, life):
    scored(filing, life)
    SecondScore.objects.filter(row=PEOPLE).update(remark="")

    status, sentence = refusal_of(lambda: close(filing, life))

    assert (status, "「救助人数」" in sentence) == (422, True)


def test_once_finished_nothing_changes_any_more(filing, life):
    done = finished(filing, life)

    status, sentence = refusal_of(lambda: keep(done, life, r1={**LOWER, "score": "50"}))

    assert (status, "不能修改" in sentence) == (409, True)
    assert refusal_of(lambda: close(done, life))[0] == 409


@pytest.mark.parametrize("change", ["update", "delete", "create"])
def test_the_database_refuses_it_too(filing, life, change):
    finished(filing, life)
    rows = SecondScore.objects.filter(row=PEOPLE)
    changes = {
        "update": lambda: rows.update(remark=""),
        "delete": rows.delete,
        "create": lambda: SecondScore.objects.create(
            filing=filing, row="x", changed_by=life.people["performance"]
        ),
    }

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        changes[change]()


def test_before_that_a_row_may_be_taken_back(filing, life):
    scored(filing, life)

    assert SecondScore.objects.filter(row=IN_TIME).delete()[0] == 1


@pytest.mark.parametrize("who", ["division", "performance"])
def test_finance_scores_what_its_units_filed(filing, life, who):
    assert keep(filing, life, who=who, r1=LOWER) == 1


@pytest.mark.parametrize("who", ["filer", "unit_head", "department", "administrator"])
def test_nobody_else_scores(filing, life, who):
    assert refusal_of(lambda: keep(filing, life, who=who, r1=LOWER))[0] == 403


def test_another_division_does_not_score(filing, life):
    life.people["other"] = begin().people["division"]

    assert refusal_of(lambda: keep(filing, life, who="other", r1=LOWER))[0] == 403


@pytest.mark.parametrize("role", [Role.FILER, Role.UNIT_HEAD])
def test_nobody_of_the_unit_scores_it_whatever_else_they_are(filing, life, role):
    make_membership(life.people["performance"], life.evaluation.unit, role)

    status, sentence = refusal_of(lambda: keep(filing, life, r1=LOWER))

    assert (status, "其他人员" in sentence) == (403, True)


def test_a_bureaus_own_filing_is_not_scored_by_itself(life):
    life.evaluation.unit = life.evaluation.unit.parent.parent
    life.evaluation.save()

    assert refusal_of(lambda: keep(drawn(life), life, r1=LOWER))[0] == 403


def test_nobody_who_filled_it_in_scores_it(filing, life):
    given = {"evaluation": life.evaluation, "user": life.people["performance"], "kind": "edited"}
    Contribution.objects.create(**given)

    assert refusal_of(lambda: keep(filing, life, r1=LOWER))[0] == 403
    assert refusal_of(lambda: issuing.issue(filing, seen="", by=life.people["performance"]))[0] == 403


def test_what_was_reopened_since_is_scored_no_further(filing, life):
    scored(filing, life)
    life.move(Action.REOPEN, "performance", reason="请核对")

    status, sentence = refusal_of(lambda: close(fresh(filing), life))

    assert (status, "取消审核" in sentence) == (409, True)


def test_what_was_approved_anew_is_not_what_was_drawn(filing, life):
    life.move(Action.REOPEN, "performance", reason="请核对")
    life.move(Action.RETURN, "performance", reason="请核对")
    life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
    life.to(*ALL)

    assert refusal_of(lambda: keep(fresh(filing), life, r1=LOWER))[0] == 409


def test_a_closed_years_work_is_scored_all_the_same(filing, life):
    type(life.evaluation.cycle).objects.update(is_open=False)

    assert finished(filing, life).completion.total == 90


def test_what_is_not_finished_is_not_issued(filing, life):
    assert refusal_of(lambda: issuing.issue(filing, seen="", by=life.people["performance"]))[0] == 409


def test_it_is_issued_once_and_by_the_bureaus_finance(filing, life):
    done = finished(filing, life)
    assert refusal_of(lambda: issue(done, life, "division"))[0] == 403

    made = issue(done, life)

    assert (str(made), Issue.objects.count()) == (str(life.evaluation), 1)
    assert AuditEvent.objects.get(action="下发复核结果").detail == {"复核": str(filing.review)}
    assert refusal_of(lambda: issue(fresh(filing), life))[0] == 409


@pytest.mark.parametrize("who", ["filer", "unit_head"])
@pytest.mark.parametrize("agrees", [True, False])
def test_the_unit_answers_once(filing, life, who, agrees):
    given = issued(filing, life)

    made = issuing.answer(given, agrees=agrees, text="请再核对", by=life.people[who])

    said = "同意" if agrees else "有异议"
    assert (str(made), made.answered_by) == (said, life.people[who])
    assert AuditEvent.objects.get(action="填写复核回执").detail == {"意见": said, "说明": "请再核对"}
    again = refusal_of(lambda: issuing.answer(fresh(filing), agrees=True, text="", by=life.people["filer"]))
    assert (again[0], UnitAnswer.objects.count()) == (409, 1)


def test_before_it_is_issued_nobody_answers(filing, life):
    done = finished(filing, life)

    assert refusal_of(lambda: issuing.answer(done, agrees=True, text="", by=life.people["filer"]))[0] == 409


@pytest.mark.parametrize("who", ["performance", "department", "administrator", "stranger"])
def test_nobody_answers_for_the_unit(filing, life, who):
    given, life.people["stranger"] = issued(filing, life), make_user()

    assert refusal_of(lambda: issuing.answer(given, agrees=True, text="", by=life.people[who]))[0] == 403


def test_an_objection_without_words_is_none(filing, life):
    given = issued(filing, life)

    with pytest.raises(IntegrityError), transaction.atomic():
        UnitAnswer.objects.create(filing=given, agrees=False, answered_by=life.people["filer"])


def test_a_self_score_that_is_not_what_its_rows_make_is_explained_before_the_end(db):
    life = with_total(begin(), "96")
    filing = scored(drawn(life), life)
    assert refusal_of(lambda: close(filing, life)) == (422, NO_TOTAL_REMARK)

    finish(filing, seen=mark_of(scores_of(filing)), by=life.people["performance"], total_remark=" 合计有误。")

    done = Completion.objects.get()
    assert (done.filed, done.total, done.total_remark) == (Decimal(96), Decimal(90), "合计有误。")
    assert AuditEvent.objects.get(action="完成复核").detail["自评总分的说明"] == "合计有误。"


def test_nothing_is_kept_of_a_sentence_that_nobody_asked_for(filing, life):
    given = scored(filing, life)

    finish(given, seen=mark_of(scores_of(given)), by=life.people["performance"], total_remark="多余")

    assert Completion.objects.get().total_remark == ""


def test_what_was_reopened_since_is_not_issued(filing, life):
    done = finished(filing, life)
    life.move(Action.REOPEN, "performance", reason="请核对")

    status, sentence = refusal_of(lambda: issuing.issue(fresh(done), seen="", by=life.people["performance"]))

    assert (status, "取消审核" in sentence, Issue.objects.exists()) == (409, True, False)


def test_what_was_approved_anew_since_is_not_issued(filing, life):
    done = finished(filing, life)
    life.move(Action.REOPEN, "performance", reason="请核对")
    life.move(Action.RETURN, "performance", reason="请核对")
    life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
    life.to(*ALL)

    assert refusal_of(lambda: issuing.issue(fresh(done), seen="", by=life.people["performance"]))[0] == 409


def test_of_rows_that_share_a_score_the_figure_alone_is_kept(db):
    life = together(begin(form=sharing()))
    filing = drawn(life)
    keep(filing, life, r0=AS_FILED, r1={"actual": "100人", "score": "90"})
    assert len(second_of(filing, scores_of(filing)).rows) == 3

    close(filing, life)

    rows = working_paper_of(fresh(filing)).rows
    assert [(row.score, row.remark) for row in rows] == [
        ("10", ""),
        ("90", ""),
        ("", "得分与“救助人数”合并计算。"),
    ]
