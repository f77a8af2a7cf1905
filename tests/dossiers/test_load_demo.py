"""The demo: the filing of 源城 in every state, others on other places' forms, made by the right people."""

from __future__ import annotations

import io
import json
import stat
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import Unit, User
from core.filing import cells
from core.filing.compute import compute
from core.filing.last_year import last_years_texts
from evaluations.dossiers.demo import filings
from evaluations.dossiers.demo.filings import FOLDER, MEDICAL_AID, MEDICAL_AID_BEFORE, STORIES
from evaluations.dossiers.demo.offices import OFFICES, POSTS
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.models import Evaluation, Move, Submission
from evaluations.dossiers.snapshots import form_of, snapshot
from evaluations.projects.models import ApprovedRow
from tests.golden import cases
from tests.golden import yuancheng as golden

pytestmark = pytest.mark.django_db
OWN = {"cycle__name": "2021年度绩效自评工作"}
STATES = {
    "301001": ("not_started", ""),
    "301002": ("draft", ""),
    "302001": ("in_review", "unit_head"),
    "302002": ("in_review", "performance"),
    "303001": ("returned", ""),
    "303002": ("approved", ""),
    "301": ("exempt", ""),
    "302": ("in_review", "performance"),
}


AS_FILED = (
    cases.HESHAN,
    cases.OVERALL,
    cases.CHRONIC_DISEASE,
    cases.TRANSFER,
    cases.PINGAN,
    cases.PANZHIHUA,
    cases.PANZHIHUA_PROJECT,
)
NOT_OF_THE_CASE = ("header/filer", "header/phone", "header/filled_on", "report/")
"""People are the demo's; reports are in the demo alone, where the case has a table."""


def load():
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for all tests here, and taken back at the end."""
    folder, before = tmp_path_factory.mktemp("var"), settings.VAR_DIR
    with django_db_blocker.unblock(), transaction.atomic():
        settings.VAR_DIR = folder
        load()
        yield folder
        settings.VAR_DIR = before
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(demo):
    """Tests here only read; a transaction of their own would end with closing the demo's connection."""


@pytest.fixture
def approved(demo):
    return Evaluation.objects.get(status="approved", parent=None, **OWN)


def test_the_filing_stands_in_every_state(demo):
    alone = Evaluation.objects.filter(parent=None, has_children=False, **OWN)
    filings = alone.select_related("unit")

    found = {row.unit.code: (row.status, row.step) for row in filings}

    assert found == STATES


def test_the_parts_of_the_consolidated_filing_stand_in_different_states(demo):
    whole = Evaluation.objects.get(has_children=True)

    found = {part.unit.code: (part.status, part.step) for part in whole.children.select_related("unit")}

    assert (whole.unit.code, whole.status) == ("302", "not_started")
    assert found == {"302": ("draft", ""), "302001": ("approved", ""), "302002": ("in_review", "lead")}


def test_parts_were_filed_without_a_finding(demo):
    assert [found.findings for found in Submission.objects.exclude(evaluation__parent=None)] == [[], []]


def test_states_are_shown_in_at_least_four_units():
    assert len({story.office for story in STORIES if story.figures == MEDICAL_AID}) >= 4


def test_there_are_three_departments_and_seven_units():
    kinds = [office.kind for office in OFFICES]

    assert (kinds.count("department"), kinds.count("unit"), kinds.count("division")) == (3, 7, 1)


def test_there_is_somebody_in_every_role():
    assert {post.role for post in POSTS} == set(POSTS[0].role.__class__)


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_everybody_can_sign_in_with_the_password_on_the_list(demo, rf):
    lines = (demo / "demo-logins.txt").read_text(encoding="utf-8").splitlines()[1:]
    username, password = lines[0].split()[:2]

    assert len(lines) == User.objects.count() == len(POSTS)
    assert authenticate(rf.post("/login/"), username=username, password=password).username == "guanli"


def test_only_the_service_can_read_the_list(demo):
    assert stat.S_IMODE((demo / "demo-logins.txt").stat().st_mode) == 0o600


def test_the_approved_filing_has_the_figures_as_filed(approved):
    texts = {ref: text for ref, text in golden._texts().items() if text and not ref.startswith("header/")}
    filed = snapshot(approved).cells

    assert {ref: cell.typed for ref, cell in filed.items() if not ref.startswith("header/")} == texts


def test_the_form_computes_what_was_filed(approved):
    offers = compute(form_of(approved), snapshot(approved)).offers
    shown = [
        cells.fund("total", "rate"),
        cells.fund("total", "score"),
        cells.total("score"),
        cells.total("grade"),
    ]

    assert [offers[ref] for ref in shown] == ["60.7%", "6", "94", "良"]


def test_the_lists_show_94_and_good(approved):
    assert (approved.total_score, approved.grade) == (Decimal(94), "良")


def test_it_went_through_the_hands_of_three_people(approved):
    moves = Move.objects.filter(evaluation=approved).order_by("number")

    assert [(move.action, move.actor.username) for move in moves] == [
        ("start", "tianbao6"),
        ("submit", "tianbao6"),
        ("approve", "fuze6"),
        ("approve", "jixiao"),
    ]


def test_it_was_filed_with_its_problems_as_in_the_original(approved):
    assert Submission.objects.get(evaluation=approved).problems_reason == "按原件"


