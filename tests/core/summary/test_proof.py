"""No table is printed whose totals are not what its lines say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.summary.proof import NotProvedError, prove
from core.summary.table import Table
from core.summary.tables import ALL_COLUMNS, GRADES, tables
from tests.core.summary.making import D, figures, filing, summary

SAID = summary(filing("1"), filing("2", said=figures(grade="良", score=D(80))))


def changed(table: Table, place: int, key: str, text: str) -> Table:
    lines = list(table.lines)
    lines[place] = replace(lines[place], texts={**lines[place].texts, key: text})
    return replace(table, lines=tuple(lines))


@pytest.mark.parametrize(
    ("place", "key", "text", "sentence"),
    [
        (3, "adjusted", "400.01", "「自评结果汇总表」合计（2份）的全年预算数为400.01，按所列各行应为400。"),
        (2, "executed", "—", "「自评结果汇总表」民政局小计（2份）的全年执行数为—，按所列各行应为300。"),
        (3, "rate", "75.01%", "「自评结果汇总表」合计（2份）的执行率为75.01%，按所列各行应为75.00%。"),
        (3, "score", "87.1", "「自评结果汇总表」合计（2份）的自评得分为87.1，按所列各行应为87。"),
        (3, "unmet", "1", "「自评结果汇总表」合计（2份）的未达标指标数为1，按所列各行应为0。"),
        (1, "deviation", "0.00%", "「自评结果汇总表」第2行的偏离度为0.00%，按所列各行应为—。"),
        (1, "rate", "—", "「自评结果汇总表」第2行的执行率为—，按所列各行应为75.00%。"),
    ],
)
def test_a_total_that_is_not_what_its_lines_say_is_refused(place, key, text, sentence):
    results, *_ = tables(SAID)

    with pytest.raises(NotProvedError) as refusal:
        prove(changed(results, place, key, text), ALL_COLUMNS)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("place", "key"), [(0, "number_share"), (2, "amount_share")])
def test_a_share_that_is_none_of_the_whole_is_refused(place, key):
    grades = tables(SAID)[1]

    with pytest.raises(NotProvedError, match="占比"):
        prove(changed(grades, place, key, "99.00%"), GRADES)


def test_a_line_left_out_is_refused():
    results, *_ = tables(SAID)

    with pytest.raises(NotProvedError):
        prove(replace(results, lines=results.lines[1:]), ALL_COLUMNS)


def test_what_is_right_comes_back():
    results, *_ = tables(SAID)

    assert prove(results, ALL_COLUMNS) is results
