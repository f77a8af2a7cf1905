"""A table as a Sheet: landscape, numbered lines, heads on every page, totals under their lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from core.paper import totals
from core.paper.sheet import Band, PrintedLine, Sheet, SheetCell
from core.summary.columns import Column
from core.summary.content import Summary
from core.summary.table import Line, Table
from core.summary.tables import tables

NUMBER = Column("", "序号", 12)
ACROSS = 265
"""mm between the margins of a landscape page."""
NARROWEST = 8
NOTHING = "没有可列入本表的内容。"
MONEY = "金额单位：万元"


def sheets(summary: Summary) -> dict[str, Sheet]:
    """Return every table by its name; NotProvedError where one does not agree with itself."""
    return {table.title: sheet_of(table, summary) for table in tables(summary)}


def sheet_of(table: Table, summary: Summary) -> Sheet:
    columns = (NUMBER, *table.columns)
    rows = len(table.lines) or 1
    return Sheet(
        title=(f"{summary.data_year}年度{table.title}",),
        year_line="",
        widths=_widths(columns),
        row_count=rows + 1,
        cells=(*_heads(columns), *(_body(table, columns) if table.lines else _nothing(columns))),
        bands=(Band(0, rows + 1, header=0),),
        head=(
            PrintedLine("范围", summary.place),
            PrintedLine("自评工作", summary.cycle),
            PrintedLine("截至", summary.on),
            *_units_of(table),
        ),
        foot=(PrintedLine("说明", table.note),) if table.note else (),
        orientation="landscape",
    )


def _units_of(table: Table) -> Iterator[PrintedLine]:
    if any(column.kind == "amount" for column in table.columns):
        label, _, text = MONEY.partition("：")
        yield PrintedLine(label, text)


def _widths(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Share the page out as the columns ask."""
    asked = sum(column.width for column in columns)
    return tuple(max(NARROWEST, round(column.width * ACROSS / asked)) for column in columns)


def _heads(columns: tuple[Column, ...]) -> Iterator[SheetCell]:
    yield from (SheetCell(0, place, column.title, "head") for place, column in enumerate(columns))


def _nothing(columns: tuple[Column, ...]) -> Iterator[SheetCell]:
    yield SheetCell(1, 0, NOTHING, "text", colspan=len(columns))


def _body(table: Table, columns: tuple[Column, ...]) -> Iterator[SheetCell]:
    number = 0
    for row, line in enumerate(table.lines, start=1):
        number += line.of == "row"
        yield from _row(row, number, line, columns) if line.of == "row" else _total(row, line, columns)


def _row(row: int, number: int, line: Line, columns: tuple[Column, ...]) -> Iterator[SheetCell]:
    yield SheetCell(row, 0, str(number), "text")
    for place, column in enumerate(columns[1:], start=1):
        yield _cell(row, place, column, line)


def _total(row: int, line: Line, columns: tuple[Column, ...]) -> Iterator[SheetCell]:
    """What it is called stands over the columns of words before the first figure."""
    words = len(list(takewhile(lambda column: column.kind == "words", columns)))
    yield SheetCell(row, 0, line.label, "label", colspan=words)
    for place in range(words, len(columns)):
        yield _cell(row, place, columns[place], line)


def _cell(row: int, place: int, column: Column, line: Line) -> SheetCell:
    text = line.texts[column.key]
    value = totals.number(text) if column.kind != "words" else None
    return SheetCell(row, place, text, column.role, align=column.align, value=value)
