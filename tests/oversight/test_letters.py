"""函 that goes with 部门汇总表."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import SetPaper
from evaluations.dossiers.models import Evaluation, Letter, SignedCopy
from evaluations.oversight.queries import label_of
from foundation.audit.models import AuditEvent
from tests.documents.printed import work
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_letters import TYPED
from tests.factories import make_division, make_evaluation, make_unit, small_form
from tests.oversight.conftest import at


@pytest.fixture
def letter(life) -> str:
    return at("department_letter", life)


@pytest.fixture
def another_division(life):
    """A filing of the department that the division of the first does not see."""
    department = life.evaluation.unit.parent
    return make_evaluation(
        make_unit(department, division=make_division(department.parent)), cycle=life.evaluation.cycle
    )


def download(client, life, paper):
    return client.get(reverse("department_paper", args=[*at_ids(life), paper.pk]))


def at_ids(life):
    return [life.evaluation.cycle_id, life.evaluation.unit.parent_id]


def test_the_draft_counts_what_the_department_passed_on(life, reviewer, letter):
    life.to("unit_head", "department")

    page = text(reviewer.get(letter))

    assert "组织所属1个单位" in page
    assert f'value="{life.evaluation.cycle.bureau}"' in page


def test_the_draft_counts_the_department_apart_and_tables_alone(life, reviewer, letter):
    life.to("unit_head", "department")
    indicators = {**small_form().indicators.model_dump(), "level3": "fixed", "groups": []}
    report_alone = small_form(code="alone", funds=None, goals=None, indicators=indicators)
    department, cycle = life.evaluation.unit.parent, life.evaluation.cycle
    own = make_evaluation(department, cycle=cycle, form=report_alone)
    Evaluation.objects.filter(pk=own.pk).update(status="approved")
    filed = life.evaluation.submissions.values("number", "frozen_id", "submitted_by_id", "findings").get()
    own.submissions.create(**filed)

    page = text(reviewer.get(letter))

    assert "组织本单位及所属1个单位" in page
    assert "绩效自评表1份" in page


def test_the_letter_of_the_department_is_kept_printed_and_given_out(life, reviewer, letter):
    page = text(reviewer.post(letter, {**TYPED, "print": "1"}, follow=True))
    paper = SetPaper.objects.get(kind="letter")
    work(paper)

    assert Letter.objects.get().kind == "department"
    assert 'hx-trigger="every 2s"' in page
    assert paper.frozen_set.code in text(reviewer.get(at("department_letter_states", life)))
    assert download(reviewer, life, paper).content[:5] == b"%PDF-"


def test_it_is_final_once_all_that_was_passed_on_is_approved(life, reviewer, letter):
    life.to("unit_head", "department", "division", "performance")

    reviewer.post(letter, {**TYPED, "print": "1"})

    assert SetPaper.objects.get(kind="letter").frozen_set.label == "final"
    assert Evaluation.objects.get().status == "approved"


def test_with_nothing_passed_on_it_is_not_final(db):
    assert label_of([]) == "for_signature"


def test_finance_reads_it_and_writes_none(life, reviewer, letter):
    reviewer.post(letter, TYPED)
    finance = signed_in(life.people["performance"])

    assert "只保存" not in text(finance.get(letter))
    assert finance.post(letter, {**TYPED, "revision": "1"}).status_code == 403
    assert AuditEvent.objects.get(result="refused").action == "函"


def test_who_sees_a_part_of_the_department_sees_no_letter(life, reviewer, letter, another_division):
    reviewer.post(letter, {**TYPED, "print": "1"})
    paper = SetPaper.objects.get(kind="letter")
    work(paper)
    division = signed_in(life.people["division"])

    assert division.get(letter).status_code == 404
    assert download(division, life, paper).status_code == 404
    assert letter not in text(division.get(at("department_review", life)))
    assert letter in text(reviewer.get(at("department_review", life)))


@pytest.fixture
def printed(life, reviewer, letter):
    """The 定稿 of the letter of a department that files nothing itself."""
    life.to("unit_head", "department", "division", "performance")
    reviewer.post(letter, {**TYPED, "print": "1"})
    return SetPaper.objects.get(kind="letter").frozen_set


def sign(client, life, code):
    signed = {"code": code, "signed_by": "赵局长", "signed_on": "2022-04-20", "way": "paper"}
    return client.post(at("dossiers:signing", life), signed, follow=True)


def test_its_signed_copy_is_recorded_where_the_page_says(life, reviewer, letter, printed):
    signing = at("dossiers:signing", life)
    leads = f'href="{signing}"' in text(reviewer.get(letter))

    page = text(sign(reviewer, life, printed.code))

    assert (leads, "已登记盖章件。" in page, f'href="{letter}"' in page) == (True, True, True)
    assert "应报0份" not in page
    assert "已签字盖章" in text(reviewer.get(letter))
    assert AuditEvent.objects.get(action="登记盖章件").subject_type == "accounts.Unit"


def test_its_signed_copy_is_voided_there(life, reviewer, letter, printed):
    sign(reviewer, life, printed.code)
    copy = SignedCopy.objects.get()

    reviewer.post(reverse("dossiers:signed_void", args=[*at_ids(life), copy.pk]), {"reason": "缺页"})

    assert "已打印，未登记盖章件" in text(reviewer.get(letter))


def test_what_is_refused_there_is_on_the_record_of_the_department(life, reviewer, printed):
    refused = sign(reviewer, life, "0000-0000-0000-0")

    assert refused.status_code == 422
    told = AuditEvent.objects.get(result="refused")
    assert (told.action, told.subject_type) == ("signing", "accounts.Unit")


def test_before_it_is_printed_there_is_nothing_to_sign(life, reviewer, letter):
    reviewer.post(letter, TYPED)

    assert reviewer.get(at("dossiers:signing", life)).status_code == 404
    assert at("dossiers:signing", life) not in text(reviewer.get(letter))


def test_who_may_not_see_all_of_the_department_signs_none(life, letter, printed):
    division, finance = signed_in(life.people["division"]), signed_in(life.people["performance"])

    answers = [one.get(at("dossiers:signing", life)).status_code for one in (division, finance)]

    assert answers == [404, 200]
    assert at("dossiers:signing", life) not in text(division.get(letter))
