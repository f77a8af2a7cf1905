"""The other cases, typed into the real pages: what is found, and every cell that is printed (D7).

The lists were worked out by hand. 整体 (S3): 3 of 4 points without a word (C10); 9 + 20 + 53 + 10 + 10 = 102
against 98 (C02); 91%% is no number (C35); what lies in the form (54 under 50, 104 in all) stops nobody (C01).
平安 (S2): 71.73 + 2.96 + 166.72 = 241.41 against 244.41 (C05); one paragraph stands for both sides of the
goal, so that 实际完成情况 is empty (M01).
"""

from __future__ import annotations

import pytest

from tests.documents.reading import read_pdf, read_xlsx
from tests.golden import cases, expected
from tests.golden.cases import Case
from tests.golden.expected import read_rows
from tests.golden.filed import AS_FILED, Filed, file_case, leaving_nothing

pytestmark = pytest.mark.django_db
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}
FINDINGS: dict[Case, list[tuple[str, str, str]]] = {
    cases.CHRONIC_DISEASE: [("M02", "hint", "indicators/r4/actual")],
    cases.TRANSFER: [],
    cases.OVERALL: [
        ("C35", "must_fix", "indicators/r1/actual"),
        ("C01", "must_fix", "indicators/r1/points"),
        ("C01", "must_fix", "indicators/r11/points"),
        ("C10", "must_fix", "indicators/r20/note"),
        ("C02", "must_fix", "total/score"),
        ("M02", "hint", "indicators/r3/actual"),
    ],
    cases.PINGAN: [
        ("C05", "must_fix", "funds/spending/executed"),
        ("M01", "must_fix", "goals/1/actual"),
    ],
}
PAPERS = {
    cases.CHRONIC_DISEASE: expected.chronic_disease,
    cases.TRANSFER: expected.transfer,
    cases.OVERALL: expected.overall,
    cases.PINGAN: expected.pingan,
}


@pytest.fixture(scope="module", params=FINDINGS, ids=lambda case: case.stem)
def case(request) -> Case:
    return request.param


@pytest.fixture(scope="module")
def filed(case, django_db_setup, django_db_blocker, tmp_path_factory) -> Filed:
    with leaving_nothing(django_db_blocker, tmp_path_factory.mktemp("papers")):
        return file_case(case)


def test_it_was_filed_with_exactly_these_findings(case, filed):
    assert filed.kept == FINDINGS[case]


def test_it_was_filed_with_its_problems_where_it_had_some(case, filed):
    stopped = any(severity != "hint" for _, severity, _ in FINDINGS[case])

    assert (filed.problems_reason, filed.status) == (AS_FILED if stopped else "", "approved")


@pytest.mark.parametrize("label", ["for_signature", "final"])
@pytest.mark.parametrize("file_format", READERS)
def test_every_cell_is_printed_as_filed(case, filed, label, file_format):
    printed = READERS[file_format](filed.papers[label, "table", file_format])

    assert read_rows(printed) == PAPERS[case](case.filed)
