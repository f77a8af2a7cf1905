"""The life of a filing on the real services: who moves it where, and what each move leaves behind."""

import pytest
from django.db import IntegrityError, transaction

from core.workflow import Action
from documents.models import RenderedDocument, Stamp
from evaluations.dossiers.models import Contribution, Move, Submission
from evaluations.dossiers.services import moves
from evaluations.dossiers.services.moves import SKIPPED
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import ALL, begin, refused
from tests.factories import Role, fill_in, make_membership

pytestmark = pytest.mark.django_db


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


def test_a_move_that_is_overtaken_between_reading_and_writing_is_stale(monkeypatch):
    life = begin()
    monkeypatch.setattr(moves, "compare_and_set", lambda seen, **columns: False)

    assert refused(409, life, Action.START, "filer")
