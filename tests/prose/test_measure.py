"""The harness counts what a reader finds, misses and makes up."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.prose import measure as harness
from tests.prose.held_out import HELD_OUT
from tests.prose.measure import HARMLESS, Reading, main, measure, table
from tests.prose.phrasings import OPEN
from tests.prose.sections import Section, sections


@pytest.fixture
def filings() -> list[Section]:
    return list(sections(6, 1, OPEN))


def knowing(filings: Iterable[Section]):
    """A reader that has been told the true texts: it points at the first character that differs."""
    told = {placed.statement.text for section in filings for placed in section.placed}
    headings = [section.text for section in filings]

    def read(text: str) -> list[Reading]:
        if text in headings:
            return [(at, at + len(one), "sum", True) for one in told for at in [text.find(one)] if at >= 0]
        origin = max(headings, key=lambda one: common(one, text) + common(one[::-1], text[::-1]))
        start = common(origin, text)
        return [(start, start + 1, "sum", False)]

    return read


def common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def blind(text: str) -> list[Reading]:
    return []


def alarmed(text: str) -> list[Reading]:
    return [(0, len(text), "sum", False)]


def test_a_reader_that_knows_everything_finds_everything(filings: list[Section]):
    result = measure(knowing(filings), filings)

    total = result.total
    assert total.found == total.mutated > 0
    assert total.read == total.statements == sum(len(section.placed) for section in filings)
    assert result.enough


def test_a_reader_that_sees_nothing_misses_everything_and_raises_nothing(filings: list[Section]):
    result = measure(blind, filings)

    assert (result.total.found, result.total.false) == (0, 0)
    assert len(result.missed) == result.total.mutated
    assert not result.enough


def test_a_finding_over_the_whole_text_points_at_nothing_and_is_charged_to_every_statement(
    filings: list[Section],
):
    result = measure(alarmed, filings)

    assert result.total.found == 0
    assert result.total.false == result.total.statements


def test_a_finding_beside_the_statements_is_charged_to_the_harmless_text(filings: list[Section]):
    result = measure(lambda text: [(0, 1, "sum", False)], filings)

    assert result.phrasings[HARMLESS].false == len(filings)


def test_a_reader_that_cannot_say_has_neither_found_nor_raised(filings: list[Section]):
    result = measure(lambda text: [(0, len(text), "sum", None)], filings)

    assert (result.total.found, result.total.false, result.total.read) == (0, 0, 0)


def test_the_table_names_every_phrasing_and_quotes_none(filings: list[Section]):
    result = measure(blind, filings)

    shown = table(result)

    for section in filings:
        for placed in section.placed:
            assert placed.statement.phrasing.id in shown
            assert placed.statement.text not in shown


def test_without_a_reader_it_says_so(capsys: pytest.CaptureFixture[str]):
    said: list[str] = []

    assert main([], None, said.append) == 2
    assert "core.verification.prose.read" in said[0]


def test_it_quotes_what_was_missed_only_of_open_phrasings():
    said: list[str] = []

    assert main(["--sections", "2", "--missed", "1"], blind, said.append) == 1
    assert said[0].count("\n\n") == 1
    with pytest.raises(SystemExit):
        main(["--held-out", "--missed", "1"], blind, said.append)


def test_the_phrasings_that_were_set_aside_are_measured_by_name():
    said: list[str] = []

    main(["--held-out", "--sections", "8"], blind, said.append)

    assert not {one.id for one in OPEN} & set(said[0].split())
    assert {one.id for one in HELD_OUT} & set(said[0].split())


def test_the_reader_is_taken_by_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(harness, "MODULE", "tests.prose.test_measure")
    monkeypatch.setattr(harness, "NAME", "blind")

    found = harness.reader()

    assert found is not None
    assert list(found("")) == []


def test_a_module_that_does_not_exist_is_no_reader(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(harness, "MODULE", "tests.prose.nobody")

    assert harness.reader() is None
