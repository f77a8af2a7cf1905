"""The generator says only what is true, its mutations only what is false, and both know where."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.prose.held_out import HELD_OUT
from tests.prose.mutations import WAYS, Mutation, mutations
from tests.prose.phrasing import KINDS
from tests.prose.phrasings import OPEN
from tests.prose.recomputing import is_true, read_off
from tests.prose.sections import FEWEST, LONGEST, MOST, SHORTEST, Placed, Section, sections
from tests.prose.statements import DIGITS, UNIT

ALL = (*OPEN, *HELD_OUT)
SEED = 20261129


@pytest.fixture(scope="module")
def filings() -> list[Section]:
    return list(sections(160, SEED, ALL))


@pytest.fixture(scope="module")
def changed(filings: list[Section]) -> list[tuple[Section, Mutation]]:
    rng = Random(SEED)
    return [(section, mutation) for section in filings for mutation in mutations(section, rng)]


def placed_in(mutation: Mutation) -> Placed:
    return next(one for one in mutation.section.placed if one.statement is mutation.statement)


def stated(placed: Placed, text: str) -> list[bool]:
    """What the independent computation says of each law that the text states."""
    numbers = read_off(text, placed)
    rules = [rule for rule in placed.statement.phrasing.rules.split("; ") if not rule.startswith("less")]
    return [is_true(rule, numbers) for rule in rules if set(letters(rule)) <= set(numbers)]


def letters(rule: str) -> list[str]:
    return [word for word in rule.split()[1:] if not word.isdigit()]


def test_every_kind_has_at_least_fifteen_phrasings_and_some_of_them_are_set_aside():
    counts = Counter(one.kind for one in ALL)
    aside = Counter(one.kind for one in HELD_OUT)

    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 15
    assert all(counts[kind] <= 5 * aside[kind] <= 3 * counts[kind] for kind in KINDS)


def test_the_id_alone_decides_what_is_set_aside():
    assert all(one.held_out for one in HELD_OUT)
    assert not any(one.held_out for one in OPEN)


def test_ids_and_wordings_are_unique():
    assert len({one.id for one in ALL}) == len({one.text for one in ALL}) == len(ALL)


def test_every_phrasing_states_something_and_every_token_of_it_is_understood():
    for phrasing in ALL:
        assert phrasing.stated, phrasing.id
        rebuilt = sum(len(token["literal"] or "") for token in phrasing.tokens)
        assert rebuilt > 0
        assert not any(sign in (token["literal"] or "") for token in phrasing.tokens for sign in "[]<>{}")


def test_the_generator_shares_nothing_with_the_product():
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "core" for name in names), path.name


def test_the_same_seed_writes_the_same_text():
    first, again, other = (
        [section.text for section in sections(12, seed, ALL)] for seed in (SEED, SEED, SEED + 1)
    )

    assert first == again
    assert first != other


def test_the_same_seed_makes_the_same_mutations():
    section = next(sections(1, SEED, ALL))

    first, again = ([one.section.text for one in mutations(section, Random(7))] for _ in range(2))

    assert first == again


def test_sections_have_the_length_and_the_number_of_statements_of_a_page(filings: list[Section]):
    assert all(SHORTEST <= len(section.text) <= LONGEST for section in filings)
    assert all(FEWEST <= len(section.placed) <= MOST for section in filings)


def test_every_phrasing_is_used(filings: list[Section]):
    used = {placed.statement.phrasing.id for section in filings for placed in section.placed}

    assert used == {one.id for one in ALL}


def test_no_two_statements_of_a_section_speak_of_the_same_thing(filings: list[Section]):
    for section in filings:
        spoken = [one.statement.phrasing for one in section.placed]
        about = [one.about for one in spoken if one.about]
        assert len(set(about)) == len(about)
        assert len({one.id for one in spoken}) == len(spoken)


def test_spans_are_where_the_text_has_them(filings: list[Section]):
    for section in filings:
        for placed in section.placed:
            assert section.text[placed.start : placed.end] == placed.statement.text
            for piece in placed.statement.pieces:
                if piece.role == DIGITS:
                    start, end = placed.statement.span({piece.slot}, placed.start)
                    assert piece.text in section.text[start:end]


def test_every_statement_is_true_by_an_independent_computation(filings: list[Section]):
    for section in filings:
        for placed in section.placed:
            assert all(stated(placed, section.text)), placed.statement.text


def test_statements_are_varied(filings: list[Section]):
    text = "".join(section.text for section in filings)
    statements = [placed.statement for section in filings for placed in section.placed]

    assert all(sign in text for sign in ("％", "%", "亿元", "万元", " 万元", "\n\n", "〔"))
    assert 0.3 < sum(one.rounded for one in statements) / len(statements) < 0.5


def test_amounts_that_were_rounded_keep_three_digits(filings: list[Section]):
    """Two amounts that both print as 2万元 say nothing about their rate."""
    for section in filings:
        for statement in (placed.statement for placed in section.placed if placed.statement.rounded):
            units = {piece.slot: piece.text for piece in statement.pieces if piece.role == UNIT}
            for piece in statement.pieces:
                if piece.role == DIGITS and units.get(piece.slot) in ("元", "万元", "亿元"):
                    assert sum(digit.isdigit() for digit in piece.text.lstrip("0.")) >= 3


def test_rounding_differences_occur(filings: list[Section]):
    """Sums whose printed parts do not make the printed total to the last place, as offices print them."""
    sums = [
        (placed.statement, law)
        for section in filings
        for placed in section.placed
        for law in placed.statement.phrasing.stated
        if law.name == "sum"
    ]
    off = [
        statement
        for statement, law in sums
        if statement.figures[law.slots[0]].value
        != sum(statement.figures[slot].value for slot in law.slots[1:])
    ]
    assert len(off) > 10


def test_every_mutation_is_false_by_an_independent_computation(changed: list[tuple[Section, Mutation]]):
    for _, mutation in changed:
        assert not all(stated(placed_in(mutation), mutation.section.text)), mutation.statement.text


def test_a_mutation_leaves_the_other_statements_true(changed: list[tuple[Section, Mutation]]):
    for _, mutation in changed:
        others = [one for one in mutation.section.placed if one.statement is not mutation.statement]
        assert not any(one.statement.broken for one in others)


def test_a_mutation_changes_one_number_within_its_block(changed: list[tuple[Section, Mutation]]):
    for section, mutation in changed:
        before = next(one.statement for one in section.placed if one.start == mutation.block[0])
        differing = [
            (old, new)
            for old, new in zip(before.pieces, mutation.statement.pieces, strict=True)
            if old != new
        ]
        assert len(differing) == 1
        assert differing[0][0].slot == mutation.slot
        assert section.text[: mutation.block[0]] == mutation.section.text[: mutation.block[0]]
        assert section.text[placed_end(section, mutation) :] == mutation.section.text[mutation.block[1] :]


def placed_end(section: Section, mutation: Mutation) -> int:
    return next(one.end for one in section.placed if one.start == mutation.block[0])


def test_the_span_of_a_mutation_holds_the_numbers_that_contradict_each_other(
    changed: list[tuple[Section, Mutation]],
):
    for _, mutation in changed:
        start, end = mutation.span
        assert mutation.block[0] <= start < end <= mutation.block[1]
        assert mutation.slot in {slot for law in mutation.broken for slot in law.slots}
        within = mutation.section.text[start:end]
        for law in mutation.broken:
            for piece in mutation.statement.pieces:
                assert piece.role != DIGITS or piece.slot not in law.slots or piece.text in within


def test_every_way_of_changing_a_number_occurs_and_every_phrasing_is_changed(
    changed: list[tuple[Section, Mutation]],
):
    assert {mutation.way for _, mutation in changed} == set(WAYS)
    assert {mutation.statement.phrasing.id for _, mutation in changed} == {one.id for one in ALL}
