"""Hostile workbooks stay outside, quickly and in little memory; a good one passes the real gate and child."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.exchange.models import Arrival
from tests.exchange.books import filled, saved
from tests.exchange.hostile import REFUSED, WITHIN_LIMITS
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


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_workbook_stays_outside(desk, filing, what):
    make, sentence = REFUSED[what]
    content = desk.get(reverse("offline_workbook", args=[filing.pk])).content

    page = bring(desk, make(content))

    assert sentence in page
    assert not Arrival.objects.exclude(stored="").exists()


@pytest.mark.parametrize("what", WITHIN_LIMITS)
def test_what_has_no_end_is_refused_or_read_within_the_limits(desk, filing, what):
    content = desk.get(reverse("offline_workbook", args=[filing.pk])).content

    page = bring(desk, WITHIN_LIMITS[what](content))

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
