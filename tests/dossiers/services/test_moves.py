"""The life of a filing on the real services: who moves it where, and what each move leaves behind."""

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from documents.models import RenderedDocument, Stamp
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Move, Submission
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.moves import SKIPPED, UNLISTED, why_not_submit
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import ALL, Life, begin
from tests.factories import FILLED, Role, fill_in, make_membership

pytestmark = pytest.mark.django_db


def refused(status: int, life: Life, action: Action, who: str, **given) -> str:
    """The sentence; nothing may have changed."""
    life.evaluation.refresh_from_db()
    before = (life.place, life.evaluation.revision, Move.objects.count())
    with pytest.raises((NotAllowed, Stale)) as refusal:
        life.move(action, who, **given)
    life.evaluation.refresh_from_db()
    assert (life.place, life.evaluation.revision, Move.objects.count()) == before
    assert refusal.value.http_status == status
    return refusal.value.sentence


def test_a_filing_goes_through_every_step_to_approval():
    life = begin()
    places = []

    for number in range(5):
        life = begin().to(*ALL[:number])
        places.append(life.place)

    assert places == [
        "in_review unit_head",
        "in_review department",
        "in_review division",
        "in_review performance",
        "approved",
    ]


def test_each_move_is_one_row_with_the_frozen_filing_it_acted_on():
    life = begin().to(*ALL)

    rows = life.evaluation.moves.values_list("number", "action", "actor", "capacity", "to_status", "to_step")
    people = {name: person.pk for name, person in life.people.items()}
    assert list(rows) == [
        (1, "start", people["filer"], "filer", "draft", ""),
        (2, "submit", people["filer"], "filer", "in_review", "unit_head"),
        (3, "approve", people["unit_head"], "unit_head", "in_review", "department"),
        (4, "approve", people["department"], "department", "in_review", "division"),
        (5, "approve", people["division"], "division", "in_review", "performance"),
        (6, "approve", people["performance"], "performance", "approved", ""),
    ]
    hashes = {move.frozen.sha256 for move in life.evaluation.moves.exclude(action="start")}
    assert len(hashes) == 1


def test_each_move_is_one_line_of_the_log():
    life = begin().to("unit_head")

    events = AuditEvent.objects.filter(subject_type="dossiers.Evaluation").order_by("number")
    assert [event.action for event in events] == ["下达自评任务", "填报", "填写", "送审", "审核通过"]
    assert events.last().detail == {
        "从": "待单位负责人审签",
        "到": "待主管部门审核",
        "原因": "",
        "校验值": life.evaluation.moves.last().frozen.sha256,
    }


def test_a_unit_that_is_its_own_department_skips_that_step_on_the_record():
    life = begin()
    unit = life.evaluation.unit
    unit.department = unit
    unit.save()

    life.to("unit_head")

    assert life.place == "in_review division"
    assert [move.remark for move in life.evaluation.moves.all()] == ["", "", SKIPPED]


def test_a_chain_that_begins_with_the_department_skips_it_on_submission():
    life = begin(cycle_given={"chain": ["department", "division"]})
    unit = life.evaluation.unit
    unit.department = unit
    unit.save()

    life.to()

    assert (life.place, life.evaluation.moves.last().remark) == ("in_review division", SKIPPED)


@pytest.mark.parametrize("who", [who for who in ALL if who != "department"] + ["filer", "administrator"])
def test_a_step_is_decided_by_its_own_people(who):
    life = begin().to("unit_head")

    assert "由主管部门审核人员办理" in refused(403, life, Action.APPROVE, who)


def test_a_submission_keeps_what_was_filed():
    life = begin().to()

    submission = life.evaluation.submissions.get()
    assert (submission.number, submission.findings, submission.problems_reason) == (1, [], "")
    assert '"typed":"100人"' in submission.frozen.body
    assert submission.submitted_by == life.people["filer"]


def test_submission_asks_for_the_papers_for_signature():
    begin().to()

    asked = RenderedDocument.objects.values_list("stamp__label", "kind", "file_format", "job__state")
    assert set(asked) == {
        ("for_signature", "table", "pdf", "queued"),
        ("for_signature", "table", "xlsx", "queued"),
        ("for_signature", "report", "pdf", "queued"),
        ("for_signature", "bundle", "pdf", "queued"),
    }


def test_only_the_last_approval_asks_for_final_papers():
    life = begin().to(*ALL[:3])
    assert not Stamp.objects.filter(label="final").exists()

    life.move(Action.APPROVE, "performance")

    assert RenderedDocument.objects.filter(stamp__label="final").count() == 4


def test_a_return_keeps_its_reason_and_opens_the_filing_again():
    life = begin().to("unit_head")

    move = life.move(Action.RETURN, "department", reason="执行数与账面不符")

    assert (life.place, move.reason) == ("returned", "执行数与账面不符")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_without_a_reason_is_refused(reason):
    life = begin().to()

    assert refused(422, life, Action.RETURN, "unit_head", reason=reason) == "请填写退回修改的原因。"


def test_a_reason_that_cannot_be_printed_is_refused():
    life = begin().to()

    assert "U+FFFE" in refused(422, life, Action.RETURN, "unit_head", reason="不符\ufffe")


def returned() -> Life:
    life = begin().to()
    life.move(Action.RETURN, "unit_head", reason="请核对")
    return life


