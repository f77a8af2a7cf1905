"""佐证材料 in the frozen filing: there where it is, and no trace where there is none."""

import json
from dataclasses import replace

import pytest

from core.filing import canonical, cells
from core.filing.cells import CellRef
from core.filing.difference import differences
from core.filing.naming import cell_name
from core.filing.snapshot import EvidenceFile
from tests.core.filing.forms import make_filing, make_form

INVOICE = EvidenceFile("r1", "发票.pdf", 1536, "ab" * 32)
NOTICE = EvidenceFile("", "通知.docx", 2048, "cd" * 32)


def with_evidence(*files):
    return replace(make_filing(), evidence=files)


def changed(before, after):
    return [(str(d.ref), d.before, d.after) for d in differences(before, after)]


def test_a_filing_without_evidence_has_the_text_that_it_had_before_there_was_any():
    assert "evidence" not in json.loads(canonical.to_json(make_filing()))
    assert canonical.sha256(canonical.to_json(make_filing())).startswith("3ad5a7d0c602a63b")


def test_evidence_comes_back_as_it_was_frozen():
    filing = with_evidence(NOTICE, INVOICE)

    assert canonical.from_json(canonical.to_json(filing)) == filing


@pytest.mark.parametrize("file", [{"row": "r1"}, {**json.loads(canonical.text_of(INVOICE)), "more": 1}])
def test_evidence_that_was_not_frozen_by_us_is_refused(file):
    text = json.dumps({**json.loads(canonical.to_json(make_filing())), "evidence": [file]})

    with pytest.raises(ValueError, match="not a EvidenceFile"):
        canonical.from_json(text)


@pytest.mark.parametrize(
    "other",
    [replace(INVOICE, sha256="ef" * 32), replace(INVOICE, name="发票2.pdf"), replace(INVOICE, row="r2")],
)
def test_another_file_name_or_row_is_another_filing(other):
    one, two = (canonical.sha256(canonical.to_json(with_evidence(file))) for file in (INVOICE, other))

    assert one != two


def test_a_difference_lists_the_files_of_each_row():
    replaced = replace(INVOICE, sha256="ef" * 32)

    assert changed(with_evidence(NOTICE, INVOICE), with_evidence(replaced)) == [
        ("indicators/r1/evidence", "发票.pdf（1.5KB，abababab）", "发票.pdf（1.5KB，efefefef）"),
        ("evidence/filing", "通知.docx（2.0KB，cdcdcdcd）", ""),
    ]


def test_the_same_files_are_no_difference():
    assert changed(with_evidence(NOTICE, INVOICE), with_evidence(NOTICE, INVOICE)) == []


def test_the_place_of_evidence_has_a_name():
    names = [cell_name(make_form(), make_filing(), cells.evidence(row)) for row in ("r1", "")]

    assert names == [f"“{make_filing().lines[0].name}”的佐证材料", "佐证材料"]
    assert CellRef.parse("evidence/filing") == cells.evidence("")
