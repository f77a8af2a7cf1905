"""Each phrasing holds as it stands, and is called wrong when its last mention of one number is changed."""

from pathlib import Path

import pytest

from core.verification.prose import read_prose

ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("phrasings.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("kind", "text", "right", "wrong"), ROWS, ids=[row[1] for row in ROWS])
def test_true_statement_holds(kind, text, right, wrong):
    told = read_prose(text)

    assert kind in {statement.kind for statement in told if statement.holds == "yes"}
    assert not [statement.working for statement in told if statement.holds == "no"]


@pytest.mark.parametrize(("kind", "text", "right", "wrong"), ROWS, ids=[row[1] for row in ROWS])
def test_changed_number_is_called_wrong(kind, text, right, wrong):
    before, _, after = text.rpartition(right)

    told = read_prose(f"{before}{wrong}{after}")

    assert [statement for statement in told if statement.holds == "no"]
