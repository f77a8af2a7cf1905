"""A workbook that was filled in elsewhere: what its formulas came to, what was merged. For the child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import iterparse

from openpyxl import load_workbook

from foundation.intake.cells import TOO_MUCH, cells
from foundation.intake.refusal import RefusedFile

MOST_MERGED = 5000


def filled(file: IO[bytes]) -> list[Any]:
    """[name, [[row, column, kind, text], …], ["B2:C3", …]] of every worksheet.

    `kind` as in `cells`; a formula is `worked` with what it last came to, `formula` where nothing is known.
    """
    written = cells(file, as_shown=True)
    file.seek(0)
    results = cells(file, as_shown=True, results=True)
    file.seek(0)
    book = load_workbook(file, read_only=True, keep_links=False)
    return [
        [name, list(_with_results(stand, came)), _merged(page)]
        for (name, stand), (_, came), page in zip(written, results, book.worksheets, strict=True)
    ]


def _with_results(written: list[Any], results: list[Any]) -> Iterator[list[Any]]:
    known = {(row, column): (kind, text) for row, column, kind, text in results}
    for row, column, kind, text in written:
        came = known.get((row, column)) if kind == "formula" else None
        if came is None:
            yield [row, column, kind, text]
        else:
            yield [row, column, "error" if came[0] == "error" else "worked", came[1]]


def _merged(page: Any) -> list[str]:
    """The merged areas, which a reader that goes row by row does not tell."""
    found: list[str] = []
    with page._get_source() as source:
        for _, element in iterparse(source):
            if element.tag.endswith("}mergeCell"):
                found.append(str(element.get("ref", "")))
            if len(found) > MOST_MERGED:
                raise RefusedFile(TOO_MUCH)
            element.clear()
    return found
