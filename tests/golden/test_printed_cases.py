"""Each case on its form: what is printed is what was filed, cell by cell, in the PDF and in the workbook."""

from __future__ import annotations

import pytest

from core.paper.sheet import grid_faults
from core.paper.table import table
from tests.documents.printed import paper
from tests.documents.reading import read_pdf, read_xlsx
from tests.golden.expected import read_rows
from tests.golden.papers import PAPERS

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # layout; test_golden prints from either database
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}
each_case = pytest.mark.parametrize("case", PAPERS, ids=[case.stem for case in PAPERS])


@each_case
def test_the_grid_is_sound(case):
    assert grid_faults(table(*case.snapshot())) == []


@each_case
@pytest.mark.parametrize("file_format", READERS)
def test_every_cell_is_printed_as_filed(case, file_format):
    printed = READERS[file_format](paper(*case.snapshot(), "table", file_format))

    assert read_rows(printed) == PAPERS[case](case.filed)


@each_case
def test_one_altered_cell_is_noticed(case):
    column = "note" if "note" in case.form.indicators.columns else "score"
    form, altered = case.snapshot(**{f"indicators__{case.lines()[-1].key}__{column}": "4"})

    printed = read_xlsx(paper(form, altered, "table", "xlsx"))

    assert read_rows(printed) != PAPERS[case](case.filed)
