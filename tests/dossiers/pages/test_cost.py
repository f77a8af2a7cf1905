"""What a page of cells, its save and its autosave ask of the database: as much for one row as for thirty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.posting import typed, url
from tests.factories import SMALL_FORM, make_evaluation, make_project, small_form

ACTUAL = "indicators/r1/actual"
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def filing_of(unit):
    """A filing with that many indicator rows."""

    def make(rows: int) -> Evaluation:
        project = make_project(unit)
        approved = project.approved_targets.get()
        for n in range(3, rows + 1):
            approved.rows.create(
                key=f"r{n}", group="quantity", name=f"指标{n}", text="≥1人", position=n, points=1
            )
        if rows == 1:
            approved.rows.get(key="r2").delete()
        return make_evaluation(unit, project=project, form=small_form(indicators=SMALL_FORM["indicators"]))

    return make


Act = Callable[[], object]


def draw(client: Client, filing: Evaluation, text: str) -> Act:
    return lambda: client.get(url("indicators", filing))


def save(client: Client, filing: Evaluation, text: str) -> Act:
    """The whole page, every row changed."""
    cells = {f"indicators/{line.key}/actual": text for line in filing.lines.all()}
    sent = {f"seen:{ref}": typed(filing, ref) for ref in cells}
    return lambda: client.post(url("indicators", filing), {**sent, **cells, "then": "save"})


def save_one(client: Client, filing: Evaluation, text: str) -> Act:
    revision = Evaluation.objects.get(pk=filing.pk).revision
    sent = {f"seen:{ACTUAL}": typed(filing, ACTUAL), ACTUAL: text, "revision": revision}
    return lambda: client.post(url("autosave", filing, "indicators"), sent)


def asked(act: Act) -> list[str]:
    """What the database was asked, but for the limits of transactions."""
    with CaptureQueriesContext(connection) as found:
        act()
    sent = [query["sql"] for query in found.captured_queries]
    return [sql for sql in sent if not sql.startswith(TRANSACTION)]


@pytest.mark.parametrize(("prepared", "times"), [(draw, 15), (save, 16), (save_one, 18)])
def test_thirty_rows_ask_the_database_as_often_as_one(filer, filing_of, prepared, times):
    counts = []
    for rows in (1, 30):
        filing = filing_of(rows)
        prepared(filer, filing, "10人")()
        counts.append(len(asked(prepared(filer, filing, "11人"))))

    assert counts == [times, times]


@pytest.mark.parametrize("prepared", [save, save_one])
def test_the_database_is_held_for_the_writing_alone(filer, filing_of, prepared):
    filing = filing_of(2)
    prepared(filer, filing, "10人")()

    sent = asked(prepared(filer, filing, "11人"))

    first = next(place for place, sql in enumerate(sent) if sql.startswith("UPDATE"))
    assert not [sql for sql in sent[first:] if sql.startswith("SELECT") and "dossiers_cell" in sql]
    assert typed(filing, ACTUAL) == "11人"
