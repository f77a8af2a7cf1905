"""修改意见单 is printed from what was frozen, whatever was typed; it grows as a paper of the same stamp."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.paper.remark_list import ListedRemark, RemarkList, remark_sheet
from documents import services
from documents.models import RenderedDocument
from tests.documents.printed import make_stamp, work
from tests.documents.reading import ReadCell, read_pdf, squeezed
from tests.golden.yuancheng import yuancheng

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # layout; test_golden prints from either database
HOSTILE = '=HYPERLINK("http://x","<img src=x>")'


def listed(count=1, problem=HOSTILE):
    row = ListedRemark(1, "“年度资金总额”的执行率", "51%", problem, "请核对", "决算", "", "未修改", "待处理")
    return RemarkList("待处理1条", (row,) * count)


def printed(remarks, file_format="pdf"):
    """The bytes of the list."""
    stamp = make_stamp(*yuancheng())
    documents = services.request_remarks(stamp, services.freeze_remarks(remarks), asked_by=None)
    document = next(one for one in documents if one.file_format == file_format)
    work(document)
    document.refresh_from_db()
    return services.open_document(document)


def test_every_remark_of_a_long_list_is_printed_as_it_was_typed():
    sheet = remark_sheet(*yuancheng(), listed(30))

    cells = [ReadCell(c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in sheet.cells]
    assert read_pdf(printed(listed(30))) == sorted(cells)


def test_a_workbook_holds_text_and_no_formula():
    book = load_workbook(BytesIO(printed(listed(), "xlsx")))

    (page,) = book.worksheets
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == HOSTILE]
    assert (page.title, cell.data_type, cell.quotePrefix) == ("修改意见单", "s", True)


def test_what_was_said_since_is_another_paper_of_the_same_stamp():
    stamp = make_stamp(*yuancheng())

    for problem in ("甲", "甲", "乙"):
        services.request_remarks(stamp, services.freeze_remarks(listed(1, problem)), asked_by=None)

    assert RenderedDocument.objects.filter(kind="remarks", stamp=stamp).count() == 4
