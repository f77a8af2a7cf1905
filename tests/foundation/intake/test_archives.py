from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.intake import archives
from foundation.intake.child import answer
from foundation.intake.refusal import RefusedFile
from tests.foundation.intake import foreign


def refused(content: bytes, extension: str = "docx") -> str:
    with pytest.raises(RefusedFile) as refusal:
        archives.check(io.BytesIO(content), extension)
    return refusal.value.sentence


def test_a_package_with_stored_and_deflated_parts_is_whole():
    content = foreign.package(more={"word/media/a.png": b"p" * 200_000}, stored=["word/document.xml"])

    assert archives.check(io.BytesIO(content), "docx") is None


def test_many_parts_are_refused_with_their_number():
    content = foreign.package(more={f"word/{number}.bin": b"" for number in range(500)})

    assert "502个部件" in refused(content)


@pytest.mark.parametrize(
    "name", ["/etc/x", "a/../../x", "..", "C:/x", "a\tb", "word/a\u202ecod.xml", "ＣＯＮ\u200b"]
)
def test_a_part_with_a_crooked_name_is_refused(name):
    assert refused(foreign.package(more={name: b""})) == archives.CROOKED


def test_a_backslash_leads_nowhere():
    content = foreign.package(more={"a_b_c": b""}).replace(b"a_b_c", b"a\\b\\c")

    assert refused(content) == archives.CROOKED


@pytest.mark.parametrize("content", [foreign.twins(), foreign.linked(), foreign.overlapping()])
def test_parts_that_readers_take_in_different_ways_are_refused(content):
    assert refused(content) == archives.CROOKED


def test_what_stands_before_the_first_part_is_refused():
    assert refused(b"#!/bin/sh\n" + foreign.package()) == archives.CROOKED


def test_a_name_that_differs_in_the_two_headers_is_refused():
    content = foreign.package(more={"word/a.bin": b""}).replace(b"word/a.bin", b"word/b.bin", 1)

    assert refused(content) == archives.CROOKED


def test_a_member_whose_own_header_is_gone_is_refused():
    content = bytearray(foreign.package(more={"word/a.bin": b"x" * 99}))
    content[content.rfind(b"PK\x03\x04")] = 0

    assert refused(bytes(content)) == archives.DAMAGED


@pytest.mark.parametrize("size", [1, 4000, 6000])
def test_a_length_that_is_not_true_is_refused(size):
    honest = foreign.package(more={"word/a.bin": b"\x01" * 5000})
    lying = honest.replace((5000).to_bytes(4, "little"), size.to_bytes(4, "little"))

    assert refused(lying) == archives.CROOKED


def test_the_bomb_stops_at_the_first_byte_too_many(monkeypatch):
    monkeypatch.setattr(archives, "INFLATED", 10_000)

    assert archives.check(io.BytesIO(foreign.package(more={"a.bin": bytes(9_900)})), "docx") is None
    assert refused(foreign.package(more={"a.bin": bytes(10_000)})) == archives.BOMB


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("place", [0, archives.CHUNK - 3])
def test_an_entity_is_found_in_every_encoding_and_across_pieces(encoding, place):
    text = " " * place + "<!ENTITY a SYSTEM 'file:///etc/passwd'>"

    assert refused(foreign.package(more={"word/a.rels": text.encode(encoding)})) == archives.WITH_ENTITIES


def test_a_part_that_is_no_xml_may_hold_any_bytes():
    assert archives.check(io.BytesIO(foreign.package(more={"a.bin": b"<!DOCTYPE"})), "docx") is None


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/macrosheets/sheet1.xml", "word/vbaData.xml"])
def test_macros_are_refused(name):
    assert refused(foreign.package(more={name: b""})) == archives.WITH_MACROS


def test_a_password_is_refused():
    assert refused(foreign.locked_package()) == archives.LOCKED


@pytest.mark.parametrize(("extension", "names"), [("docx", foreign.XLSX), ("ofd", foreign.DOCX)])
def test_another_kind_of_package_is_refused(extension, names):
    assert refused(foreign.package(names), extension) == archives.OTHER.format(extension=extension)


def test_a_method_that_nobody_uses_is_refused():
    content = foreign.package()
    place = content.rfind(b"PK\x01\x02") + 10

    assert refused(content[:place] + b"\x0c\x00" + content[place + 2 :]) == archives.CROOKED


@settings(deadline=None, max_examples=60)
@given(place=st.integers(0, len(foreign.package()) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_never_raises(place, byte):
    content = foreign.package()

    told = answer("check", "docx", io.BytesIO(content[:place] + bytes([byte]) + content[place + 1 :]))

    assert told == {"ok": None} or told["refused"].endswith("。")
