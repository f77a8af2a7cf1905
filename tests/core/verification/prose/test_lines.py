"""Tables that are written as lines: each line an amount, the last their total."""

import pytest

from core.verification.prose import read_prose

LINES = "工程费{}万元\n监理费13.62万元\n设计费25.94万元\n合计160.12万元"
SENTENCES = "工程费{}万元。监理费13.62万元。设计费25.94万元。以上三项合计160.12万元。"


def sums(text):
    return [(told.holds, told.working) for told in read_prose(text) if told.kind == "sum"]


@pytest.mark.parametrize("text", [LINES, SENTENCES])
def test_total_of_lines_holds(text):
    assert sums(text.format("120.56")) == [("yes", "120.56 + 13.62 + 25.94 = 160.12万元")]


@pytest.mark.parametrize("text", [LINES, SENTENCES])
def test_total_that_its_lines_do_not_make_is_wrong(text):
    assert sums(text.format("120.65")) == [("no", "120.65 + 13.62 + 25.94 = 160.21万元")]


def test_a_total_among_the_lines_ends_them():
    text = "工程费50万元\n监理费10万元\n合计60万元\n设计费20万元\n差旅费5万元\n合计25万元"

    assert [working for holds, working in sums(text)] == ["50 + 10 = 60万元", "20 + 5 = 25万元"]


def test_lines_of_other_things_are_no_parts():
    assert sums("工程费50万元\n惠及20人\n合计60万元") == []
    assert sums("较上年减少50万元\n监理费10万元\n合计60万元") == []
