"""A project, a unit and a person called like a formula: on paper, in the workbook, as the name of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest

from core.workflow import Action
from documents import storage
from documents.models import RenderedDocument
from tests.documents.reading import pdf_text, read_pdf, squeezed
from tests.dossiers.pages.posting import url
from tests.golden.browsing import draw, form_on, send, signed_in
from tests.golden.filed import Paper, fetch, leaving_nothing, press, type_in
from tests.golden.office import Names, open_office

pytestmark = pytest.mark.django_db
FORMULA = "=cmd|'/c calc'!A1"
DRAFT = "for_signature"
NAMED = 3  # cells of the table that hold a name alone: 项目名称, 主管部门, 实施单位


@dataclass(frozen=True)
class Printed:
    """The papers, what their files are called when downloaded, and what they are called in the store."""

    papers: dict[Paper, bytes]
    names: list[str]
    stored: list[str]


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory) -> Printed:
    with leaving_nothing(django_db_blocker, tmp_path_factory.mktemp("papers")):
        return print_it()


def print_it() -> Printed:
    """The person's name stands ready on 基本信息, is saved as it stands, and printed with the others."""
    office = open_office(Names(unit=FORMULA, project=FORMULA, filer=FORMULA))
    client, filing = signed_in(office.filer), office.filing
    press(client, filing, Action.START)
    type_in(client, filing, "header", {"header/phone": "0762-0000000", "header/filled_on": "2022年4月6日"})
    send(client, form_on(draw(client, url("documents", filing)), url("print", filing)), {}, {})
    papers = fetch(client, filing, "table", "report")
    done = RenderedDocument.objects.filter(published_at__isnull=False)
    answers = [client.get(url("download", filing, paper.pk)) for paper in done]
    names = [answer["Content-Disposition"] for answer in answers]
    return Printed(papers, names, list(done.values_list("file_name", flat=True)))


@pytest.fixture(scope="module")
def cells(printed: Printed) -> list[Any]:
    book = openpyxl.load_workbook(BytesIO(printed.papers[DRAFT, "table", "xlsx"]))
    return [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


def test_no_cell_of_the_workbook_is_a_formula(printed, cells):
    with ZipFile(BytesIO(printed.papers[DRAFT, "table", "xlsx"])) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(re.search(rb"<f[ >/]", part) for part in parts)


def test_names_of_project_and_unit_are_text_in_their_cells(cells):
    found = [cell for cell in cells if cell.value == FORMULA]

    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True)] * NAMED


@pytest.mark.parametrize("label", ["联系人", "填报人姓名"])
def test_name_of_the_person_is_text_in_the_workbook(cells, label):
    (cell,) = [cell for cell in cells if str(cell.value).startswith(f"{label}：")]

    assert (FORMULA in cell.value, cell.data_type) == (True, "s")


def test_table_shows_the_names_letter_by_letter(printed):
    content = printed.papers[DRAFT, "table", "pdf"]

    assert [cell.text for cell in read_pdf(content)].count(squeezed(FORMULA)) == NAMED
    assert squeezed(f"联系人：{FORMULA}") in pdf_text(content)


def test_report_shows_the_name_of_the_person_letter_by_letter(printed):
    assert pdf_text(printed.papers[DRAFT, "report", "pdf"]).count(squeezed(FORMULA)) >= NAMED + 1


def test_downloads_have_names_that_every_file_system_takes(printed):
    found = [unquote(name.rpartition("''")[2]) for name in printed.names]

    assert all(name.isascii() for name in printed.names)
    assert [name for name in found if re.search(r'[\x00-\x1f\\/:*?"<>|]', name)] == []
    assert sorted(found)[0] == "=cmd'c calc'!A1-自评报告-送签稿.pdf"


def test_store_does_not_use_the_names(printed):
    assert [name for name in printed.stored if not storage.NAME.fullmatch(name)] == []
