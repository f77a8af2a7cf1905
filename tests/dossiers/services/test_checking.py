"""What is found in a filing, what stops the filer, and what a list shows of it."""

from decimal import Decimal

import pytest

from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services import checking
from evaluations.dossiers.snapshots import snapshot
from tests.factories import FILLED, make_evaluation, small_form, write_cells

pytestmark = pytest.mark.django_db


def test_nothing_is_found_in_a_filing_that_is_right():
    evaluation = write_cells(make_evaluation(), FILLED)

    assert checking.findings(evaluation) == ()


def test_the_columns_of_lists_say_what_is_filed():
    evaluation = write_cells(make_evaluation(), {**FILLED, "total/score": "99"})

    columns = checking.check(evaluation).columns

    assert (columns["total_score"], columns["grade"], columns["execution_rate"]) == (Decimal(99), "优", 1)
    assert columns["must_fix"] == 1


def test_the_columns_say_what_is_computed_where_nothing_is_filed():
    evaluation = write_cells(make_evaluation(), {**FILLED, "total/score": "", "total/grade": ""})

    columns = checking.check(evaluation).columns

    assert (columns["total_score"], columns["grade"]) == (Decimal(100), "优")


def test_a_computed_total_stands_in_lists_as_the_paper_would_print_it():
    asked = small_form().indicators.model_copy(update={"not_applicable": "rescale"})
    evaluation = make_evaluation(form=small_form(indicators=asked))
    unused = {"indicators/r2/not_applicable": "是", "indicators/r2/score": "", "total/score": ""}
    write_cells(evaluation, {**FILLED, **unused, "indicators/r1/score": "49"})

    columns = checking.check(evaluation).columns

    assert columns["total_score"] == Decimal("98.33")


def test_a_filing_that_was_just_opened_has_no_score_and_no_grade():
    columns = checking.check(make_evaluation()).columns

    assert (columns["total_score"], columns["execution_rate"], columns["grade"]) == (None, None, "")


def test_a_rate_that_no_column_holds_is_left_out_of_lists():
    absurd = {"funds/total/adjusted": "0.000001", "funds/total/executed": "999999999"}
    evaluation = write_cells(make_evaluation(), {**FILLED, **absurd})

    assert checking.check(evaluation).columns["execution_rate"] is None


def test_what_stops_the_filer_is_told_from_hints():
    evaluation = write_cells(make_evaluation(), {**FILLED, "indicators/r1/score": "51", "total/score": "101"})

    stopping = {finding.check for finding in checking.open_findings(evaluation)}

    assert "C06" in stopping


def test_a_picture_of_a_filing_costs_three_queries(django_assert_num_queries):
    evaluation = Evaluation.objects.select_related(
        "cycle", "unit__department", "project", "form_version"
    ).get(pk=write_cells(make_evaluation(), FILLED).pk)

    with django_assert_num_queries(3):
        picture = snapshot(evaluation)

    assert len(picture.cells) == len(FILLED) + 6
