"""源城 2021: what is printed is what was filed, cell by cell, in the PDF and in the workbook."""

from __future__ import annotations

import copy

import pytest

from tests.documents.printed import paper
from tests.documents.reading import read_pdf, read_xlsx
from tests.golden.yuancheng import CASE, yuancheng
from tests.golden.yuancheng_paper import expected_cells

pytestmark = pytest.mark.django_db
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}


@pytest.mark.parametrize("file_format", READERS)
def test_every_cell_is_printed_as_filed(file_format):
    form, snapshot = yuancheng()

    printed = READERS[file_format](paper(form, snapshot, "table", file_format))

    assert printed == expected_cells(CASE)


@pytest.mark.parametrize("file_format", READERS)
def test_figures_of_the_filing_stand_on_the_paper(file_format):
    texts = [cell.text for cell in READERS[file_format](paper(*yuancheng(), "table", file_format))]

    assert {"60.7%", "94", "良", "因我省未对此项作明确定义,故无法统计。"} <= set(texts)
    assert texts.count("—") == 8


@pytest.mark.parametrize("file_format", READERS)
@pytest.mark.parametrize(
    ("ref", "text"),
    [("funds__carryover__adjusted", "228.5"), ("indicators__r2__note", None), ("total__grade", "优")],
    ids=["a zero less", "reason gone", "other grade"],
)
def test_one_altered_cell_is_noticed(file_format, ref, text):
    form, altered = yuancheng(**{ref: text})

    printed = READERS[file_format](paper(form, altered, "table", file_format))

    assert len(set(printed) ^ set(expected_cells(CASE))) == 2


def test_altered_case_is_noticed():
    case = copy.deepcopy(CASE)
    case["indicators"][0]["score"] = 7

    printed = read_xlsx(paper(*yuancheng(), "table", "xlsx"))

    assert printed != expected_cells(case)
