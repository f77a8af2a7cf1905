"""What a hostile workbook costs before it is refused: `python -m bench.hostile [--rounds 3]`.

Each file goes through both children of the import in turn, under their limits: `check` judges the package,
and what it lets pass is read by `filled`. Told are the sum of both times, and the memory of the larger one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from bench.measuring import ROOT, Taken, child, interleaved, print_heading, print_table
from foundation.intake.sandbox import ENVIRONMENT, LIMITS, command
from tests.exchange.books import made
from tests.exchange.hostile import REFUSED, WITHIN_LIMITS
from tests.golden.yuancheng import yuancheng

MAKERS = {"a good one": bytes, **{name: make for name, (make, _) in REFUSED.items()}, **WITHIN_LIMITS}
TASKS = ("check", "filled")


def answer(task: str, path: Path) -> str:
    """What the child says: `ok`, why it refuses, or that it was stopped."""
    with path.open("rb") as file:
        done = subprocess.run(
            command(task, "xlsx", LIMITS),
            stdin=file,
            capture_output=True,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
    if done.returncode:
        return f"stopped ({done.returncode})"
    said: dict[str, str] = json.loads(done.stdout)
    return said.get("refused", "ok")


def take(path: Path, tasks: tuple[str, ...]) -> Taken:
    """Both children one after the other, as far as the file comes."""
    runs = [_run(task, path) for task in tasks]
    return Taken(sum(r.cpu for r in runs), sum(r.wall for r in runs), max(r.peak for r in runs))


def _run(task: str, path: Path) -> Taken:
    words = " ".join(command(task, "xlsx", LIMITS))
    return child(["sh", "-c", f"exec {words} < {path}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    good = made(*yuancheng())
    with tempfile.TemporaryDirectory() as folder:
        cases, told = {}, {}
        for number, (name, make) in enumerate(MAKERS.items()):
            path = Path(folder) / f"{number}.xlsx"
            path.write_bytes(make(good))
            said = {}
            for task in TASKS:
                said[task] = answer(task, path)
                if said[task] != "ok":
                    break
            told[name] = said
            cases[name] = partial(take, path, tuple(said))
        measured = interleaved(cases, rounds)
    print_heading(f"python -m bench.hostile --rounds {rounds}")
    rows = [(name, one.wall / 1000, one.peak, [*told[name].values()][-1]) for name, one in measured.items()]
    print_table("the import's children", ("workbook", "s", "MB", "answer"), rows)


if __name__ == "__main__":
    main()
