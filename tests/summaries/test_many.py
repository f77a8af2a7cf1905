"""Three hundred filings of seventy units: every total is what a second computation says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import timezone

from core.summary.tables import tables
from evaluations.dossiers.models import Evaluation, Extension
from evaluations.summaries.models import usual
from evaluations.summaries.reading import summary_of
from tests.summaries.many import Known, Year, make_year

pytestmark = pytest.mark.django_db
QUERIES = 7
"""Moves; submissions with what they froze; 复核; signed copies, alone and by 送签单; 延期; the filings."""


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def again(some: list[Known]) -> tuple[Decimal, Decimal, str, Decimal]:
    """Budget, spending, rate and mean score, worked out without anything of the product's."""
    budget = sum((one.budget for one in some if one.budget is not None), Decimal(0))
    spent = sum((one.spent for one in some if one.spent is not None), Decimal(0))
    whole = [(one.spent, one.budget) for one in some if one.spent is not None and one.budget is not None]
    rate = rounded(sum(done for done, _ in whole) * 100 / sum(given for _, given in whole))
    return budget, spent, f"{rate}%", rounded(sum(one.score for one in some) / len(some))


def test_three_hundred_filings_add_up_by_department_and_in_all():
    year = make_year()

    said = summary_of(year.cycle, year.bureau, timezone.localdate(), usual().content(), approved_only=False)
    results, grades, _, progress, *_ = tables(said)

    approved = [one for one in year.known if one.status == "approved"]
    by_department = defaultdict(list)
    for one in approved:
        by_department[f"{one.department}小计"].append(one)
    wanted = {**by_department, "合计": approved}
    found = {line.label.partition("（")[0]: line.texts for line in results.lines if line.label}
    assert len(results.rows) == len(approved)
    assert {
        name: (Decimal(texts["adjusted"]), Decimal(texts["executed"]), texts["rate"], Decimal(texts["score"]))
        for name, texts in found.items()
    } == {name: again(some) for name, some in wanted.items()}
    assert {line.texts["grade"]: int(line.texts["number"]) for line in grades.rows} == {
        grade: sum(one.grade == grade for one in approved) for grade in ("优", "良", "中", "差")
    }
    total = progress.lines[-1].texts
    assert len(progress.rows) == 70
    assert (total["due"], total["approved"], total["open"]) == (
        str(len(year.known)),
        str(len(approved)),
        str(len(year.known) - len(approved)),
    )


def extended(pk: int, year: Year) -> Extension:
    given = {"before": year.cycle.due_on, "until": date(2022, 5, 31), "capacity": "division"}
    return Extension(evaluation_id=pk, reason="数据尚未核实", granted_by=year.finance, **given)


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries_however_many_filings(count, django_assert_num_queries):
    year = make_year(units=3, filings=count, departments=1)
    today = timezone.localdate()
    keys = Evaluation.objects.filter(cycle=year.cycle, status="draft").values_list("pk", flat=True)
    Extension.objects.bulk_create(extended(pk, year) for pk in keys)
    summary_of(year.cycle, year.bureau, today, usual().content(), approved_only=False)

    with django_assert_num_queries(QUERIES):
        summary_of(year.cycle, year.bureau, today, usual().content(), approved_only=False)


def test_before_anything_was_issued_there_is_nothing():
    year = make_year(units=1, filings=1, departments=1)

    said = summary_of(year.cycle, year.bureau, date(2022, 1, 1), usual().content(), approved_only=False)

    assert said.filings == ()
