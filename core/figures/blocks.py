"""A block of cells as Excel and WPS put it on the clipboard: rows of texts between tabs."""

import re

QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
PLAIN = re.compile(r"[^\t\n]*")
NEEDS_QUOTES = re.compile(r'[\t\n"]')


def read_block(text: str) -> list[list[str]]:
    """Return the rows of a block, each cell without spaces around it.

    A cell with line breaks, tabs or quotation marks stands in quotation marks, its own are doubled; any other
    quotation mark is what was typed. The line end after the last row starts no further one.

    >>> read_block('1155.5\\t"第一行\\n第二行"\\r\\n\\t"一站式"结算\\r\\n')
    [['1155.5', '第一行\\n第二行'], ['', '"一站式"结算']]
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(plain):
        cell, at = _cell(plain, at)
        rows[-1].append(cell.strip())
        if plain[at : at + 1] == "\n":
            rows.append([])
        at += 1
    return rows


def _cell(plain: str, at: int) -> tuple[str, int]:
    """Return the cell that starts at `at` and where it ends."""
    quoted = QUOTED.match(plain, at)
    if quoted and NEEDS_QUOTES.search(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    found = PLAIN.match(plain, at)
    assert found is not None
    return found[0], found.end()
