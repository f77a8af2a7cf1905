"""Every target and actual of the filings from which this product was learnt, and how each is read.

The column `day` has the first and the last day, `yes` 是 or 否; texts without a year are of 2021.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from core.figures.quantities import Reading, parse_actual
from core.figures.targets import parse_target

PARSERS = {"target": parse_target, "actual": parse_actual}
TEXTS = (Path(__file__).parent / "filed_texts.tsv").read_text(encoding="utf-8").splitlines()
FILED = list(csv.DictReader(TEXTS, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", FILED, ids=lambda row: f"{row['column']}-{row['text'][:12]}")
def test_what_was_filed_is_read_as_it_was_meant(row):
    reading = PARSERS[row["column"]](row["text"], year=2021)

    assert _said(reading) == {name: row[name] for name in row if name != "column"}


def test_no_text_was_lost():
    assert {row["column"] for row in FILED} == set(PARSERS)
    assert len(FILED) > 200


def _said(reading: Reading) -> dict[str, str]:
    assert not isinstance(reading.value, float)
    return {
        "text": reading.text,
        "kind": reading.kind,
        "operator": reading.operator,
        "value": "" if reading.value is None else f"{Decimal(reading.value):f}",
        "measure": reading.measure,
        "day": f"{reading.day.first}..{reading.day.last}" if reading.day else "",
        "yes": {True: "是", False: "否", None: ""}[reading.yes],
    }