def test_a_mended_filing_starts_again_at_the_first_step():
    life = returned()
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})

    life.move(Action.SUBMIT, "filer")

    assert (life.place, life.evaluation.submissions.count()) == ("in_review unit_head", 2)


def test_whoever_edited_never_decides_even_after_a_change_of_role():
    life = begin().to("unit_head", "department", "division")
    former = life.people["filer"]
    former.memberships.update(valid_to="2022-01-01")
    make_membership(former, life.evaluation.unit.parent.parent, Role.FINANCE_REVIEWER)

    assert "您填报或修改过本表" in refused(403, life, Action.APPROVE, "filer")


def test_whoever_lost_the_role_decides_nothing_from_then_on():
    life = begin().to()
    life.people["unit_head"].memberships.update(valid_to="2022-01-01")

    refused(403, life, Action.APPROVE, "unit_head")


def test_a_withdrawn_filing_is_a_draft_again():
    life = begin().to()

    life.move(Action.WITHDRAW, "filer")

    assert life.place == "draft"


def test_a_returned_filing_that_is_withdrawn_is_returned_again():
    life = returned()
    fill_in(life.evaluation, life.people["filer"], {"header/filer": "韩梅梅"})
    life.move(Action.SUBMIT, "filer")

    life.move(Action.WITHDRAW, "filer")

    assert life.place == "returned"


def test_nothing_is_withdrawn_after_somebody_acted():
    life = begin().to("unit_head")

    assert "审核人员已经办理，不能撤回送审" in refused(409, life, Action.WITHDRAW, "filer")


def test_a_withdrawn_draft_may_be_submitted_unchanged():
    life = begin().to()
    life.move(Action.WITHDRAW, "filer")

    life.move(Action.SUBMIT, "filer")

    assert life.place == "in_review unit_head"


def test_an_approved_filing_is_reopened_at_the_last_step():
    life = begin().to(*ALL)

    life.move(Action.REOPEN, "performance", reason="核定数有误")

    assert life.place == "in_review performance"


def test_a_reopened_filing_cannot_be_withdrawn():
    life = begin().to(*ALL)
    life.move(Action.REOPEN, "performance", reason="核定数有误")

    refused(409, life, Action.WITHDRAW, "filer")


@pytest.mark.parametrize("filled", [True, False])
def test_an_exempted_filing_comes_back_to_where_it_was(filled):
    life = begin(cycle_given={"exempt_reasons": ["项目已终止"]})
    if filled:
        fill_in(life.evaluation, life.people["filer"])
    life.evaluation.refresh_from_db()
    before = life.place

    life.move(Action.EXEMPT, "division", reason="项目已终止")
    assert life.place == "exempt"
    life.move(Action.RESTORE, "performance")

    assert life.place == before


def test_a_reason_of_ones_own_does_not_exempt():
    life = begin(cycle_given={"exempt_reasons": ["项目已终止"]})

    assert refused(422, life, Action.EXEMPT, "division", reason="没空") == UNLISTED


def test_a_year_without_a_list_takes_any_reason():
    life = begin()

    life.move(Action.EXEMPT, "division", reason="项目已终止")

    assert life.place == "exempt"


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
    from evaluations.dossiers.services.checking import open_findings

    return open_findings(life.evaluation)[0].fingerprint


def test_an_unanswered_need_to_explain_stops_a_submission_even_with_problems():
    sentence = refused(422, asking(), Action.SUBMIT, "filer", problems_reason="按原件")

    assert sentence == "还有1处需说明项未说明，暂不能送审。请逐项选择说明后再办理。"


def test_an_answered_one_goes_along_with_its_answer():
    life = asking()
    answer(life.evaluation, fingerprint(life), choice="historical", by=life.people["filer"])

    life.move(Action.SUBMIT, "filer")

    kept = life.evaluation.submissions.get().findings
    assert [row["answer"] for row in kept if row["check"] == "C13"] == [{"choice": "historical", "text": ""}]


def test_another_answer_is_a_change_after_a_return():
    life = asking()
    mark = fingerprint(life)
    answer(life.evaluation, mark, choice="historical", by=life.people["filer"])
    life.move(Action.SUBMIT, "filer")
    life.move(Action.RETURN, "unit_head", reason="请说明口径")
    assert "尚未作任何修改" in why_not_submit(life.people["filer"], life.evaluation)

    answer(life.evaluation, mark, choice="other", text="口径见附件", by=life.people["filer"])

    assert why_not_submit(life.people["filer"], life.evaluation) is None


def test_an_older_page_moves_nothing():
    life = begin()
    fill_in(life.evaluation, life.people["filer"])

    sentence = refused(409, life, Action.SUBMIT, "filer", revision=0)
    assert sentence == "本表在您打开页面之后已有变动，您的操作没有执行。请刷新页面，看过最新内容后再办理。"


def test_a_second_click_moves_nothing():
    life = begin().to()

    refused(409, life, Action.SUBMIT, "filer")


def test_filing_makes_a_contributor():
    life = begin().to()

    kinds = Contribution.objects.filter(user=life.people["filer"]).values_list("kind", flat=True)
    assert set(kinds) == {"edited", "submitted"}


@pytest.mark.parametrize("model", [Move, Submission, Contribution])
def test_the_database_keeps_what_was_written(model):
    begin().to()
    row = model.objects.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(evaluation_id=row.evaluation_id)

    assert model.objects.filter(pk=row.pk).exists()
