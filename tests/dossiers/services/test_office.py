"""由财政局处理的问题 of a filing are kept whenever it is counted, and written only when they change."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.models import Evaluation, OfficeFindings
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.office import keep_office
from evaluations.dossiers.services.reading import fresh
from tests.factories import (
    Role,
    fill_in,
    make_evaluation,
    make_project,
    make_target,
    make_unit,
    make_user,
    write_cells,
)

pytestmark = pytest.mark.django_db
REF = "indicators/r1/points"


@pytest.fixture
def filing():
    """A filing whose approved points make 80 of 90."""
    unit = make_unit()
    project = make_project(unit, approved=False)
    make_target(project).rows.filter(key="r1").update(points=40)
    return make_evaluation(unit, project=project)


def kept(filing):
    return [row["check"] for row in OfficeFindings.objects.get(evaluation=filing).rows]


def keep(filing):
    seen = fresh(filing)
    checked = check(seen)
    keep_office(seen, checked)
    Evaluation.objects.filter(pk=filing.pk).update(office_mark=checked.columns["office_mark"])


def test_opening_keeps_what_is_wrong_with_the_approved_target(filing):
    assert "C01" in kept(filing)
    assert fresh(filing).office_mark


def test_what_is_kept_is_called_as_its_filing(filing):
    assert str(OfficeFindings.objects.get(evaluation=filing)) == str(filing)


def test_what_was_mended_goes(filing):
    write_cells(filing, {REF: "50"})

    keep(filing)

    assert not OfficeFindings.objects.filter(evaluation=filing).exists()


def test_what_comes_back_is_kept_again(filing):
    write_cells(filing, {REF: "50"})
    keep(filing)
    write_cells(filing, {REF: "30"})

    keep(filing)

    assert "C01" in kept(filing)


def test_nothing_is_written_while_nothing_changes(filing):
    seen = fresh(filing)
    checked = check(seen)

    with CaptureQueriesContext(connection) as asked:
        keep_office(seen, checked)

    assert len(asked) == 0


def test_a_save_keeps_them_with_the_counts(filing):
    OfficeFindings.objects.all().delete()
    Evaluation.objects.update(office_mark="")

    fill_in(filing, make_user(filing.unit, Role.FILER), {"header/filer": "王敏"})

    assert "C01" in kept(filing)
