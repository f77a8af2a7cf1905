"""校验结果单 is printed from what was frozen: as a PDF and as a workbook, whatever was typed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from core.paper.finding_list import FindingList, Listed, finding_sheet
from documents import services
from documents.models import FrozenFindings, RenderedDocument
from tests.documents.printed import make_stamp, work
from tests.documents.reading import ReadCell, pages_of, read_pdf, squeezed
from tests.golden.yuancheng import yuancheng

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # layout; test_golden prints from either database
HOSTILE = '=HYPERLINK("http://x","<img src=x>")'


def listed(count=1, message=HOSTILE):
    row = Listed("必改项", "“年度资金总额”的执行率", "51%", "50%", message, "未说明", "")
    return FindingList("第1次报送稿", "", (row,) * count)


def printed(findings, file_format="pdf"):
    """The bytes of the list."""
    stamp = make_stamp(*yuancheng())
    documents = services.request_findings(stamp, services.freeze_findings(findings), asked_by=None)
    document = next(one for one in documents if one.file_format == file_format)
    work(document)
    document.refresh_from_db()
    return services.open_document(document)


def test_every_finding_of_a_long_list_is_printed_as_it_was_typed():
    sheet = finding_sheet(*yuancheng(), listed(40))

    content = printed(listed(40))

    cells = [ReadCell(c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in sheet.cells]
    assert read_pdf(content) == sorted(cells)
    assert [cell.text for cell in pages_of(content)[1] if cell.row == 0][:2] == ["序号", "类别"]


def test_a_workbook_holds_text_and_no_formula():
    book = load_workbook(BytesIO(printed(listed(), "xlsx")))

    (page,) = book.worksheets
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == HOSTILE]
    assert page.title == "校验结果单"
    assert (cell.data_type, cell.quotePrefix, cell.hyperlink) == ("s", True, None)


def test_equal_findings_are_frozen_once_and_printed_once():
    stamp = make_stamp(*yuancheng())
    asked = [services.freeze_findings(listed()) for _ in range(2)]

    for one in asked:
        services.request_findings(stamp, one, asked_by=None)

    assert FrozenFindings.objects.count() == 1
    assert RenderedDocument.objects.filter(kind="findings").count() == 2


def test_other_answers_are_another_paper_of_the_same_stamp():
    stamp = make_stamp(*yuancheng())

    for message in ("甲", "乙"):
        services.request_findings(stamp, services.freeze_findings(listed(1, message)), asked_by=None)

    assert RenderedDocument.objects.filter(kind="findings", stamp=stamp).count() == 4


@pytest.mark.parametrize(("kind", "has_findings"), [("findings", False), ("table", True)])
def test_the_database_keeps_findings_to_their_list(kind, has_findings):
    findings = services.freeze_findings(listed()) if has_findings else None
    given = {"kind": kind, "file_format": "pdf", "renderer_version": "4", "findings": findings}

    with pytest.raises(IntegrityError), transaction.atomic():
        RenderedDocument.objects.create(stamp=make_stamp(*yuancheng()), **given)


def test_the_database_refuses_to_change_what_was_frozen():
    services.freeze_findings(listed())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FrozenFindings.objects.update(body="{}")


def test_and_to_delete_it():
    services.freeze_findings(listed())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        FrozenFindings.objects.all()._raw_delete("default")
