"""函 written, printed, put with the set, and signed."""

from __future__ import annotations

import pytest

from documents.models import SetPaper
from documents.sets import letter_of
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.letters import addressee_of, draft_of, label_of, letter_in, state_of
from evaluations.dossiers.models import Evaluation, Letter, LetterPrinting, SignedCopy
from evaluations.dossiers.permissions import lacks_signature
from evaluations.dossiers.services.letters import keep_letter, print_letter
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed, void_signed
from evaluations.dossiers.signing import copies_of, standings
from evaluations.summaries.reading import _signed
from foundation.audit.models import AuditEvent
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import ALL, begin
from tests.factories import fill_in, make_evaluation

pytestmark = pytest.mark.django_db
WRITTEN = {
    "number": "平医保函〔2025〕29号",
    "addressee": "财政局",
    "title": "关于报送自评材料的函",
    "body": "请予审核。",
    "attachments": "自评表\n自评报告",
    "dated": None,
}


@pytest.fixture
def life():
    return begin()


def whole(life):
    return dossier_of(life.people["filer"], life.evaluation.cycle_id, life.evaluation.unit_id)


def keep(life, who="filer", revision=0, **given):
    fresh = Letter(cycle=life.evaluation.cycle, unit=life.evaluation.unit)
    return keep_letter(fresh, {**WRITTEN, **given}, revision=revision, by=life.people[who])


def printed(life, letter):
    return print_letter(letter, label_of(whole(life)), by=life.people["filer"])


def sign(life, printing):
    signature = Signature(printing.frozen_set.code, "张三", printing.asked_at.date())
    return record_signed(whole(life), signature, by=life.people["filer"])


def test_what_is_written_is_kept_and_on_the_record(life):
    keep(life)

    again = keep(life, "unit_head", revision=1, number="")

    assert (again.number, again.revision, again.changed_by) == ("", 2, life.people["unit_head"])
    assert str(again) == WRITTEN["title"]
    told = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(told)[-2:] == ["起草函", "修改函"]


@pytest.mark.parametrize("revision", [0, 7])
def test_who_saw_an_older_letter_is_told(life, revision):
    keep(life)

    with pytest.raises(Stale, match="已由他人修改"):
        keep(life, "unit_head", revision=revision, title="别的")
    assert Letter.objects.get().title == WRITTEN["title"]


def test_a_reviewer_writes_no_letter_of_the_unit(life):
    with pytest.raises(NotAllowed) as refusal:
        keep(life, "division")
    assert refusal.value.http_status == 403


def test_after_the_year_is_closed_nothing_is_written(life):
    life.evaluation.cycle.is_open = False

    with pytest.raises(NotAllowed) as refusal:
        keep(life)
    assert refusal.value.http_status == 409


def test_a_reviewer_prints_no_letter_of_the_unit(life):
    with pytest.raises(NotAllowed):
        print_letter(keep(life), "final", by=life.people["division"])


def test_the_draft_follows_from_what_is_filed(life):
    draft = draft_of(whole(life))

    assert draft.attachments.startswith(f"{life.evaluation.project.name}绩效自评表")


def test_what_is_not_filed_at_all_is_not_named(life):
    exempt = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    Evaluation.objects.filter(pk=exempt.pk).update(status="exempt")

    assert "绩效自评表1份" in draft_of(whole(life)).body


def test_it_is_sent_to_the_department_where_the_work_goes_through_one(life):
    cycle, unit = life.evaluation.cycle, life.evaluation.unit

    assert addressee_of(whole(life)) == unit.department.name
    type(cycle).objects.update(chain=["performance"])
    assert addressee_of(whole(life)) == cycle.bureau.name


def test_of_a_unit_that_files_parts_alone_it_goes_to_who_leads_and_is_final_with_them(db):
    parts = issue_one().approve("west")
    sets = [
        dossier_of(parts.people[who], parts.whole.cycle_id, getattr(parts, who).unit_id)
        for who in ("east", "west")
    ]

    assert [label_of(one) for one in sets] == ["for_signature", "final"]
    assert {addressee_of(one) for one in sets} == {parts.whole.unit.name}
    assert f"{parts.whole.project.name}绩效自评表" in draft_of(sets[1]).attachments


