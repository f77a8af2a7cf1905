"""源城 2021, typed into the real pages: what is found, and every cell that comes out of the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from tests.core.verification.test_yuancheng import AS_FILED as FINDINGS
from tests.documents.reading import ReadCell, read_pdf, read_xlsx
from tests.golden.filed import AS_FILED, Filed, file_case, leaving_nothing
from tests.golden.yuancheng import CASE
from tests.golden.yuancheng_paper import expected_cells

pytestmark = pytest.mark.django_db
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}
KINDS = {"must_fix": "must", "must_explain": "explain", "hint": "hint"}
SWAPPED = "701.32"
"""For 701.23: 60.7% and 6 follow from it as well, so that no check sees it."""
File = Callable[..., Filed]


@pytest.fixture(scope="module")
def file_it(django_db_setup, django_db_blocker, tmp_path_factory) -> File:
    """Files the case in a database and a folder of papers of its own, of which nothing stays."""

    def file_it(**altered: str) -> Filed:
        with leaving_nothing(django_db_blocker, tmp_path_factory.mktemp("papers")):
            return file_case(**altered)

    return file_it


@pytest.fixture(scope="module")
def filed(file_it: File) -> Filed:
    return file_it()


@pytest.fixture(scope="module")
def altered(file_it: File) -> Filed:
    return file_it(funds__total__executed=SWAPPED)


def cells_of(filed: Filed, label: str, file_format: str) -> list[ReadCell]:
    return READERS[file_format](filed.papers[label, "table", file_format])


def numbers_of_the_case() -> Iterator[Decimal]:
    """Every figure of the table that is a number, as the sheet holds it (60.7% is 0.607)."""
    for fund in CASE["funds"]:
        texts = [fund[key] for key in ("initial", "adjusted", "executed", "weight", "score")]
        yield from (Decimal(text) for text in texts if text not in (None, "-", "—"))
        yield Decimal(fund["rate"].removesuffix("%")) / 100
    for row in [*CASE["indicators"], CASE["total"]]:
        yield from (Decimal(row[key]) for key in ("weight", "score") if row[key] is not None)


def test_page_finds_what_was_found_by_hand(filed):
    assert filed.shown == [(KINDS[severity], place) for _, severity, place in FINDINGS]


def test_it_was_filed_with_its_problems_and_approved(filed):
    assert filed.kept == FINDINGS
    assert (filed.problems_reason, filed.status) == (AS_FILED, "approved")


@pytest.mark.parametrize("label", ["for_signature", "final"])
@pytest.mark.parametrize("file_format", READERS)
def test_every_cell_is_printed_as_filed(filed, label, file_format):
    assert cells_of(filed, label, file_format) == expected_cells(CASE)


@pytest.mark.parametrize("file_format", READERS)
def test_one_altered_cell_is_noticed(altered, file_format):
    printed, expected = cells_of(altered, "final", file_format), expected_cells(CASE)

    assert printed != expected
    assert sorted(cell.text for cell in set(printed) ^ set(expected)) == ["701.23", SWAPPED]


def test_no_check_sees_that_cell(filed, altered):
    assert altered.shown == filed.shown


def test_figures_are_numbers_in_the_workbook(filed):
    page = openpyxl.load_workbook(BytesIO(filed.papers["final", "table", "xlsx"])).worksheets[0]

    cells = [
        cell for row in page.iter_rows() for cell in row if cell.data_type == "n" and cell.border.left.style
    ]
    numbers = [Decimal(str(cell.value)) for cell in cells if cell.value is not None]
    assert sorted(numbers) == sorted(numbers_of_the_case())
