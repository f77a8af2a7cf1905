"""代填 of one filing alone: nothing opens that belongs to the unit and year as a whole."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import SetPaper
from evaluations.dossiers.dossier import dossier_of, not_issued
from evaluations.dossiers.models import Letter
from evaluations.dossiers.services.letters import print_letter
from evaluations.dossiers.services.set_printing import print_all
from evaluations.dossiers.services.signing import Signature, record_signed
from evaluations.dossiers.signing import copies_of, paper_with
from tests.documents.printed import work
from tests.dossiers.consolidated import issue_one
from tests.dossiers.granted import begin_granted, grant
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_dossier import at
from tests.factories import Role, fill_in, make_evaluation, make_project, make_user


@pytest.fixture
def life(db):
    """One filing of two is granted; the unit wrote and printed its 函."""
    found = begin()
    unit, cycle = found.evaluation.unit, found.evaluation.cycle
    type(cycle).objects.update(signing_mode="sign_first")
    found.evaluation.refresh_from_db()
    make_evaluation(unit, cycle=cycle)
    found.people["stand_in"] = make_user(unit.parent, Role.FILER)
    grant(found.evaluation, found.people["filer"], evaluation=found.evaluation)
    fill_in(found.evaluation, found.people["filer"])
    return found


@pytest.fixture
def printed(life):
    letter = Letter.objects.create(
        cycle=life.evaluation.cycle,
        unit=life.evaluation.unit,
        addressee="财政局",
        title="关于报送自评材料的函",
        body="请予审核。",
        changed_by=life.people["filer"],
    )
    return print_letter(letter, "for_signature", by=life.people["filer"]).frozen_set


@pytest.fixture
def stand_in(life):
    return signed_in(life.people["stand_in"])


def whole(life, who="stand_in"):
    return dossier_of(life.people[who], life.evaluation.cycle_id, life.evaluation.unit_id)


def sign(life, paper, who="filer"):
    signature = Signature(paper.code, "赵局长", life.evaluation.cycle.due_on)
    return record_signed(whole(life, who), signature, by=life.people[who])


def download(client, life, paper):
    return client.get(
        reverse("dossiers:dossier_paper", args=[life.evaluation.cycle_id, life.evaluation.unit_id, paper.pk])
    )


@pytest.mark.parametrize(
    ("who", "is_all"), [("filer", True), ("division", True), ("department", True), ("stand_in", False)]
)
def test_who_is_something_towards_the_unit_sees_all_of_its_set(life, who, is_all):
    assert whole(life, who).is_all is is_all


def test_a_grant_of_everything_shows_all(db):
    assert whole(begin_granted()).is_all


def test_grants_of_each_filing_show_all(life):
    (other,) = set(whole(life, "filer").filings) - {life.evaluation}

    grant(other, life.people["filer"], evaluation=other)

    assert whole(life).is_all


def test_of_a_unit_that_files_parts_alone_all_of_them_count(db):
    parts = issue_one()
    east, filer = parts.east, parts.people["east"]
    stand_in = make_user(east.unit.parent, Role.FILER)
    grant(east, filer, evaluation=east)
    before = dossier_of(stand_in, east.cycle_id, east.unit_id).is_all

    make_evaluation(east.unit, cycle=east.cycle)

    assert (before, dossier_of(stand_in, east.cycle_id, east.unit_id).is_all) == (True, False)


@pytest.mark.parametrize("name", ["dossier_letter", "dossier_letter_states"])
def test_the_letter_is_not_found(life, printed, stand_in, name):
    assert stand_in.get(at(name, life.evaluation)).status_code == 404
    assert signed_in(life.people["division"]).get(at(name, life.evaluation)).status_code == 200


def test_the_set_shows_neither_letter_nor_ledger_nor_what_is_not_issued(life, printed, stand_in):
    waiting = make_project(life.evaluation.unit, name="未下达的项目")

    page = text(stand_in.get(at("dossier", life.evaluation)))

    assert [word in page for word in (waiting.name, "打开函", "从台账导入")] == [False] * 3
    assert not_issued(whole(life, "filer")) == [waiting.name]


def test_the_printed_letter_is_not_given_out(life, printed, stand_in):
    paper = SetPaper.objects.get(kind="letter")
    work(paper)

    assert download(stand_in, life, paper).status_code == 404


def test_the_letter_goes_into_no_order_of_a_part(life, printed):
    bodies = [
        print_all(whole(life, who), by=life.people[who]).frozen_set.body for who in ("stand_in", "filer")
    ]

    assert [f'"{printed.sha256}"' in body for body in bodies] == [False, True]


def test_codes_of_the_letter_and_of_all_papers_are_none_of_the_part(life, printed):
    for filing in whole(life, "filer").filings:
        fill_in(filing, life.people["filer"])
    of_all = print_all(whole(life, "filer"), by=life.people["filer"]).frozen_set
    own = print_all(whole(life), by=life.people["stand_in"]).frozen_set

    found = [paper_with(whole(life), paper.code) for paper in (printed, of_all, own)]

    assert found == [None, None, own]


def test_a_signed_letter_is_not_listed(life, printed):
    sign(life, printed)
    copy = sign(life, print_all(whole(life), by=life.people["stand_in"]).frozen_set, "stand_in")

    assert [one for one, _ in copies_of(whole(life))] == [copy]
    assert len(copies_of(whole(life, "filer"))) == 2


def test_it_names_no_teams(life, stand_in):
    refused = stand_in.post(reverse("slips", args=ids(life)), {"then": "add", "name": "办公室"})

    assert refused.status_code == 403


def ids(life):
    return [life.evaluation.cycle_id, life.evaluation.unit_id]
