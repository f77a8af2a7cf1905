"""What a filing is checked beside: the unit's other reports of the year, and its own of last year."""

from __future__ import annotations

import pytest

from core.verification.fingerprints import fingerprints
from evaluations.dossiers import beside
from evaluations.dossiers.beside import context_of, siblings
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.snapshots import form_of, picture
from tests.dossiers.earlier import open_last_year
from tests.factories import make_evaluation, make_project, make_unit, small_form, write_cells

pytestmark = pytest.mark.django_db
TEXT = "按照规定不断完善医疗救助工作流程，严格经办审核、报销操作，实现应保尽保，落实资助参保、住院救助。"


@pytest.fixture
def filing() -> Evaluation:
    return make_evaluation()


def sibling(filing, text=TEXT, **given):
    unit = given.pop("unit", filing.unit)
    other = make_evaluation(unit, cycle=filing.cycle, **{"project": make_project(unit), **given})
    write(other, text)
    return other


def write(filing, text):
    Cell.objects.create(evaluation=filing, ref="report/s1", typed=text)


def scored(filing, score):
    Evaluation.objects.filter(pk=filing.pk).update(total_score=score)


def others(filing):
    return beside.others(form_of(filing), siblings(filing))


def numbers(filing):
    return [other.number for other in others(filing)]


def test_reports_of_the_unit_in_the_same_work_lie_beside(filing):
    other = sibling(filing)

    (found,) = others(filing)

    assert (found.number, found.name, found.year) == (other.number, other.project.name, 2021)
    assert found.marks == fingerprints([TEXT])


def test_last_years_report_on_the_same_project_lies_beside_and_no_other(filing):
    earlier = open_last_year(filing)
    open_last_year(filing, project=make_project(filing.unit))

    assert [(found.number, found.year) for found in others(filing)] == [(earlier.number, 2020)]


def test_reports_of_another_unit_and_filings_that_are_not_asked_for_do_not(filing):
    sibling(filing, unit=make_unit(filing.unit.parent, division=filing.unit.division))
    exempt = sibling(filing)
    Evaluation.objects.filter(pk=exempt.pk).update(status="exempt")

    assert numbers(filing) == []


def test_form_without_a_report_reads_no_texts(django_assert_num_queries):
    filing = make_evaluation(form=small_form(code="bare", report=None))
    sibling(filing)
    others(filing)

    with django_assert_num_queries(1):
        (found,) = others(filing)

    assert found.marks == frozenset()


def test_part_of_a_consolidated_filing_has_nothing_beside_it(django_assert_num_queries):
    whole = make_evaluation()
    part = sibling(whole)
    part.parent = whole

    with django_assert_num_queries(0):
        assert others(part) == ()


@pytest.mark.parametrize(("score", "is_full"), [("100", True), ("99.5", False), (None, False)])
def test_other_tables_are_known_to_be_full_or_not(filing, score, is_full):
    scored(sibling(filing), score)

    assert [found.is_full for found in others(filing)] == [is_full]


def test_table_without_points_is_neither(filing):
    sibling(filing, form=small_form(code="unscored", total_points=None))

    assert [found.is_full for found in others(filing)] == [None]


def test_nothing_but_full_points_is_found_in_the_product(filing):
    for _ in range(2):
        scored(sibling(filing), "100")
    write_cells(filing, {"total/score": "100"})

    found = [finding.message for finding, _ in check(filing).found if finding.check == "C30"]

    assert found == ["本单位3张自评表全部为满分，请核对得分是否符合实际。"]


def test_texts_are_read_once_until_they_change(filing, django_assert_num_queries):
    first, *_ = [sibling(filing) for _ in range(3)]
    others(filing)

    with django_assert_num_queries(1):
        others(filing)
    Cell.objects.filter(evaluation=first).update(typed="改写了。")
    Evaluation.objects.filter(pk=first.pk).update(revision=first.revision + 1)
    with django_assert_num_queries(2):
        marks = [other.marks for other in others(filing)]

    assert [bool(one) for one in marks] == [False, True, True]


def test_what_is_kept_is_bounded(filing, monkeypatch):
    monkeypatch.setattr(beside, "KEPT", 1)
    sibling(filing)
    sibling(filing)

    assert len(others(filing)) == 2
    assert len(others(filing)) == 2


def test_copied_paragraph_is_found_in_the_product(filing):
    sibling(filing)
    write(filing, TEXT)

    found = [finding.check for finding, _ in check(filing).found]

    assert "C31" in found


def test_what_the_cells_know_is_not_asked_for_again(filing, django_assert_num_queries):
    others(filing)
    read = picture(filing)

    with django_assert_num_queries(2):
        assert context_of(filing, read).taken_over == frozenset()
