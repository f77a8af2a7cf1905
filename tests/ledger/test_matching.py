"""Which filings of a set a ledger can fill in."""

import pytest

from evaluations.ledger.matching import by_project
from tests.factories import make_evaluation, make_project
from tests.ledger.conftest import FORM

pytestmark = pytest.mark.django_db


def test_a_filing_whose_funds_come_from_its_units_takes_nothing_from_a_ledger(filing):
    project = make_project(filing.unit, code="A09", name="合并填报的项目")
    whole = make_evaluation(filing.unit, cycle=filing.cycle, form=FORM, project=project)
    whole.has_children = True

    assert by_project([whole, filing]) == {"A01": filing}
