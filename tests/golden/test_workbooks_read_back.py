"""Every case as the workbook that we print: read back, it says what was filed."""

from __future__ import annotations

from io import BytesIO

import pytest

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.foreign.reading import Reading, check
from core.foreign.sheets import from_pages
from core.paper.report import report
from core.paper.table import table
from core.verification import verify
from documents.report_xlsx import report_xlsx
from documents.table_xlsx import table_xlsx
from foundation.intake import child
from tests.documents.sheets import IMPRINT
from tests.golden import cases
from tests.golden.cases import Case
from tests.golden.test_foreign_files import CASES, OFFERED

UNPRINTED = {
    cases.HESHAN: {("C09", (CellRef.parse("indicators/r12/score"),))},
    cases.HUBEI: {("C01", (CellRef.parse("indicators/r4/points"),))},
    cases.CHONGQING: {("C41", ())},
}
"""What is not read off the paper decides these: 实际完成值, what rules ask, points, the name of a project."""


def read_back(case: Case, offered: list[FormDefinition]) -> Reading:
    form, snapshot = case.snapshot()
    blocks = report(form, snapshot)
    is_table = form.has_table
    content = table_xlsx(table(form, snapshot), blocks, IMPRINT) if is_table else report_xlsx(blocks, IMPRINT)
    return from_pages(child.answer("shown", "xlsx", BytesIO(content))["ok"], offered)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_printed_cell_is_read_back(case):
    form, snapshot = case.snapshot()

    read = read_back(case, [form]).snapshot

    printed = {str(one.ref) for one in table(form, snapshot).cells if one.ref}
    filed = {ref for ref, cell in snapshot.cells.items() if ref in printed and cell.typed.strip()}
    assert filed - set(read.cells) == set()
    assert [line.name for line in read.lines] == [line.name for line in snapshot.lines]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_workbook_has_the_findings_of_what_was_filed(case):
    found = {(one.check, one.places) for one in check(read_back(case, OFFERED))}

    expected = {(one.check, one.places) for one in verify(*case.snapshot())}
    assert found == expected - UNPRINTED.get(case, set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_its_layout_says_on_which_form_it_was_printed(case):
    assert read_back(case, OFFERED).form == case.form
