"""A workbook that was filled in elsewhere: what its formulas came to, what was merged. For the child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from foundation.intake.cells import opened, results, written

MOST_FILLED = 1_000_000
"""Characters of several filings in one workbook, with what they are read back by."""


def filled(file: IO[bytes]) -> list[Any]:
    """[name, [[row, column, kind, text], …], ["B2:C3", …]] of every worksheet.

    `kind` as in `cells`; a formula is `worked` with what it last came to, `formula` where nothing is known.
    """
    return [
        [page.title, list(_with_results(stands, page)), areas]
        for page, stands, areas in written(opened(file), as_shown=True, most=MOST_FILLED)
    ]


def _with_results(cells: list[Any], page: Any) -> Iterator[list[Any]]:
    known = results(page) if any(kind == "formula" for _, _, kind, _ in cells) else {}
    for row, column, kind, text in cells:
        came = known.get((row, column)) if kind == "formula" else None
        if came is None:
            yield [row, column, kind, text]
        else:
            yield [row, column, "error" if came[0] == "error" else "worked", came[1]]
