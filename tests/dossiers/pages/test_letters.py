"""The page 函 of a set."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from documents.models import FrozenSet, SetPaper
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Evaluation, Letter
from evaluations.dossiers.services.signing import Signature, record_signed
from evaluations.dossiers.signing import copies_of, paper_with
from foundation.audit.models import AuditEvent
from tests.documents.printed import work
from tests.dossiers.consolidated import issue_one
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_dossier import at
from tests.factories import Role, make_evaluation, make_user

DAY = date(2025, 3, 6)
TYPED = {
    "revision": "0",
    "number": "平医保函[2025]29号",
    "addressee": "财政局：",
    "title": "某局\r\n关于报送自评材料的函",
    "body": "  请予审核。\r\n\r\n",
    "attachments": "自评表\r\n自评报告",
    "dated": "2025-03-05",
}


@pytest.fixture
def letter(filled) -> str:
    """The address of the page."""
    return at("dossier_letter", filled)


def post(client, letter, **given):
    return client.post(letter, {**TYPED, **given})


def test_an_empty_letter_is_drafted(filer, filled, letter):
    page = text(filer.get(letter))

    assert f"{filled.project.name}绩效自评表" in page
    assert "尚未起草" in page


def test_what_is_typed_is_kept_in_the_spelling_of_the_standard(filer, letter):
    page = text(filer.post(letter, TYPED, follow=True))

    kept = Letter.objects.get()
    assert (kept.number, kept.addressee, kept.body) == ("平医保函〔2025〕29号", "财政局", "请予审核。")
    assert "已起草，尚未打印" in page


def test_the_page_shows_the_letter_as_it_stands_and_its_draft_when_asked(filer, letter):
    post(filer, letter, body="我们自己写的。")

    assert "我们自己写的。" in text(filer.get(letter))
    assert "我们自己写的。" not in text(filer.get(letter, {"draft": "1"}))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": "2025-29"}, "发文字号请按“机关代字〔年份〕顺序号”填写"),
        ({"body": ""}, "请填写此项。"),
        ({"attachments": "\n".join(f"附件{n}" for n in range(61))}, "最多60个附件"),
        ({"attachments": "长" * 101}, "每个附件名称最多100字"),
        ({"dated": "2025-02-30"}, "输入一个有效的日期"),
    ],
)
def test_what_does_not_fit_is_told_beside_it_with_what_was_typed(filer, letter, given, said):
    answer = post(filer, letter, **{"title": "打过的题目", **given})

    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert said in text(answer)
    assert "打过的题目" in text(answer)


def with_parts_alone(**given):
    """The own filing of a unit was left out, so that its letter goes with its part to the leading unit."""
    one = issue_one(**given)
    own = make_evaluation(one.east.unit, cycle=one.east.cycle)
    Evaluation.objects.filter(pk=own.pk).update(status="exempt")
    return one


def test_what_goes_with_parts_alone_is_seen_by_whom_they_are_for(db):
    one = with_parts_alone()
    assert signed_in(one.people["east"]).post(at("dossier_letter", one.east), {**TYPED, "print": "1"}).url
    paper = SetPaper.objects.get(kind="letter")
    work(paper)
    addresses = [at("dossier_letter", one.east), f"{at('dossier_papers', one.east)}{paper.pk}/"]

    def answers(who):
        return [signed_in(one.people[who]).get(address).status_code for address in addresses]

    assert answers("east") == answers("administrator") == [200, 200]
    assert answers("department") == answers("performance") == [404, 404]
    assert "起草" not in text(signed_in(one.people["department"]).get(at("dossier", one.east)))


def test_nor_is_what_came_back_signed_of_it(db):
    one = with_parts_alone(signing_mode="sign_first")
    signed_in(one.people["east"]).post(at("dossier_letter", one.east), {**TYPED, "print": "1"})
    by, code = one.people["east"], FrozenSet.objects.get().code
    record_signed(dossier_of(by, one.east.cycle_id, one.east.unit_id), Signature(code, "赵局长", DAY), by=by)

    def seen(who):
        whole = dossier_of(one.people[who], one.east.cycle_id, one.east.unit_id)
        return len(copies_of(whole)), paper_with(whole, code) is not None

    assert (seen("east"), seen("administrator")) == ((1, True), (1, True))
    assert seen("department") == (0, False)


def test_a_letter_is_printed_listed_and_given_out(filer, filled, letter):
    page = text(filer.post(letter, {**TYPED, "print": "1"}, follow=True))
    paper = SetPaper.objects.get(kind="letter")
    work(paper)

    assert (paper.frozen_set.code in page, "正在生成" in page) == (True, True)
    answer = filer.get(f"{at('dossier_papers', filled)}{paper.pk}/")
    assert answer.content[:5] == b"%PDF-"


def test_states_are_asked_for_again_while_the_letter_is_under_way(filer, filled, letter):
    post(filer, letter, print="1")

    fragment = text(filer.get(at("dossier_letter_states", filled)))

    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment


def test_who_was_slower_sees_what_stands_there_and_can_save_after_looking(filer, head, letter):
    post(head, letter, body="负责人写的。")

    answer = post(filer, letter, body="填报人写的。")

    page = text(answer)
    assert (answer.status_code, "负责人写的。" in page, "填报人写的。" in page) == (409, True, True)
    assert post(filer, letter, revision="1", body="填报人写的。").status_code == 302
    assert 'name="revision" value="1"' in page


def test_a_slip_on_an_older_page_does_not_hide_that_somebody_was_faster(filer, head, letter):
    post(head, letter)

    slip = post(filer, letter, number="29")

    assert 'name="revision" value="0"' in text(slip)
    assert post(filer, letter).status_code == 409


def test_a_reviewer_reads_the_letter_and_writes_none(filer, filled, letter):
    post(filer, letter)
    reviewer = signed_in(make_user(filled.unit.division, Role.FINANCE_REVIEWER))

    page = text(reviewer.get(letter))

    assert ("请予审核。" in page, "只保存" in page) == (True, False)
    assert post(reviewer, letter, revision="1").status_code == 403
    assert AuditEvent.objects.filter(result="refused", action="letter").count() == 1


def test_the_set_says_how_far_its_letter_is(filer, filled, letter):
    type(filled.cycle).objects.update(asks_for_letter=True)
    post(filer, letter, print="1")

    page = text(filer.get(at("dossier", filled)))

    assert ("已打印，未登记盖章件" in page, "本年度要求随报送材料附函" in page) == (True, True)
    assert reverse("dossiers:dossier_letter", args=[filled.cycle_id, filled.unit_id]) in page


def test_a_signed_letter_is_recorded_by_its_code_and_listed(filer, filled, letter):
    type(filled.cycle).objects.update(signing_mode="sign_first")
    post(filer, letter, print="1")
    code = SetPaper.objects.get(kind="letter").frozen_set.code

    signed = {"code": code, "signed_by": "赵局长", "signed_on": "2022-04-20", "way": "paper"}
    page = text(filer.post(at("signing", filled), signed, follow=True))

    assert ("已登记盖章件。" in page, '<span class="small">函</span>' in page) == (True, True)
    assert "已签字盖章" in text(filer.get(at("dossier", filled)))
