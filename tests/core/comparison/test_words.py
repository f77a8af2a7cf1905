"""Two texts by word and number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.words import MOST_PAIRS, Piece, paragraphs, pieces


def told(before, after):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[one.kind].format(one.text) for one in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("执行926.47万元。", "执行962.47万元。", "执行[-926.47-]{+962.47+}万元。"),
        ("共1,155.50元", "共1,155.05元", "共[-1,155.50-]{+1,155.05+}元"),
        ("完成95%，", "完成95.0%，", "完成[-95%-]{+95.0%+}，"),
        ("救助对象满意。", "救助对象比较满意。", "救助对象{+比较+}满意。"),
        ("由组织科负责实施", "由协调科负责实施", "由[-组织-]{+协调+}科负责实施"),
        ("甲。乙。丙。", "甲。丙。", "甲。[-乙。-]丙。"),
        ("", "新写的。", "{+新写的。+}"),
        ("删去的。", "", "[-删去的。-]"),
        ("没有变。", "没有变。", "没有变。"),
        ("春眠不觉晓。", "红豆生南国。", "[-春眠不觉晓。-]{+红豆生南国。+}"),
    ],
)
def test_what_was_struck_and_written_is_told_by_word_and_number(before, after, shown):
    assert told(before, after) == shown


def test_one_word_that_stays_between_two_changes_goes_along():
    assert told("全年组织了相关业务培训活动", "全年举办了系列业务培训活动") == (
        "全年[-组织了相关-]{+举办了系列+}业务培训活动"
    )


def test_a_passage_too_long_for_words_is_struck_and_written_as_a_whole():
    before, after = "甲乙" * 300, "甲丙" * 300

    assert len(before) * len(after) > MOST_PAIRS
    assert pieces(before, after) == (Piece("removed", before), Piece("added", after))


def test_more_sentences_than_can_be_held_side_by_side_are_struck_as_a_whole():
    before, after = "。；" * 300, "；。" * 300

    assert pieces(before, after) == (Piece("removed", before), Piece("added", after))
    assert pieces(before, before) == (Piece("same", before),)


WORDS = st.text("甲乙12.,%。；\n a", max_size=60)


@given(WORDS, WORDS)
def test_the_pieces_make_up_both_texts(before, after):
    found = pieces(before, after)

    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after


@given(WORDS, WORDS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_together(before, after):
    kinds = [one.kind for one in pieces(before, after)]

    assert all(one.text for one in pieces(before, after))
    assert all(a != b for a, b in pairwise(kinds))


def test_paragraphs_are_cut_where_lines_break_also_in_what_was_struck():
    found = paragraphs(pieces("一段。\n二段。\n三段。", "一段。\n\n三段。新句。"))

    assert [["".join((one.kind[0], one.text)) for one in line] for line in found] == [
        ["s一段。"],
        ["r二段。"],
        ["s三段。", "a新句。"],
    ]
