"""本单位报送材料: which filings of a unit and year a person sees together."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from evaluations.dossiers.dossier import cycles_of, dossier_of, not_issued, rates_of, sets_in
from evaluations.dossiers.models import Evaluation
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import ALL, begin
from tests.dossiers.pages.conftest import signed_in
from tests.factories import (
    Role,
    fill_in,
    make_cycle,
    make_evaluation,
    make_form_version,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    return begin()


def seen(life, who, evaluation=None):
    filing = evaluation or life.evaluation
    found = dossier_of(life.people[who], filing.cycle_id, filing.unit_id)
    return found.filings if found else None


@pytest.mark.parametrize("who", [*ALL, "filer", "administrator"])
def test_whoever_sees_the_unit_sees_its_set(life, who):
    assert seen(life, who) == (life.evaluation,)


def test_who_sees_none_of_its_filings_sees_no_set(life):
    assert dossier_of(make_user(), life.evaluation.cycle_id, life.evaluation.unit_id) is None


def test_its_head_says_from_when_to_when_its_filings_are_due(life):
    unit, cycle = life.evaluation.unit, life.evaluation.cycle
    same = dossier_of(life.people["filer"], cycle.pk, unit.pk)
    for day, status in ((31, "draft"), (30, "exempt")):
        later = make_evaluation(unit, cycle=cycle)
        Evaluation.objects.filter(pk=later.pk).update(due_on=date(2022, 5, day), status=status)
    page = signed_in(life.people["filer"]).get(reverse("dossiers:dossier", args=[cycle.pk, unit.pk]))

    assert (same.first_due, same.last_due) == (date(2022, 4, 30), date(2022, 4, 30))
    assert "报送截止 2022年4月30日至2022年5月31日（各表不同）</span>" in page.text


def test_another_years_filing_is_none_of_it(life):
    bureau = life.evaluation.cycle.bureau
    make_evaluation(life.evaluation.unit, cycle=make_cycle(bureau, data_year=2020, work_year=2021))

    assert seen(life, "filer") == (life.evaluation,)


def test_the_whole_units_filing_is_first_then_projects_by_code(life):
    unit, cycle = life.evaluation.unit, life.evaluation.cycle
    later = make_evaluation(unit, cycle=cycle, project=make_project(unit, code="A0"))
    whole = Evaluation.objects.create(
        cycle=cycle,
        form_version=make_form_version(small_form(code="whole")),
        form_code="whole",
        unit=unit,
        number="2021-whole-1",
        due_on=cycle.due_on,
    )

    assert seen(life, "filer") == (whole, later, life.evaluation)


def test_a_set_counts_what_is_due_filed_finished_and_open(life):
    unit, cycle = life.evaluation.unit, life.evaluation.cycle
    life.to(*ALL)
    open_one = make_evaluation(unit, cycle=cycle)
    Evaluation.objects.filter(pk=make_evaluation(unit, cycle=cycle).pk).update(status="exempt")

    found = dossier_of(life.people["filer"], cycle.pk, unit.pk)

    assert (found.due, found.filed, found.finished) == (2, 1, 1)
    assert (found.open_must_fix, found.open_must_explain) == (open_one.must_fix, open_one.must_explain)


def test_what_a_unit_files_of_a_whole_is_of_its_own_set(db):
    all_of_it = issue_one()
    part = all_of_it.east

    assert dossier_of(all_of_it.people["east"], part.cycle_id, part.unit_id).filings == (part,)
    assert dossier_of(all_of_it.people["filer"], part.cycle_id, part.unit_id) is None


def test_sets_of_a_year_are_counted_by_unit(life):
    other = make_unit(life.evaluation.unit.parent)
    make_evaluation(other, cycle=life.evaluation.cycle)
    life.to()

    found = sets_in(life.people["department"], life.evaluation.cycle)

    assert [(one["unit"], one["due"], one["filed"]) for one in found] == [
        (life.evaluation.unit_id, 1, 1),
        (other.pk, 1, 0),
    ]


def test_only_years_in_which_something_is_seen_can_be_chosen(life):
    make_evaluation()

    assert list(cycles_of(life.people["filer"])) == [life.evaluation.cycle]


def test_the_rate_is_what_stands_in_the_total_row(life):
    fill_in(life.evaluation, life.people["filer"])

    assert rates_of([life.evaluation]) == {life.evaluation.pk: "100%"}


@pytest.mark.parametrize("missing", ["funds", "rate", "total"])
def test_a_form_without_a_rate_of_the_total_has_none(life, missing):
    funds = small_form().model_dump(mode="json")["funds"]
    if missing == "rate":
        funds["columns"] = [column for column in funds["columns"] if column["role"] != "rate"]
    if missing == "total":
        funds["rows"] = [row for row in funds["rows"] if row["role"] != "total"]
    form = small_form(code=f"no-{missing}", funds=None if missing == "funds" else funds)
    filing = make_evaluation(life.evaluation.unit, cycle=life.evaluation.cycle, form=form)

    assert rates_of([filing]) == {}


def test_an_approved_project_without_a_filing_is_named(life):
    waiting = make_project(life.evaluation.unit, name="未下达的项目")
    make_project(life.evaluation.unit, approved=False)

    whole = dossier_of(life.people["filer"], life.evaluation.cycle_id, life.evaluation.unit_id)

    assert not_issued(whole) == [waiting.name]


def test_a_filer_of_another_unit_sees_no_set(life):
    stranger = make_user(make_unit(life.evaluation.unit.parent), Role.FILER)

    assert dossier_of(stranger, life.evaluation.cycle_id, life.evaluation.unit_id) is None
