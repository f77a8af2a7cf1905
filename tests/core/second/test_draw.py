"""Which filings are drawn."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from core.second.draw import ORDERS, WAYS, Candidate, drawn, in_order

ALL = (
    Candidate("2021-A-1", Decimal(50), 2),
    Candidate("2021-A-2", Decimal(200), 0),
    Candidate("2021-B-1", None, 5),
    Candidate("2021-B-2", Decimal(200), 2),
)


def numbers(*args, **given):
    return [one.number for one in drawn(*args, **given)]


def test_a_seed_draws_in_the_order_of_its_digests():
    digest = {one.number: hashlib.sha256(f"7:{one.number}".encode()).hexdigest() for one in ALL}

    assert numbers(ALL, "random", 3, seed="7") == sorted(digest, key=digest.__getitem__)[:3]


def test_the_order_in_which_they_are_told_has_no_say():
    assert numbers(ALL, "random", 2, seed="7") == numbers(reversed(ALL), "random", 2, seed="7")


def test_another_seed_draws_others():
    assert len({tuple(numbers(ALL, "random", 4, seed=str(seed))) for seed in range(20)}) > 1


def test_a_filing_more_moves_no_other_one_before_another():
    fewer = numbers(ALL[:3], "random", 3, seed="7")

    assert [one for one in numbers(ALL, "random", 4, seed="7") if one in fewer] == fewer


@pytest.mark.parametrize(
    ("way", "first"),
    [
        ("amount", ["2021-A-2", "2021-B-2", "2021-A-1", "2021-B-1"]),
        ("findings", ["2021-B-1", "2021-A-1", "2021-B-2", "2021-A-2"]),
    ],
)
def test_the_most_come_first_and_equal_ones_by_their_number(way, first):
    assert numbers(ALL, way, 9) == first


def test_those_pointed_at_are_all_taken_whatever_the_size():
    assert numbers(ALL, "hand", 1, chosen={"2021-B-2", "2021-A-2", "none"}) == ["2021-A-2", "2021-B-2"]


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_order_of_all_begins_with_those_that_are_drawn(way):
    found = [one.number for one in in_order(ALL, way, "7")]

    chosen = found[:2] if way == "hand" else ()
    assert (found[:2], len(found)) == (numbers(ALL, way, 2, seed="7", chosen=chosen), len(ALL))
    assert ORDERS[way]
