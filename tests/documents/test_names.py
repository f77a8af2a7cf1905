from __future__ import annotations

from dataclasses import replace

import pytest

from documents.names import content_disposition, download_name
from tests.documents.printed import asked
from tests.golden.yuancheng import yuancheng


def name_of(project: str) -> str:
    form, snapshot = yuancheng()
    document = asked(form, snapshot, "table")
    return download_name(
        document, replace(snapshot, identity=replace(snapshot.identity, project_name=project))
    )


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("医疗救助补助资金", "医疗救助补助资金-自评表-送签稿.pdf"),
        ("", "市医保局源城分局-自评表-送签稿.pdf"),
        ("../../etc/passwd", "etcpasswd-自评表-送签稿.pdf"),
        ('a"\r\nSet-Cookie: x', "aSet-Cookie x-自评表-送签稿.pdf"),
        ("...", "2021-441602-0001-自评表-送签稿.pdf"),
        ("甲\u202efdp", "甲fdp-自评表-送签稿.pdf"),
    ],
)
def test_download_is_called_after_the_project(project, name):
    assert name_of(project) == name


def test_long_name_fits_every_file_system():
    assert len(name_of("项" * 300).encode()) < 255


def test_header_is_plain_ascii():
    header = content_disposition(name_of("医疗救助 补助"))

    assert header.isascii()
    assert "%20" in header
