"""The papers against bare WeasyPrint on the same HTML: `python -m bench.papers [--rounds 5] [--long]`.

Warm: within a process that has printed before. Cold: a process of its own, from its start to the bytes.
"""

from __future__ import annotations

import argparse
import sys

from bench.measuring import child, interleaved, print_heading, print_table, warm

PAPERS = ("table", "table, 源城 2021", "report", "bundle", "workbook")


def main() -> None:
    options = _options()
    if options.once:
        _print_once(*options.once)
        return
    print_heading(f"python -m bench.papers {' '.join(sys.argv[1:])}".strip())
    _warm(options.rounds, long=options.long)
    _cold(options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", action="store_true", help="tables of 60 and 200 rows too")
    parser.add_argument("--once", nargs=2, metavar=("WHO", "PAPER"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _print_once(who: str, name: str) -> None:
    """What a cold run runs; `nothing` starts the same process and prints nothing."""
    from bench.subjects import bare, ours

    if who == "ours":
        ours(name)
    elif who == "bare":
        bare(name)()


def _warm(rounds: int, *, long: bool) -> None:
    from bench.subjects import LONG, bare, ours

    rows = []
    for name in PAPERS + (LONG if long else ()):
        cases = {"ours": lambda name=name: ours(name)}
        if name != "workbook":
            cases["bare"] = bare(name)
        taken = warm(cases, rounds)
        mine, other = taken["ours"], taken.get("bare")
        share = "" if other is None else mine.cpu / other.cpu
        rows.append((name, mine.cpu, mine.wall, other.cpu if other else "", share, len(ours(name)) // 1024))
    heads = ("warm", "CPU ms", "ms", "bare WeasyPrint CPU ms", "ours : bare", "KB")
    print_table("Warm", heads, rows)


def _cold(rounds: int) -> None:
    """The start of the process is in it: Python, Django, the renderer, the fonts."""
    commands = {name: [sys.executable, "-m", "bench.papers", "--once", "ours", name] for name in PAPERS}
    commands["nothing, only the start"] = [sys.executable, "-m", "bench.papers", "--once", "nothing", ""]
    cases = {name: lambda command=command: child(command) for name, command in commands.items()}
    taken = interleaved(cases, max(3, rounds // 2))
    rows = [(name, one.cpu, one.wall, one.peak) for name, one in taken.items()]
    print_table("Cold", ("cold", "CPU ms", "ms", "MB at the most"), rows)


if __name__ == "__main__":
    main()
