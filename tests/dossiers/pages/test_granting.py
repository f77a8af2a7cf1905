"""The page 代填授权, and where else it shows that a department fills in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.dossiers.models import Evaluation, FillingGrant
from tests.dossiers.granted import begin_granted, grant
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.dossiers.pages.test_dossier import at, ticked
from tests.factories import fill_in, make_evaluation

GIVEN = {"filing": "", "until": "2099-12-31", "reason": "无财务人员"}


@pytest.fixture
def life(db):
    return begin()


@pytest.fixture
def filer(life):
    return signed_in(life.people["filer"])


def revoke_at(grant):
    return reverse("dossiers:grant_revoke", args=[grant.cycle_id, grant.unit_id, grant.pk])


def test_a_filer_lets_the_department_fill_in_one_filing(filer, life):
    answer = filer.post(at("grants", life.evaluation), {**GIVEN, "filing": life.evaluation.pk}, follow=True)

    made = FillingGrant.objects.get()
    assert (made.evaluation, made.reason, made.granted_by) == (
        life.evaluation,
        "无财务人员",
        life.people["filer"],
    )
    assert f"已授权{life.evaluation.unit.parent}代填" in text(answer)
    assert "2099-12-31" in text(answer)


def test_without_a_filing_all_of_the_year_are_meant(filer, life):
    filer.post(at("grants", life.evaluation), GIVEN)

    assert FillingGrant.objects.get().evaluation is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until": "2020-01-01"}, "有效期不能早于今天"),
        ({"reason": ""}, "授权原因"),
        ({"filing": "0"}, "0"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_kept(filer, life, wrong, sentence):
    answer = filer.post(at("grants", life.evaluation), {**GIVEN, **wrong})

    assert (answer.status_code, FillingGrant.objects.count()) == (422, 0)
    assert sentence in text(answer)


def test_the_same_once_more_is_refused_beside_the_field(filer, life):
    grant(life.evaluation, life.people["filer"])

    answer = filer.post(at("grants", life.evaluation), GIVEN)

    assert answer.status_code == 422
    assert "已有相同范围的授权" in text(answer)


def test_a_grant_is_taken_back_and_stays_on_the_page(filer, life):
    made = grant(life.evaluation, life.people["filer"])

    page = text(filer.post(revoke_at(made), follow=True))

    assert "已收回" in page
    assert "收回</button>" not in page


def test_a_grant_that_is_taken_back_already_is_told_so(filer, life):
    made = grant(life.evaluation, life.people["filer"])
    filer.post(revoke_at(made))

    answer = filer.post(revoke_at(made))

    assert (answer.status_code, "这项授权已收回或已到期" in text(answer)) == (409, True)


def test_no_other_grant_is_taken_back_here(filer, life):
    other = begin()
    made = grant(other.evaluation, other.people["filer"])

    answer = filer.post(reverse("dossiers:grant_revoke", args=[*ids(life), made.pk]))

    assert answer.status_code == 404


def ids(life):
    return life.evaluation.cycle_id, life.evaluation.unit_id


def test_the_department_reads_the_record_and_grants_nothing(life):
    grant(life.evaluation, life.people["filer"])
    reviewer = signed_in(life.people["department"])

    page, answer = (
        reviewer.get(at("grants", life.evaluation)),
        reviewer.post(at("grants", life.evaluation), GIVEN),
    )

    assert "您可以查看，不能办理" in text(page)
    assert "有效" in text(page)
    assert answer.status_code == 403


@pytest.mark.parametrize(("days", "state"), [(-1, "已到期"), (1, "已失效")])
def test_an_old_grant_says_how_it_ended(filer, life, days, state):
    unit = life.evaluation.unit
    day = timezone.localdate() + timedelta(days=days)
    FillingGrant.objects.create(
        cycle=life.evaluation.cycle,
        unit=unit,
        department=unit.parent if days < 0 else unit.parent.parent,
        reason="原因",
        until=day,
        granted_by=life.people["filer"],
    )

    assert state in text(filer.get(at("grants", life.evaluation)))


@pytest.fixture
def granted(db):
    return begin_granted()


@pytest.fixture
def stand_in(granted):
    return signed_in(granted.people["stand_in"])


def test_that_a_department_fills_in_shows_on_the_filing_and_on_its_matrix(granted):
    filing = granted.evaluation
    page = text(signed_in(granted.people["administrator"]).get(url("overview", filing)))
    reviewer = signed_in(granted.people["department"])

    matrix = text(reviewer.get(reverse("department", args=[filing.cycle_id, filing.unit.parent_id])))

    assert f"由{filing.unit.parent.name}<a" in page
    assert "代填至2099年12月31日" in matrix


def test_who_stands_in_is_told_so_on_every_page_that_he_fills_in(granted, stand_in):
    pages = [text(stand_in.get(url(name, granted.evaluation))) for name in ("header", "funds", "check")]

    assert [f"由{granted.evaluation.unit.parent.name}<a" in page for page in pages] == [True] * 3


def test_who_stands_in_files_the_set(granted, stand_in):
    fill_in(granted.evaluation, granted.people["stand_in"])

    stand_in.post(at("dossier_submit", granted.evaluation), ticked(granted.evaluation))

    granted.evaluation.refresh_from_db()
    assert granted.evaluation.status == "in_review"


def test_who_stands_in_for_one_filing_sees_that_one_and_hands_no_rows_out(life):
    other = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    grant(life.evaluation, life.people["filer"], evaluation=life.evaluation)
    grant(life.evaluation, life.people["filer"], evaluation=other)
    department = signed_in(life.people["department"])
    third = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle)
    Evaluation.objects.update(status="draft")

    page = text(department.get(at("dossier", life.evaluation)))
    slips = department.post(reverse("slips", args=ids(life)), {"then": "add", "name": "办公室"})

    assert page.count('type="checkbox"') == 2
    assert f'value="{third.pk}"' not in page
    assert slips.status_code == 403
