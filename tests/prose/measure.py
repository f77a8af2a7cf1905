"""How well a reader of prose finds what is false, and how often it cries wolf, by phrasing.

    python -m tests.prose.measure [--held-out] [--sections 400] [--seed 2026] [--missed 20]

The reader is `core.verification.prose.read_prose`; `adapted` turns its statements into
`(start, end, kind, holds)`: what it recognised, and whether that holds (None: it cannot say). What differs by
rounding alone holds. Exit code 0: at least 98 % of the mutations found and nothing called wrong in true text;
1: not so; 2: there is no reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from tests.prose.held_out import HELD_OUT
from tests.prose.mutations import Mutation, mutations
from tests.prose.phrasing import KINDS
from tests.prose.phrasings import OPEN
from tests.prose.sections import Section, sections

MODULE, NAME = "core.verification.prose", "read_prose"
ENOUGH = 98
"""Percent of the mutations."""
HARMLESS = "(harmless text)"

Reading = tuple[int, int, str, "bool | None"]
Reader = Callable[[str], Iterable[Reading]]


@dataclass
class Tally:
    """`read`: true statements in which the reader saw one that holds; `false`: true ones called wrong."""

    statements: int = 0
    read: int = 0
    false: int = 0
    mutated: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)

    @property
    def percent(self) -> str:
        return f"{100 * self.found / self.mutated:.1f}" if self.mutated else "-"


@dataclass
class Measurement:
    """Counts by phrasing and by way of changing a number; `missed`: mutations that went unseen."""

    phrasings: dict[str, Tally] = field(default_factory=dict)
    ways: dict[str, Tally] = field(default_factory=dict)
    rounded: Tally = field(default_factory=Tally)
    missed: list[Mutation] = field(default_factory=list)

    def of(self, phrasing: str) -> Tally:
        return self.phrasings.setdefault(phrasing, Tally())

    @property
    def total(self) -> Tally:
        return added(self.phrasings.values())

    @property
    def enough(self) -> bool:
        total = self.total
        return total.mutated > 0 and not total.false and total.found * 100 >= ENOUGH * total.mutated


def added(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def measure(read: Reader, filings: Iterable[Section], seed: int = 0) -> Measurement:
    """Read every section as it is, and once more for each of its mutations."""
    rng = Random(seed)
    result = Measurement()
    for section in filings:
        count_true(result, section, list(read(section.text)))
        for mutation in mutations(section, rng):
            count_mutation(result, mutation, read(mutation.section.text))
    return result


def count_true(result: Measurement, section: Section, readings: Sequence[Reading]) -> None:
    """A finding beside all statements is charged to the harmless text."""
    wrong = [(start, end) for start, end, _, holds in readings if holds is False]
    right = [(start, end) for start, end, _, holds in readings if holds]
    for placed in section.placed:
        here = (placed.start, placed.end)
        tally = Tally(
            statements=1,
            read=any(overlap(one, here) for one in right),
            false=sum(overlap(one, here) for one in wrong),
        )
        result.of(placed.statement.phrasing.id).add(tally)
        if placed.statement.rounded:
            result.rounded.add(tally)
    places = [(placed.start, placed.end) for placed in section.placed]
    beside = [one for one in wrong if not any(overlap(one, here) for here in places)]
    if beside:
        result.of(HARMLESS).false += len(beside)


def count_mutation(result: Measurement, mutation: Mutation, readings: Iterable[Reading]) -> None:
    found = any(holds is False and points_at((start, end), mutation) for start, end, _, holds in readings)
    tally = Tally(mutated=1, found=found)
    result.of(mutation.statement.phrasing.id).add(tally)
    result.ways.setdefault(mutation.way, Tally()).add(tally)
    if not found:
        result.missed.append(mutation)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def points_at(place: tuple[int, int], mutation: Mutation) -> bool:
    """A finding touches the numbers that contradict each other and does not reach beyond their sentence."""
    return overlap(place, mutation.span) and mutation.block[0] <= place[0] and place[1] <= mutation.block[1]


def table(result: Measurement) -> str:
    """By phrasing under its kind, by way of changing, altogether; phrasings are named, never quoted."""
    lines = [line(("phrasing", "statements", "read", "false", "mutated", "found", "%"))]
    for kind in KINDS:
        members = {name: tally for name, tally in result.phrasings.items() if name.split("-", 1)[0] == kind}
        lines += [row(name, members[name]) for name in sorted(members)]
        lines.append(row(f"= {kind}", added(members.values())))
    lines += [row(name, result.phrasings[name]) for name in (HARMLESS,) if name in result.phrasings]
    lines += [row(f"way: {way}", tally) for way, tally in sorted(result.ways.items())]
    lines += [row("rounded one by one", result.rounded), row("ALL", result.total)]
    return "\n".join(lines) + "\n"


def row(name: str, tally: Tally) -> str:
    counts = (tally.statements, tally.read, tally.false, tally.mutated, tally.found)
    return line((name, *map(str, counts), tally.percent))


def line(cells: Sequence[str]) -> str:
    return f"{cells[0]:<36}" + "".join(f"{cell:>12}" for cell in cells[1:])


def quoted(missed: Sequence[Mutation]) -> str:
    """What went unseen, for the builder of the reader."""
    return "".join(
        f"\n{one.statement.phrasing.id} · {one.way} {one.slot} · {one.broken[0].name}\n{one.statement.text}\n"
        for one in missed
    )


def reader() -> Reader | None:
    """The product's reader, when there is one."""
    if find_spec(MODULE) is None:
        return None
    found = getattr(import_module(MODULE), NAME, None)
    return adapted(found) if found else None


def adapted(read: Callable[[str], Iterable[Any]]) -> Reader:
    """The statements of the product's reader as the harness counts them."""
    verdicts = {"yes": True, "rounding": True, "no": False, "doubtful": None, "open": None}

    def readings(text: str) -> Iterable[Reading]:
        for told in read(text):
            yield told.spans[0][0], told.spans[-1][1], told.kind, verdicts[told.holds]

    return readings


def main(arguments: Sequence[str], read: Reader | None, say: Callable[[str], object]) -> int:
    parser = argparse.ArgumentParser(prog="tests.prose.measure")
    parser.add_argument("--held-out", action="store_true", help="the phrasings that were set aside")
    parser.add_argument("--sections", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument(
        "--missed", type=int, default=0, help="quote so many unseen mutations (open phrasings)"
    )
    options = parser.parse_args(arguments)
    if options.held_out and options.missed:
        parser.error("phrasings that were set aside are not quoted")
    if read is None:
        say(f"There is no {MODULE}.{NAME} to measure yet.\n")
        return 2
    phrasings = HELD_OUT if options.held_out else OPEN
    result = measure(read, sections(options.sections, options.seed, phrasings), options.seed)
    say(table(result) + quoted(result.missed[: options.missed]))
    return 0 if result.enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], reader(), sys.stdout.write))
