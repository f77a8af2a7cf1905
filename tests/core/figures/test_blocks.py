"""Blocks from the clipboard of Excel and WPS are read as they were copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.blocks import read_block

WORDS = ["", "701.23", '"', '""', '"全"', '说"是"', '"一站式"结算', "一\n二", "左\t右", '一\n"\n二']
BLOCKS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=4)


def copied(rows: list[list[str]]) -> str:
    """What Excel puts on the clipboard."""
    return "".join("\t".join(map(quoted, row)) + "\r\n" for row in rows)


def quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if any(sign in cell for sign in '\t\n"') else cell


@given(BLOCKS)
def test_what_was_copied_is_read(rows):
    assert read_block(copied(rows)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("701.23", [["701.23"]]),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ("1\r\n2\r\n", [["1"], ["2"]]),
        ("1\n\n2\n", [["1"], [""], ["2"]]),
        (" 1,155.50 \t-\n", [["1,155.50", "-"]]),
        ('"第一行\n第二行"\t3\n', [["第一行\n第二行", "3"]]),
        ('"说""是"""\n', [['说"是"']]),
        ('"一站式"结算\t1', [['"一站式"结算', "1"]]),
        ('"一站式"\t1', [['"一站式"', "1"]]),
        ('"没有结束\n2', [['"没有结束'], ["2"]]),
    ],
)
def test_a_block_is_rows_of_texts(text, rows):
    assert read_block(text) == rows


@pytest.mark.parametrize("text", ['"' * 200_000, '""x\t' * 50_000, '"\n' * 100_000])
def test_a_hostile_block_is_read_in_one_go(text):
    assert sum(map(len, read_block(text))) <= 100_001
