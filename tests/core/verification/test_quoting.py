"""The clauses that a finding is about, with its figures marked, whatever stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.verification import Finding, Severity
from core.verification.quoting import LEFT_OUT, Quote, marks_of, pieces_between, quote

TEXT = "　　全年平稳。发生费用200万元，报销100万元，报销比例51%。\n群众满意；人均10元。"


def told(found, *figures, text=TEXT):
    spans = tuple(sorted((text.index(one), text.index(one) + len(one)) for one in figures))
    return Finding("C32", Severity.MUST_EXPLAIN, (), found, "", "", spans=spans)


def marked(made):
    return [(piece.text, piece.mark) for piece in made.pieces]


def test_the_claim_and_what_it_was_held_against_are_told_apart():
    assert marked(quote(TEXT, told("51%", "200万元", "100万元", "51%"))) == [
        ("发生费用", ""),
        ("200万元", "compared"),
        ("，报销", ""),
        ("100万元", "compared"),
        ("，报销比例", ""),
        ("51%", "claimed"),
        ("。", ""),
    ]


def test_words_that_are_no_one_figure_are_all_meant():
    assert ("群众", "claimed") in marked(quote(TEXT, told("“群众”", "群众")))


def test_a_figure_that_agrees_with_the_table_is_marked_where_nothing_else_is():
    agreeing = [(TEXT.index("200"), TEXT.index("200") + 3), (TEXT.index("51%"), TEXT.index("51%") + 3)]

    made = marked(quote(TEXT, told("51%", "51%"), agreeing))

    assert [one for one in made if one[1]] == [("200", "agrees"), ("51%", "claimed")]


def test_it_says_where_the_clauses_stand():
    made = quote(TEXT, told("51%", "51%"))

    assert TEXT[made.start : made.end] == "发生费用200万元，报销100万元，报销比例51%。"


def test_clauses_that_stand_apart_are_joined_by_what_says_so():
    words = "".join(piece.text for piece in quote(TEXT, told("10元", "51%", "10元")).pieces)

    assert words == "发生费用200万元，报销100万元，报销比例51%。…人均10元。"


def test_clauses_that_follow_each_other_are_not():
    text = "支出5万元。\n　　共计6万元。"

    assert "".join(
        piece.text for piece in quote(text, told("6万元", "5万元", "6万元", text=text)).pieces
    ) == ("支出5万元。共计6万元。")


@pytest.mark.parametrize("text", ["", "短"])
def test_of_another_text_it_quotes_nothing(text):
    assert quote(text, told("51%", "51%")) == Quote(0, 0, ())


@given(st.text("甲乙1。；\n 　𝟏<", max_size=40), st.lists(st.integers(0, 45), max_size=5))
def test_every_quoted_sign_stands_in_the_text(text, places):
    spans = tuple((place, place + 1) for place in sorted(set(places)))
    made = quote(text, Finding("C32", Severity.MUST_EXPLAIN, (), "1", "", "", spans=spans))

    kept = text[made.start : made.end]
    assert all(piece.text in kept or piece.text == LEFT_OUT for piece in made.pieces)


def between(start, end, *findings, agreeing=()):
    pieces = pieces_between(TEXT, start, end, marks_of(TEXT, findings, agreeing))
    assert "".join(piece.text for piece in pieces) == TEXT[start:end]
    return [(piece.text, piece.mark) for piece in pieces if piece.mark]


def test_a_text_shows_the_marks_of_all_its_findings():
    findings = told("51%", "200万元", "51%"), told("“群众”", "群众")

    assert between(0, len(TEXT), *findings) == [
        ("200万元", "compared"),
        ("51%", "claimed"),
        ("群众", "claimed"),
    ]


def test_what_one_finding_calls_wrong_is_not_a_mere_comparison_of_another():
    findings = told("51%", "51%"), told("200万元", "200万元", "51%")

    assert between(0, len(TEXT), *findings) == [("200万元", "claimed"), ("51%", "claimed")]


def test_what_agrees_is_marked_where_nothing_is_wrong():
    at = TEXT.index("200万元"), TEXT.index("200万元") + 5

    assert between(0, len(TEXT), agreeing=[at]) == [("200万元", "agrees")]
    assert between(0, len(TEXT), told("200万元", "200万元"), agreeing=[at]) == [("200万元", "claimed")]


def test_a_mark_beyond_a_paragraph_is_cut_at_its_ends():
    whole = told("", TEXT[4:20])

    assert between(8, 12, whole) == [(TEXT[8:12], "claimed")]
    assert between(25, len(TEXT), whole) == []


def test_a_figure_that_followed_its_cell_is_not_marked_as_wrong():
    place = (TEXT.index("51%"), TEXT.index("51%") + 3)
    moved = Finding("M13", Severity.HINT, (), "51%", "50%", "", spans=(place,))

    assert ("51%", "compared") in marked(quote(TEXT, moved))
