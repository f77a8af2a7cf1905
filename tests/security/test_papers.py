"""docs/security.md and docs/asvs5.tsv: what they name exists, and no requirement is without an answer."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPER, LIST = ROOT / "docs" / "security.md", ROOT / "docs" / "asvs5.tsv"
COLUMNS = ["id", "level", "section", "applies", "where", "test"]
PROOF = re.compile(r"tests/[\w/]+\.py::\w+(?:::\w+)?")
FILE = re.compile(r"(?<![\w/.])(?:[\w-]+/)+[\w-]+\.(?:py|md|js|html|tsv|yml|sh|conf|lock|toml)(?!\w)")
ANCHOR = re.compile(r"docs/(\w+\.md)#([\w-]+)")
REASONS = ("not yet: ", "deviation: ", "operator: docs/", "documented: docs/", "none needed: ")
UNCLAIMED = "L3, not claimed"
LEVELS = {"1": 70, "2": 183, "3": 92}
Row = Mapping[str, str]


def rows() -> list[Row]:
    head, *lines = LIST.read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


@cache
def names_in(path: str) -> frozenset[str]:
    """The names by which pytest would find the tests of a file; none where there is no file."""
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    inside = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    methods = {f"{name}::{test}" for name, node in inside.items() for test in _tests(node)}
    return frozenset({*_tests(tree), *methods})


def _tests(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name


def dangling(text: str) -> list[str]:
    """What `text` names and is not there: a test, a file, a heading."""
    proofs = [proof.partition("::") for proof in PROOF.findall(text)]
    lost = ["::".join((path, name)) for path, _, name in proofs if name not in names_in(path)]
    lost += [name for name in FILE.findall(text) if not (ROOT / name).is_file()]
    return lost + [
        f"{name}#{anchor}" for name, anchor in ANCHOR.findall(text) if anchor not in headings(name)
    ]


@cache
def headings(name: str) -> frozenset[str]:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles)


def faults(row: Row) -> list[str]:
    """What is missing in the answer to one requirement, or is not there."""
    where, test = row["where"], row["test"]
    if row["applies"] != "yes":
        fits = row["applies"].startswith("n/a: ") and not where + test
        return [] if fits else [f"{row['id']}: does not apply, without a reason or with an answer"]
    wrong = [f"{row['id']}: {name}" for name in dangling(f"{where} {test}")]
    if row["level"] == "3" and test == UNCLAIMED:
        return wrong
    if not PROOF.search(test) and not test.startswith(REASONS):
        wrong.append(f"{row['id']}: neither a test nor a reason")
    if PROOF.search(test) and not where:
        wrong.append(f"{row['id']}: a test of what?")
    return wrong


def test_the_list_is_that_of_asvs_5():
    found = rows()

    assert Counter(row["level"] for row in found) == LEVELS
    assert len({row["id"] for row in found}) == sum(LEVELS.values())


def test_every_requirement_has_an_answer_and_every_test_in_it_exists():
    assert [fault for row in rows() for fault in faults(row)] == []


def test_every_test_and_file_that_the_paper_names_exists():
    text = PAPER.read_text(encoding="utf-8")

    assert len(PROOF.findall(text)) > 100
    assert dangling(text) == []


def test_what_the_paper_links_to_is_there():
    links = re.findall(r"\]\(([\w.]*)#([\w-]+)\)", PAPER.read_text(encoding="utf-8"))

    assert links != []
    assert [link for link in links if link[1] not in headings(link[0] or PAPER.name)] == []


GOOD = {
    **dict(zip(COLUMNS, ("V1.1.1", "1", "x", "yes", "config/settings.py", ""), strict=True)),
    "test": "tests/security/test_papers.py::test_the_list_is_that_of_asvs_5",
}


@pytest.mark.parametrize(
    "given",
    [
        {"test": ""},
        {"test": "app"},
        {"test": "because"},
        {"test": UNCLAIMED},
        {"test": "tests/security/test_papers.py::test_nothing"},
        {"test": "tests/security/test_nothing.py::test_the_list_is_that_of_asvs_5"},
        {"where": "config/nothing.py"},
        {"where": ""},
        {"test": "documented: docs/operations.md#nothing"},
        {"applies": "n/a: no LDAP"},
        {"applies": "no"},
    ],
)
def test_a_row_without_an_answer_is_noticed(given):
    assert (faults(GOOD), faults({**GOOD, "level": "3", "test": UNCLAIMED})) == ([], [])

    assert faults({**GOOD, **given}) != []


def test_a_test_inside_a_class_is_named_with_it():
    path = "tests/dossiers/pages/test_guidance.py"

    assert "TestSecrecy::test_the_paper_does_not" in names_in(path)
    assert "test_the_paper_does_not" not in names_in(path)
