"""TOML as the child reads it: judged as text, then told so that JSON can carry it."""

from __future__ import annotations

from io import BytesIO

import pytest

from foundation.intake import child, texts
from tests.foundation.intake.test_cells import book_of, saved


def test_the_child_judges_a_text_and_tells_what_it_says():
    assert child.answer("check", "toml", BytesIO(b"a = 1")) == {"ok": None}
    assert child.answer("tables", "toml", BytesIO(b"a = [1, 0.50]")) == {
        "ok": {"a": ["list", 1, ["number", "0.50"]]}
    }


def test_the_child_tells_what_stands_in_cells():
    assert child.answer("cells", "xlsx", saved(book_of({"A1": "x"}))) == {
        "ok": [["甲", [[1, 1, "text", "x"]]]]
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"a\x00", texts.NOT_TEXT), (b"\xff", texts.NOT_UTF8), (b"#" * 1_000_001, texts.TOO_LARGE)],
)
def test_what_is_no_text_of_ours_is_refused(content, sentence):
    assert child.answer("check", "toml", BytesIO(content)) == {"refused": sentence}