def test_the_national_form_has_a_clean_filing(demo):
    submission = Submission.objects.get(evaluation__project__name="困难群众临时救助资金")

    assert submission.findings == []


def test_the_returned_filing_has_a_reason(demo):
    assert "偏差原因" in Move.objects.get(action="return").reason


class TestTheYearBefore:
    @pytest.fixture
    def before(self, demo):
        return Evaluation.objects.get(cycle__data_year=2020)

    def test_it_is_approved_and_its_work_is_closed(self, before):
        assert (before.status, before.cycle.is_open) == ("approved", False)

    def test_it_was_filed_with_nothing_but_hints(self, before):
        assert {found["severity"] for found in before.submissions.get().findings} == {"hint"}

    def test_its_words_can_be_taken_over_this_year(self, before):
        now = Evaluation.objects.get(unit=before.unit, **OWN)

        found = filed_before(now)

        assert (now.status, found.snapshot.identity.number) == ("not_started", before.number)
        assert len(last_years_texts(form_of(now), snapshot(now), found)) > 10

    def test_nothing_of_another_year_stands_in_it(self, before):
        texts = json.loads((FOLDER / f"{MEDICAL_AID_BEFORE}.json").read_text(encoding="utf-8"))["cells"]

        assert [ref for ref, text in texts.items() if "2021" in text or "2022" in text] == []


class TestASet:
    @pytest.fixture
    def whole(self, demo):
        found = Evaluation.objects.filter(cycle__name="2023年度绩效自评工作")
        return {str(row): row for row in found.select_related("unit", "project")}

    def test_one_unit_has_several_filings_in_different_states(self, whole):
        assert {row.unit.code for row in whole.values()} == {"303003"}
        assert {(row.status, row.step) for row in whole.values()} == {
            ("approved", ""),
            ("in_review", "department"),
            ("draft", ""),
            ("not_started", ""),
        }
        assert len(whole) == 5

    def test_what_is_filled_in_has_nothing_found(self, whole):
        ready = whole["慢性病随访服务"]

        assert (ready.must_fix, ready.must_explain) == (0, 0)


class TestOtherPlaces:
    def test_every_other_shape_of_the_seeds_is_filed(self, demo):
        filings = Evaluation.objects.filter(cycle__name__endswith="（各地表样）")

        assert {(row.form_code, row.cycle.data_year, row.status) for row in filings} == {
            ("heshan-department", 2021, "in_review"),
            ("jiayuguan-department", 2021, "in_review"),
            ("jiayuguan-project", 2021, "approved"),
            ("jiayuguan-transfer", 2021, "draft"),
            ("panzhihua-department", 2022, "in_review"),
            ("panzhihua-project", 2022, "in_review"),
            ("pingan-department", 2024, "in_review"),
        }

    @pytest.mark.parametrize("case", AS_FILED, ids=[case.stem for case in AS_FILED])
    def test_its_figures_are_those_of_the_case(self, demo, case):
        form = case.form
        filing = Evaluation.objects.get(form_code=form.code, cycle__name__endswith="（各地表样）")
        wanted = {ref: text for ref, text in case.texts().items() if not ref.startswith(NOT_OF_THE_CASE)}
        filed = {ref: cell.typed for ref, cell in snapshot(filing).cells.items()}

        assert {ref: filed.get(ref) for ref in wanted} == wanted

    def test_the_reports_say_something(self, demo):
        reports = [
            cell.typed
            for filing in Evaluation.objects.filter(cycle__name__endswith="（各地表样）")
            for ref, cell in snapshot(filing).cells.items()
            if ref.startswith("report/")
        ]

        assert sum(map(len, reports)) > 15_000

    def test_what_contradicts_itself_was_filed_as_in_the_original(self, demo):
        filed = Submission.objects.filter(evaluation__cycle__name__endswith="（各地表样）")

        reasons = {found.evaluation.form_code: found.problems_reason for found in filed}
        assert {code for code, reason in reasons.items() if reason == "按原件"} == {
            "jiayuguan-department",
            "pingan-department",
        }


def test_papers_are_asked_for(approved):
    frozen = Submission.objects.get(evaluation=approved).frozen

    assert {stamp.label for stamp in frozen.stamps.all()} == {"for_signature", "final"}


def test_a_second_time_nothing_changes(demo):
    before = (Unit.objects.count(), Evaluation.objects.count(), Move.objects.count())

    assert load() == "演示数据已存在，未作改动。\n"
    assert (Unit.objects.count(), Evaluation.objects.count(), Move.objects.count()) == before


def test_the_approved_rows_are_those_of_the_case(demo):
    rows = ApprovedRow.objects.filter(approved__project__unit__code="303002").order_by("position")

    assert [(row.key, row.name, row.text) for row in rows] == [
        (f"r{number}", row["level3"], row["target"])
        for number, row in enumerate(golden.CASE["indicators"], start=1)
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_figures_name_only_what_is_there(path):
    assert set(json.loads(path.read_text(encoding="utf-8"))) - {"children"} == {
        "form",
        "code",
        "project",
        "approved",
        "cells",
    }


def test_figures_that_cannot_be_filed_stop_the_loading(demo):
    drafted = Evaluation.objects.get(status="draft", parent=None, **OWN)

    with pytest.raises(ValueError, match="demo cells refused"):
        filings.fill_in(drafted, {"funds/none/executed": "1"}, by=User.objects.get(username="tianbao2"))
