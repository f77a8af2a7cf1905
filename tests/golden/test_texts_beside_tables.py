"""The whole reports of the five filings beside their tables: what is reported, each confirmed by hand."""

import pytest

from core.filing.compute import compute
from core.filing.order import paper_order
from core.verification import verify
from core.verification.references import references
from tests.golden.whole_texts import all_filed

FILED = all_filed()

BESIDE_THE_TABLE = {
    # 人员类: the table says 71.73, the report 74.23
    "pingan": [("C27", "report/s3", "74.23万元", "71.73万元")],
    # 项目支出: the table says 198.52 and 195.52, the report 7187.78 twice; 98 is 优 by 财预〔2020〕10号
    "jiayuguan": [
        ("C27", "report/s4", "7187.78万元", "195.52万元"),
        ("C27", "report/s8", "7187.78万元", "198.52万元"),
        ("C27", "report/s5", "良好", "优"),
    ],
}
AGREE = {"yuancheng": 6, "pingan": 16, "jiayuguan": 1}
"""So many figures say what a cell of their table does."""


@pytest.mark.parametrize("name", FILED)
def test_exactly_what_a_careful_reader_confirms_is_reported(name):
    form, filing = FILED[name]

    found = [finding for finding in verify(form, filing) if finding.check == "C27"]

    said = [(one.check, str(one.places[0]), one.found, one.expected) for one in found]
    assert said == BESIDE_THE_TABLE.get(name, [])
    assert not any(finding.stops for finding in found)


@pytest.mark.parametrize("name", FILED)
def test_figures_that_agree_with_a_cell_are_known(name):
    form, filing = FILED[name]
    refs = [ref for ref in paper_order(form, filing) if ref.section == "report"]

    found = [one for told in references(form, filing, compute(form, filing), refs).values() for one in told]

    assert sum(one.agrees for one in found) == AGREE.get(name, 0)
