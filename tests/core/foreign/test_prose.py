"""A text alone, and a report by the headings of its form."""

from __future__ import annotations

import pytest

from core.filing.cells import report
from core.foreign import prose
from core.foreign.prose import PLAIN, from_text
from core.foreign.reading import TOO_LONG, Unreadable, check
from core.foreign.telling import told
from tests.core.filing.forms import make_form

WRONG = "发生住院医药费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。"
RIGHT = WRONG.replace("87.27", "87.23")
OUTLINE = {
    "title": "自评报告",
    "sections": [
        {"key": "s1", "heading": "基本情况", "has_text": False},
        {"key": "s2", "heading": "项目概况"},
        {"key": "s3", "heading": "存在问题"},
    ],
}
FORM = make_form(report=OUTLINE)
REPORT = f"自评报告\n一、基本情况\n（一）项目概况\n{RIGHT}\n（二）存在问题\n{WRONG}\n"


def test_what_a_text_says_wrong_is_found():
    assert [(one.check, one.found, one.expected) for one in check(from_text(WRONG))] == [
        ("C32", "87.27%", "87.23%")
    ]


def test_what_it_says_right_is_not():
    assert check(from_text(RIGHT)) == ()


def test_a_report_is_divided_by_its_headings_and_places_are_those_of_the_file():
    reading = from_text(REPORT, FORM)
    (one,) = told(reading, check(reading))

    assert (str(one.finding.places[0]), one.section) == ("report/s3", "存在问题")
    assert [REPORT[start:end] for start, end in one.spans] == ["2051.3万元", "1789.3万元", "87.27%"]
    assert reading.snapshot.typed(report("s2")) == RIGHT


def test_a_section_that_is_not_there_is_missed():
    assert [one.check for one in check(from_text(f"项目概况\n{RIGHT}", FORM))] == ["M01"]


def test_words_under_a_heading_that_has_no_text_are_told():
    reading = from_text("基本情况\n闲话\n项目概况\n甲\n存在问题\n乙", FORM)

    assert reading.remarks == ("“基本情况”下直接写的文字不在表样之中，没有校验。",)


@pytest.mark.parametrize(
    ("form", "remarks"),
    [(None, ()), (make_form(), ()), (FORM, (prose.NO_HEADINGS.format(name=f"“{FORM.name}”"),))],
)
def test_without_headings_it_is_read_as_one_text(form, remarks):
    reading = from_text(RIGHT, form)

    assert (reading.form, reading.remarks) == (PLAIN, remarks)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" \n", prose.EMPTY),
        ("甲" * 60_001, TOO_LONG),
        ("甲\x07", "文件第2个字符（U+0007）不能显示或打印，请删除后再校验。"),
    ],
)
def test_what_is_no_text_is_refused_in_words(text, sentence):
    with pytest.raises(Unreadable, match=r".") as refused:
        from_text(text)
    assert str(refused.value) == sentence
