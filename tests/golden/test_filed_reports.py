"""攀枝花 (S4): reports without a table, typed into the pages; every word is printed under its heading."""

from __future__ import annotations

import re
from io import BytesIO

import pdfplumber
import pytest

from tests.documents.reading import squeezed
from tests.golden import cases
from tests.golden.cases import Case

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
]  # filed on both: test_filed_through_the_forms
NUMBER = re.compile(r"(?:[（(]?[一二三四五六七八九十0-9]+[）)]?[、.．]?)?")


@pytest.fixture(scope="module", params=cases.REPORTS, ids=lambda case: case.stem)
def case(request) -> Case:
    return request.param


def body(content: bytes) -> str:
    """The text of the report without page numbers and imprints, the last two lines of each page."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        pages = [page.extract_text().splitlines()[:-2] for page in pdf.pages]
    return squeezed("".join(line for page in pages for line in page))


def test_it_was_filed_with_no_finding_but_that_of_its_prose(case, filed):
    """西区 writes 公用经费21.79元 twice and means 万元 (C18)."""
    stated = any("21.79元" in text for text in case.filed["report"].values())
    asked = [("C18", "must_explain", "report/s7"), ("C18", "must_explain", "report/s8")]
    expected = asked if stated else []

    assert (filed.kept, filed.refused, filed.status) == (expected, [], "approved")


@pytest.mark.parametrize("label", ["for_signature", "final"])
def test_every_word_stands_under_its_heading(case, filed, label):
    report, found = case.filed["report"], []
    rest = body(filed.papers[label, "report", "pdf"])

    _, _, rest = rest.partition(squeezed(f"（{case.filed['project']}）" if case.filed["project"] else "报告"))
    for section in case.form.report.sections:
        before, _, rest = rest.partition(squeezed(section.heading))
        text = squeezed(report.get(section.key, ""))
        found.append(NUMBER.fullmatch(before) is not None and rest.startswith(text))
        rest = rest.removeprefix(text)

    assert (all(found), len(found), rest) == (True, len(case.form.report.sections), "")
