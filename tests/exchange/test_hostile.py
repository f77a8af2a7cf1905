"""Hostile workbooks stay outside, quickly and in little memory; a good one passes the real gate and child."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.exchange.models import Arrival
from tests.exchange.books import filled, opened, saved
from tests.factories import Role, make_evaluation, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return make_evaluation(make_unit())


@pytest.fixture
def desk(client, filing):
    client.force_login(make_user(filing.unit, Role.FILER))
    return client


def bring(desk, content: bytes) -> str:
    files = {"material": [SimpleUploadedFile("甲.xlsx", content)]}
    return " ".join(desk.post(reverse("offline"), files, follow=True).content.decode().split())


def altered(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one part."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            text = source.read(part)
            target.writestr(part, text.replace(old, new, 1) if part == name else text)
    return out.getvalue()


def far_out(content: bytes) -> bytes:
    book = opened(content)
    book["自评表"]["XFD1048576"] = 1
    return saved(book)


def bomb(content: bytes) -> bytes:
    return altered(content, "docProps/app.xml", b"</Properties>", b" " * 101 * 1024 * 1024 + b"</Properties>")


def many_styles(content: bytes) -> bytes:
    """300,000 of them: openpyxl alone takes 480 MB for it (F6)."""
    return altered(content, "xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>' * 300_000 + b"</cellXfs>")


HOSTILE = {
    "far out": (far_out, "XFD1048576有内容"),
    "a bomb": (bomb, "展开后超过100MB"),
    "a doctype": (
        lambda content: altered(content, "xl/workbook.xml", b"<workbook", b"<!DOCTYPE a><workbook"),
        "实体声明",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_stays_outside(desk, filing, what):
    make, sentence = HOSTILE[what]
    content = desk.get(reverse("offline_workbook", args=[filing.pk])).content

    page = bring(desk, make(content))

    assert sentence in page
    assert not Arrival.objects.exclude(stored="").exists()


def test_styles_without_end_are_refused_or_read_within_the_limits(desk, filing):
    content = desk.get(reverse("offline_workbook", args=[filing.pk])).content

    page = bring(desk, many_styles(content))

    assert "没有导入" in page or "改动0处" in page


def test_links_to_other_files_are_not_followed(desk, filing):
    book = openpyxl.load_workbook(
        BytesIO(
            filled(desk.get(reverse("offline_workbook", args=[filing.pk])).content, {"header/filer": "甲"})
        )
    )
    book["自评表"]["A1"].hyperlink = "file:///etc/passwd"
    book.defined_names["x"] = openpyxl.workbook.defined_name.DefinedName("x", attr_text="[1]Sheet1!$A$1")

    assert "改动1处" in bring(desk, saved(book))
