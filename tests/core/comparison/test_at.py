"""What changed at one place of a filing, wherever it stands."""

from dataclasses import replace

import pytest

from core.comparison.filings import Filing, change_at, words_at
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.snapshot import EvidenceFile
from tests.core.filing.forms import make_filing, make_form

FILE = EvidenceFile("r1", "签到表.pdf", 2048, "ab" * 32)


def filing(**texts):
    form = make_form()
    return Filing(form, make_filing(form, **texts))


def at(before, after, ref):
    change = change_at(before, after, CellRef.parse(ref))
    return change and ("".join(f"{one.kind[0]}{one.text} " for one in change.pieces), change.by)


def test_a_cell_of_the_table_as_it_prints_and_by_how_much():
    before, after = (filing(funds__total__executed=text) for text in ("926.47", "962.47"))

    assert at(before, after, "funds/total/executed") == ("r926.47 a962.47 ", "+36")


def test_a_section_of_the_report_by_its_words():
    before, after = (filing(report__s1=f"支出{text}万元。") for text in ("9", "8"))

    assert at(before, after, "report/s1") == ("s支出 r9 a8 s万元。 ", "")


@pytest.mark.parametrize("ref", ["funds/total/executed", "report/s1", "indicators/r1/evidence"])
def test_where_nothing_changed_there_is_none(ref):
    assert at(filing(), filing(), ref) is None


@pytest.mark.parametrize(("row", "ref"), [("r1", "indicators/r1/evidence"), ("", "evidence/filing")])
def test_files_are_told_by_name_at_their_row_alone(row, ref):
    before = filing()
    file = replace(FILE, row=row)
    after = Filing(before.form, replace(before.snapshot, evidence=(file,)))

    assert words_at(after, CellRef.parse(ref)).startswith("签到表.pdf")
    assert at(before, after, ref) is not None
    other = "" if row else "r1"
    assert words_at(after, cells.evidence(other)) == ""


def test_what_stands_in_a_cell_is_told_as_it_prints():
    assert words_at(filing(funds__total__executed="962.47"), cells.fund("total", "executed")) == "962.47"
