"""A thousand ways to write sums, shares, changes, rates and products, and true texts that invite an error.

`wide.tsv`: kind, whether the change is found, the text, a number of it, and what makes it false.
`true_texts.txt`: base years, overlapping parts, rates with another denominator, targets beside actuals, rests
with an opening balance.
"""

from itertools import cycle
from pathlib import Path

import pytest

from core.verification.prose import read_prose

FOLDER = Path(__file__).parent
ROWS = [row.split("\t") for row in (FOLDER / "wide.tsv").read_text(encoding="utf-8").splitlines()]
FOUND = [row for row in ROWS if row[1] == "found"]
TRUE = (FOLDER / "true_texts.txt").read_text(encoding="utf-8").splitlines()
WAYS = {
    "as it is": "{}",
    "behind another sentence": "项目按计划实施。{}",
    "before another paragraph": "{}\n下一步，我单位将加强管理。",
    "narrow marks": "narrow",
}


def wrong(text):
    return [told.working for told in read_prose(text) if told.holds == "no"]


def put(text, way):
    return text.replace("，", ",").replace("；", ";") if way == "narrow" else way.format(text)


TURNS = {row[2]: way for row, way in zip(ROWS, cycle(list(WAYS)[1:]))}
"""Each row is changed as it is, and in one of the other ways; the rows take turns."""


@pytest.mark.parametrize("text", TRUE)
def test_true_text_is_not_called_wrong(text):
    assert not [called for way in WAYS.values() for called in wrong(put(text, way))]


@pytest.mark.parametrize("row", ROWS, ids=[row[2] for row in ROWS])
def test_true_statement_is_not_called_wrong(row):
    assert not wrong(row[2]) + wrong(put(row[2], WAYS[TURNS[row[2]]]))


@pytest.mark.parametrize(("kind", "found", "text", "right", "changed"), FOUND, ids=[row[2] for row in FOUND])
def test_changed_number_is_found(kind, found, text, right, changed):
    before, _, after = text.rpartition(right)
    false = f"{before}{changed}{after}"

    assert wrong(false)
    assert wrong(put(false, WAYS[TURNS[text]]))


@pytest.mark.parametrize(("kind", "found", "text", "right", "changed"), FOUND, ids=[row[2] for row in FOUND])
def test_true_statement_is_recognised(kind, found, text, right, changed):
    assert any(told.holds in ("yes", "rounding") for told in read_prose(text))
