"""佐证材料清单 is printed where there is evidence, and read back file by file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.snapshot import EvidenceFile
from core.paper.evidence import evidence_list
from documents import services
from documents.names import content_disposition
from tests.documents.printed import make_stamp, paper
from tests.documents.reading import ReadCell, pages_of, read_pdf, squeezed
from tests.golden.yuancheng import yuancheng

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # layout; test_golden prints from either database


def with_files(count: int):
    form, snapshot = yuancheng()
    files = [
        EvidenceFile(snapshot.lines[number % 2].key, f"发票{number}<b>.pdf", 1024, f"{number:064x}")
        for number in range(count)
    ]
    return form, replace(snapshot, evidence=tuple(sorted(files)))


def test_every_file_of_a_long_list_is_printed():
    form, snapshot = with_files(70)
    sheet = evidence_list(form, snapshot)

    content = paper(form, snapshot, "evidence")

    cells = [ReadCell(c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in sheet.cells]
    assert read_pdf(content) == sorted(cells)
    assert [cell.text for cell in pages_of(content)[1] if cell.row == 0][:3] == ["序号", "指标", "文件名"]


@pytest.mark.parametrize(("count", "asked"), [(0, 0), (1, 1)])
def test_the_list_is_asked_for_only_where_there_is_evidence(count, asked):
    documents = services.request_documents(make_stamp(*with_files(count)), asked_by=None)

    assert [document.kind for document in documents].count("evidence") == asked


def test_a_file_may_be_shown_instead_of_kept():
    assert content_disposition("甲.pdf", kind="inline").startswith('inline; filename="document.pdf"')