def test_with_filings_of_its_own_a_part_holds_up_no_letter(db):
    parts = issue_one()
    own = make_evaluation(parts.east.unit, cycle=parts.east.cycle)
    Evaluation.objects.filter(pk=own.pk).update(status="approved")

    found = dossier_of(parts.people["east"], own.cycle_id, own.unit_id)

    assert (label_of(found), addressee_of(found)) == ("final", own.unit.department.name)


def test_a_printed_letter_says_what_was_written_with_a_code_of_its_own(life):
    printing = printed(life, keep(life))

    said = letter_of(printing.frozen_set)
    assert (said.issuer, said.number, said.attachments) == (
        *(life.evaluation.unit.name, WRITTEN["number"], ("自评表", "自评报告")),
    )
    assert SetPaper.objects.get().kind == "letter"
    assert str(printing) == str(printing.frozen_set)


def test_a_second_click_is_the_same_paper(life):
    letter = keep(life)

    assert printed(life, letter) == printed(life, letter)
    assert AuditEvent.objects.filter(action="打印函").count() == 1


def test_it_is_final_once_all_that_goes_with_it_is_approved(life):
    before = label_of(whole(life))
    life.to(*ALL)

    assert (before, label_of(whole(life))) == ("for_signature", "final")


def test_with_nothing_to_go_with_it_is_not_final(life):
    Evaluation.objects.update(status="exempt")

    assert label_of(whole(life)) == "for_signature"


def test_signed_before_the_review_it_stays_signed_once_all_is_approved(life):
    type(life.evaluation.cycle).objects.update(signing_mode="sign_first")
    letter = keep(life)
    copy = sign(life, printed(life, letter))
    states = [state_of(letter, label) for label in ("for_signature", "final")]

    void_signed(whole(life), copy, "登记有误", by=life.people["filer"])

    assert states == ["signed", "signed"]
    assert [state_of(letter, label) for label in ("for_signature", "final")] == ["printed", "changed"]


def test_it_says_how_far_it_is(life):
    life.to(*ALL)
    states = [state_of(letter_in(life.evaluation.cycle, life.evaluation.unit), "final")]
    letter = keep(life)
    states.append(state_of(letter, "final"))
    printing = printed(life, letter)
    states.append(state_of(letter, "final"))
    sign(life, printing)
    states.append(state_of(letter, "final"))
    states.append(state_of(keep(life, revision=1, title="改过的题目"), "final"))

    assert states == ["none", "drafted", "printed", "signed", "changed"]


def test_all_papers_hold_the_letter_between_the_sheet_and_the_tables(life):
    fill_in(life.evaluation, life.people["filer"])
    keep(life, dated="2025-03-05")

    order = print_all(whole(life), by=life.people["filer"])

    collection = SetPaper.objects.get(kind="collection", frozen_set=order.frozen_set)
    assert [str(part) for part in collection.parts.all()][:3] == [
        "送签单（PDF）",
        "函（PDF）",
        "自评表（PDF）",
    ]
    assert LetterPrinting.objects.count() == 1


def test_another_letter_is_another_order(life):
    fill_in(life.evaluation, life.people["filer"])
    first = print_all(whole(life), by=life.people["filer"])
    keep(life)

    assert print_all(whole(life), by=life.people["filer"]) != first


def test_a_signed_letter_covers_no_filing_and_is_on_the_record_of_the_unit(life):
    life.to(*ALL)
    copy = sign(life, printed(life, keep(life)))

    void_signed(whole(life), copy, "登记有误", by=life.people["filer"])

    assert [(one, dict(content)) for one, content in copies_of(whole(life))] == [(copy, {})]
    assert standings(whole(life))[0].state == "none"
    told = AuditEvent.objects.filter(subject_type="accounts.Unit", detail__文书="函")
    assert list(told.order_by("pk").values_list("action", flat=True)) == ["登记盖章件", "作废盖章件"]


def test_a_letter_that_names_a_filing_by_its_hash_does_not_sign_it(life):
    life.to(*ALL)
    sha256 = life.evaluation.moves.order_by("-number").first().frozen.sha256
    sign(life, printed(life, keep(life, title=sha256)))

    assert lacks_signature(life.evaluation)
    assert SignedCopy.objects.count() == 1


def test_a_summary_counts_no_letter_as_a_signed_table(life):
    life.to(*ALL)
    copy = sign(life, printed(life, keep(life)))

    late = copy.recorded_at.replace(year=copy.recorded_at.year + 1)
    assert _signed(life.evaluation.cycle, life.evaluation.unit, late) == set()
