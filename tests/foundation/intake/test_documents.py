"""PDF, pictures and the compound files of old Office, as the child process looks at them."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import ImageFile

from foundation.intake import compound, pdfs, pictures
from foundation.intake.child import answer
from foundation.intake.refusal import DAMAGED, RefusedFile
from tests.foundation.intake import foreign


def told(content: bytes, extension: str) -> str | None:
    """The refusal; None where there is none."""
    return answer("check", extension, io.BytesIO(content)).get("refused")


@pytest.mark.parametrize(
    "root",
    [
        {"OpenAction": foreign.script()},
        {"OpenAction": Dictionary(S=Name.Launch, F="calc.exe")},
        {"Names": Dictionary(JavaScript=Dictionary(Names=Array(["x", foreign.script()])))},
        {"AcroForm": Dictionary(XFA="<xdp/>")},
        {"AA": Dictionary(WC=Dictionary(S=Name.GoToE))},
        {"Extra": Array([Array([Dictionary(Subtype=Name.RichMedia)])])},
    ],
)
def test_a_pdf_that_acts_is_refused(root):
    assert told(foreign.pdf(**root), "pdf") == pdfs.ACTIVE


@pytest.mark.parametrize("content", [foreign.pdf_with_hidden_script(), foreign.pdf_with_attachment()])
def test_what_lies_deeper_is_found_too(content):
    assert told(content, "pdf") == pdfs.ACTIVE


def test_a_pdf_that_only_speaks_of_it_comes_in():
    assert told(foreign.pdf_about("/JavaScript, /Launch and /EmbeddedFiles"), "pdf") is None


def test_a_pdf_nested_without_end_is_refused():
    assert told(foreign.deep_pdf(pdfs.DEEPEST + 1), "pdf") == pdfs.ACTIVE
    assert told(foreign.deep_pdf(pdfs.DEEPEST - 10), "pdf") is None


@pytest.mark.parametrize("user", ["user", ""])
def test_a_locked_pdf_is_refused_also_where_it_opens_without_a_password(user):
    assert told(foreign.locked_pdf(user=user), "pdf") == pdfs.LOCKED


def test_a_pdf_without_a_page_is_refused():
    assert told(foreign.pdf(Pages=Dictionary(Type=Name.Pages, Kids=Array(), Count=0)), "pdf") == DAMAGED


def test_a_picture_of_many_pixels_is_refused_by_its_size():
    with pytest.raises(RefusedFile, match="30000×30000像素"):
        pictures.check(io.BytesIO(foreign.flood()), "png")


@pytest.mark.parametrize(("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg")])
def test_half_a_picture_is_damaged(kind, extension):
    whole = foreign.picture(kind, (400, 300))

    assert told(whole, extension) is None
    assert told(whole[: len(whole) // 2], extension) == DAMAGED


def test_half_a_picture_is_damaged_also_where_papers_were_printed_before(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # what WeasyPrint leaves behind
    whole = foreign.picture("JPEG", (400, 300))

    assert told(whole[: len(whole) // 2], "jpg") == DAMAGED


def test_a_picture_is_read_by_the_reader_of_its_name_alone():
    assert told(foreign.picture("GIF", mode="P"), "png") == DAMAGED


@pytest.mark.parametrize(
    ("names", "extension", "sentence"),
    [
        (["WordDocument"], "doc", None),
        (["Workbook"], "et", None),
        (["Book"], "xls", None),
        (["Workbook"], "doc", compound.OTHER.format(extension="doc")),
        (["CONTENTS"], "wps", compound.OTHER.format(extension="wps")),
        (["WordDocument", "Macros", "VBA"], "doc", compound.WITH_MACROS),
        (["Workbook", "_VBA_PROJECT_CUR"], "xls", compound.WITH_MACROS),
        (["EncryptedPackage", "EncryptionInfo"], "xls", compound.WITH_PASSWORD),
    ],
)
def test_a_compound_file_is_judged_by_its_directory(names, extension, sentence):
    assert told(foreign.compound(names), extension) == sentence


@pytest.mark.parametrize(
    "content",
    [
        foreign.compound()[:100],
        foreign.compound()[:1024],
        foreign.compound(order=0xFEFF),
        foreign.compound(shift=30),
        foreign.compound(directory=9999),
        foreign.compound(table=9999),
        foreign.compound(tables=9999, count=1),
    ],
)
def test_a_compound_file_that_leads_nowhere_is_damaged(content):
    assert told(content, "doc") == DAMAGED


def test_a_directory_in_a_circle_is_damaged():
    content = bytearray(foreign.compound(["a", "b", "c", "d"]))
    content[512 + 8 : 512 + 12] = struct.pack("<I", 1)  # sector 2 leads back to 1

    assert told(bytes(content), "doc") == DAMAGED


def test_a_directory_without_end_is_damaged(monkeypatch):
    monkeypatch.setattr(compound, "MOST_ENTRIES", 5)

    assert told(foreign.compound(["WordDocument", *"abcdefgh"]), "doc") == DAMAGED


def test_further_tables_are_read_where_the_header_has_no_room():
    content = foreign.compound(["WordDocument"], table=0xFFFFFFFF, tables=2, count=5)
    listed = struct.pack("<128I", 0, *[0xFFFFFFFF] * 126, 0xFFFFFFFE)

    assert told(content + listed, "doc") is None


@settings(deadline=None, max_examples=60)
@given(place=st.integers(8, len(foreign.compound()) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_never_raises(place, byte):
    content = foreign.compound()

    sentence = told(content[:place] + bytes([byte]) + content[place + 1 :], "doc")

    assert sentence is None or sentence.endswith("。")
