"""The 汇总表 set over 300 filings of 70 units: `python -m bench.summaries [--filings 300]`.

What 绩效股 waits for (reading and freezing), and what the worker does with it (PDF, workbook).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from bench.measuring import memory, print_heading, print_table, timed
from bench.scene import database, start
from core.summary.content import from_text
from core.summary.sheets import sheets
from documents.set_rendering import render
from evaluations.summaries.models import usual
from evaluations.summaries.reading import summary_of
from evaluations.summaries.services import print_summary
from tests.summaries.many import Year, make_year


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=300)
    options = parser.parse_args()
    print_heading(f"python -m bench.summaries {' '.join(sys.argv[1:])}".strip())
    start()
    _measure(make_year(filings=options.filings))


def _measure(year: Year) -> None:
    today, layout = date.today(), usual()
    order = print_summary(year.cycle, year.bureau, today, layout, approved_only=False, by=year.finance)
    frozen = order.frozen_set
    pdf, book = frozen.papers.select_related("frozen_set").order_by("file_format")
    cases = {
        "read every filing as it stood": lambda: summary_of(
            year.cycle, year.bureau, today, layout.content(), approved_only=False
        ),
        "eight tables, every total proved": lambda: sheets(from_text(frozen.body)),
        "workbook": lambda: render(book),
        "PDF": lambda: render(pdf),
    }
    rows = []
    for name, case in cases.items():
        first, again = timed(case), timed(case)
        rows.append((name, first.cpu, again.cpu, again.wall, memory(os.getpid())["VmHWM"]))
    heads = (f"{len(year.known)} filings, {database()}", "CPU ms, first", "CPU ms, again", "ms", "MB so far")
    print_table("汇总表", heads, rows)


if __name__ == "__main__":
    main()
