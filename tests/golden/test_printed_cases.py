"""Each case on its form: what is printed is what was filed, cell by cell, in the PDF and in the workbook."""

from __future__ import annotations

import pytest

from core.paper.sheet import grid_faults
from core.paper.table import table
from tests.documents.printed import paper
from tests.documents.reading import read_pdf, read_xlsx
from tests.golden import cases, expected, expected_elsewhere
from tests.golden.expected import read_rows

pytestmark = pytest.mark.django_db
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}
PAPERS = {
    cases.CHRONIC_DISEASE: expected.chronic_disease,
    cases.TRANSFER: expected.transfer,
    cases.OVERALL: expected.overall,
    cases.PINGAN: expected.pingan,
    cases.HESHAN: expected.heshan,
    cases.HUBEI: expected_elsewhere.hubei,
    cases.CHONGQING: expected_elsewhere.chongqing,
    cases.SICHUAN: expected_elsewhere.sichuan,
    cases.YUNNAN: expected_elsewhere.yunnan,
    cases.HUOSHAN: expected_elsewhere.huoshan,
    cases.NATIONAL: expected_elsewhere.national,
    cases.NATIONAL_COST: expected_elsewhere.national,
}
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
