"""The full check (校验) of one filing: `python -m bench.checks [--rounds 15]`.

The filing has 45 indicator rows in all groups of the form of 源城区 2021, and 12,000 signs of two real
reports in nine sections; a dozen other reports and tables of the unit lie beside it. All is computed and
checked as a page does it. *Nothing known*: what was read of the texts is forgotten before each turn.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from itertools import count

from bench.content import Filing, table_of
from bench.measuring import Case, print_heading, print_table, warm
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.entry import read_cell
from core.filing.snapshot import Cell, Snapshot
from core.verification.findings import Context, Other
from core.verification.fingerprints import fingerprints
from core.verification.verify import verify
from tests.golden.whole_texts import text_of

ROWS, SIGNS, BESIDE = 45, 12_000, 12
TEXTS = ("jiayuguan-2021", "yuancheng-2021")
_serial = count()


def filing(rows: int = ROWS, signs: int = SIGNS) -> Filing:
    """A filled-in table, and a report of `signs` that goes round in the real texts."""
    form, snapshot = table_of(rows)
    read = {ref: read_cell(form, CellRef.parse(ref), cell.typed) for ref, cell in snapshot.cells.items()}
    keys = [section.key for section in form.report.sections if section.has_text]
    whole = "\n".join(map(text_of, TEXTS))
    text = (whole * (signs // len(whole) + 1))[:signs]
    each = -(-signs // len(keys))
    told = {f"report/{key}": Cell(text[n * each : (n + 1) * each]) for n, key in enumerate(keys)}
    return form, replace(snapshot, cells={ref: cell for ref, cell in read.items() if cell} | told)


def beside() -> Context:
    """A dozen tables and reports of the unit; none has a paragraph of this one."""
    marks = fingerprints([text_of("pingan-2024")])
    others = tuple(Other(f"2021-{n}", 2021, f"第{n}个项目", marks, is_full=True) for n in range(BESIDE))
    return Context(others=others)


def forget() -> None:
    """Empty what the checks keep of texts that they have read."""
    for name, module in list(sys.modules.items()):
        if name.startswith("core.verification"):
            for kept in vars(module).values():
                getattr(kept, "cache_clear", int)()


def cases() -> dict[str, Case]:
    """The ways in which a filing is checked, and their parts."""
    form, snapshot = filing()
    bare = replace(snapshot, cells={ref: c for ref, c in snapshot.cells.items() if ref[:7] != "report/"})
    check = partial(verify, form, context=beside())

    def nothing_known(one: Snapshot) -> None:
        forget()
        check(snapshot=one)

    def one_changed() -> None:
        ref = "report/s4"
        text = Cell(snapshot.cells[ref].typed + str(next(_serial)))
        check(snapshot=replace(snapshot, cells=snapshot.cells | {ref: text}))

    return {
        "check, nothing known": partial(nothing_known, snapshot),
        "check, one section written anew": one_changed,
        "check, all texts known": partial(check, snapshot=snapshot),
        "check of the table without a report": partial(check, snapshot=bare),
        "computing alone": partial(compute, form, snapshot),
        "check, 90 rows and 24,000 signs, nothing known": partial(nothing_known, filing(90, 24_000)[1]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print_heading(f"python -m bench.checks --rounds {rounds}")
    taken = warm(cases(), rounds)
    whole = next(iter(taken.values()))
    rows = [(name, one.cpu, one.wall, one.cpu / whole.cpu) for name, one in taken.items()]
    print_table(f"{ROWS} rows, {SIGNS:,} signs", ("way", "CPU ms", "ms", "share"), rows)


if __name__ == "__main__":
    main()
