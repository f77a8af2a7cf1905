"""docs/rules.md has a line for each kind of rule, under its number."""

from pathlib import Path

import pytest

from core.scoring.registry import KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
KINDS_OF_A_ROW = PAGE.partition("\n## ")[0]
LINES = [line for line in KINDS_OF_A_ROW.splitlines() if line.startswith("| R")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_rule_has_its_line(kind):
    number = KINDS[kind].number

    assert [line.startswith(f"| {number}") for line in LINES if f"| `{kind}` |" in line] == [True]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[2:5])
def test_a_line_has_all_its_cells(line):
    assert all(cell.strip() for cell in line.strip("|").split("|"))
    assert line.count("|") == 6
