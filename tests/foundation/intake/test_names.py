from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.intake.names import LONGEST, plain_name


@pytest.mark.parametrize(
    ("given_", "name"),
    [
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\Users\\a\\发票.pdf", "发票.pdf"),
        ("发票\r\nSet-Cookie: a=b.pdf", "发票Set-Cookie a=b.pdf"),
        ("发票\x00.exe.pdf", "发票.exe.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("\u200b发\ufeff票.PDF", "发票.pdf"),
        ("票" * 300 + ".pdf", "票" * LONGEST + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 10),
        ('a"b;c%d.pdf', "abcd.pdf"),
        ("..pdf", "未命名.pdf"),
        ("", "未命名"),
        ("\ud800.pdf", "未命名.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
    ],
)
def test_a_name_is_one_line_of_plain_text(given_, name):
    assert plain_name(given_) == name


@given(st.text(max_size=400))
def test_any_name_fits_its_column_and_stays_as_it_is(text):
    name = plain_name(text)

    assert 0 < len(name) <= 120
    assert plain_name(name) == name
    assert not set(name) & set('/\\:*?"<>|\r\n\0')
