"""Running text and JSON as the child reads them."""

from __future__ import annotations

from io import BytesIO

import pytest

from foundation.intake import child, plain
from tests.foundation.intake.test_cells import book_of, saved


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_read_in_the_encodings_of_this_country(encoding):
    content = BytesIO("一、概况\r\n支出3万元\r".encode(encoding))

    assert child.answer("words", "txt", content) == {"ok": "一、概况\n支出3万元\n"}


def test_figures_of_json_stay_as_they_are_written():
    content = BytesIO(b'{"a": [1, 0.50, null, true], "b": "x"}')

    assert child.answer("data", "json", content) == {"ok": {"a": ["1", "0.50", None, True], "b": "x"}}


def test_the_child_tells_what_cells_show():
    book = book_of({"A1": 228.5})
    book.active["A1"].number_format = "0.00"

    assert child.answer("shown", "xlsx", saved(book)) == {"ok": [["甲", [[1, 1, "number", "228.50"]]]]}


@pytest.mark.parametrize("extension", ["txt", "json"])
def test_what_is_plain_text_passes(extension):
    assert child.answer("check", extension, BytesIO(b"{}")) == {"ok": None}


@pytest.mark.parametrize(
    ("extension", "content", "sentence"),
    [
        ("txt", b"a\x00", plain.NOT_TEXT),
        ("txt", b"#" * 1_000_001, plain.TOO_LARGE),
        ("txt", b"\xff\xff\xff", plain.NOT_READABLE),
        ("json", "支出".encode("gb18030"), plain.NOT_READABLE),
    ],
)
def test_what_is_no_text_is_refused(extension, content, sentence):
    assert child.answer("check", extension, BytesIO(content)) == {"refused": sentence}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "'a'写了两次"),
        (b'{"a": ' + b"1" * 31 + b"}", "number too long"),
        (b"[" * 100_000, plain.TOO_DEEP),
        (b"[" * 14 + b"]" * 14, plain.TOO_DEEP),
        (b"[" + b"0," * 50_000 + b"0]", plain.TOO_MANY),
    ],
    ids=["cut", "endless", "twice", "long", "deepest", "deep", "many"],
)
def test_what_is_no_filing_is_refused(content, said):
    assert said in child.answer("data", "json", BytesIO(content))["refused"]
