"""How well the product's reader of prose does on passages that were written without knowing it.

    python -m tests.prose.measure_passages FILE… [--missed 20]

By kind: numbers with a name, those that a reading which holds touches, passages in which something true was
called wrong, changes, changes found. `--missed` quotes changes that were not found and true text called
wrong: for open files only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

from tests.prose.measure import Reader, Tally, added, line, overlap, reader
from tests.prose.passages import KINDS, Passage, falsifications, passages


def measure(read: Reader, told: Iterable[Passage], seed: int = 0) -> tuple[dict[str, Tally], list[str]]:
    """Tallies by kind, and what went wrong in words."""
    rng = Random(seed)
    tallies = {kind: Tally() for kind in KINDS}
    failures = []
    for passage in told:
        readings = list(read(passage.text))
        wrong = [passage.text[start:end] for start, end, _, holds in readings if holds is False]
        right = [(start, end) for start, end, _, holds in readings if holds]
        seen = sum(any(overlap(one, (slot.start, slot.end)) for one in right) for slot in passage.slots)
        tally = Tally(statements=len(passage.slots), read=seen, false=bool(wrong))
        failures += [f"CALLED WRONG: {' | '.join(wrong)}\n{passage.text}"] if wrong else []
        for change in falsifications(passage, rng):
            found = any(
                holds is False and overlap((start, end), change.span)
                for start, end, _, holds in read(change.text)
            )
            tally.mutated += 1
            tally.found += found
            if not found:
                failures.append(
                    f"MISSED: {change.slot.name} {change.slot.digits} → {change.digits}\n{passage.text}"
                )
        tallies[passage.kind].add(tally)
    return tallies, failures


def table(tallies: dict[str, Tally]) -> str:
    rows = [*tallies.items(), ("ALL", added(tallies.values()))]
    lines = [line(("kind", "numbers", "read", "false", "changed", "found", "%"))]
    for name, tally in rows:
        counts = (tally.statements, tally.read, tally.false, tally.mutated, tally.found)
        lines.append(line((name, *map(str, counts), tally.percent)))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str], read: Reader, say: Callable[[str], object]) -> int:
    parser = argparse.ArgumentParser(prog="tests.prose.measure_passages")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--missed", type=int, default=0)
    options = parser.parse_args(arguments)
    tallies, failures = measure(read, [one for file in options.files for one in passages(file)])
    say(table(tallies))
    say("".join(f"\n{one}\n" for one in failures[: options.missed]))
    return 0


if __name__ == "__main__":
    found = reader()
    assert found
    sys.exit(main(sys.argv[1:], found, sys.stdout.write))
