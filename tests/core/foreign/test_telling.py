"""How a finding is told: its heading, its sentence, its figures."""

from __future__ import annotations

from core.foreign.case import from_data
from core.foreign.headings import nearest
from core.foreign.prose import from_text
from core.foreign.reading import check
from core.foreign.telling import sentence, told
from core.verification import Finding, Severity
from tests.core.filing.forms import make_form

WRONG = "发生住院医药费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。"


def test_a_statement_of_a_text_is_told_with_its_heading_and_sentence():
    text = f"一、项目概况\n开头一句。{WRONG}后面一句。"
    reading = from_text(text)
    (one,) = told(reading, check(reading))

    assert one.section == "一、项目概况"
    assert one.data()["quote"] == WRONG
    assert [piece.text for piece in one.quote if piece.is_marked] == ["2051.3万元", "1789.3万元", "87.27%"]


def test_a_text_without_headings_has_none():
    (one,) = told(reading := from_text(WRONG), check(reading))

    assert one.section == ""


def test_what_is_about_a_whole_text_stands_under_no_heading():
    reading = from_text("联系人手机13800138000。")
    (one,) = told(reading, check(reading))

    assert (one.finding.check, one.section, one.quote) == ("C40", "", ())


def test_a_cell_is_told_by_its_name():
    reading = from_data({"funds": [{"label": "年度资金总额", "executed": "九十"}]}, make_form())
    (one,) = told(reading, check(reading))

    assert one.data() == {
        "check": "C35",
        "severity": "must_fix",
        "place": {
            "cells": ["funds/total/executed"],
            "name": "“年度资金总额”的全年执行数",
            "section": "",
            "spans": [],
        },
        "found": "九十",
        "expected": "",
        "message": one.finding.message,
        "quote": "",
    }


def test_what_stands_nowhere_has_no_place():
    reading = from_data({}, make_form())
    (one,) = told(reading, [Finding("C01", Severity.MUST_FIX, (), "", "", "合计不符")])

    assert (one.name, one.section, one.data()["place"]["cells"]) == ("", "", [])


def test_a_sentence_is_cut_where_it_has_no_end():
    text = "甲" * 300 + "5人" + "乙" * 300

    pieces = sentence(text, [(300, 302)])

    assert [len(piece.text) for piece in pieces] == [160, 2, 160]


def test_figures_that_touch_or_end_a_text_stay_whole():
    assert [piece.text for piece in sentence("5人6人", [(0, 2), (2, 4)])] == ["5人", "6人"]


def test_the_nearest_heading_is_short_and_numbered():
    text = "一、概况\n（一）情况。\n二、问题\n2021年做得好\n甲"

    assert nearest(text, len(text) - 1) == "二、问题"
    assert nearest("甲\n乙", 2) == ""
