"""The indicator rows of a printed table, by the heads of their columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from core.filing.form import FormDefinition, Indicators
from core.foreign.given import Data
from core.foreign.labels import same_words
from core.foreign.typed import NAMES

Grid = Mapping[tuple[int, int], str]
"""What stands in the cells of one worksheet; rows and columns count from 1."""
FIGURES = re.compile(r"\\\{(?:n|number|points)\\\}")
BACK = {name: key for key, name in NAMES.items()}


def rows_of_sheet(form: FormDefinition, grid: Grid) -> list[Data] | None:
    """Return the rows as a case says them (core.foreign.case); None where their heads are not there."""
    asked = form.indicators
    found = _heads(asked, grid)
    if found is None:
        return None
    head, columns = found
    return list(_rows(form, grid, head, columns))


def _heads(asked: Indicators, grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row of the heads, and the columns by their names."""
    wanted = {name: same_words(asked.label_of(name)) for name in asked.printed}
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for (row, column), text in grid.items():
        rows[row][same_words(text)] = column
    for row, here in sorted(rows.items()):
        if set(wanted.values()) <= set(here):
            return row, {name: here[label] for name, label in wanted.items()}
    return None


def _rows(
    form: FormDefinition, grid: Grid, head: int, columns: Mapping[str, int]
) -> Iterator[dict[str, str]]:
    """Down to the row in which neither an indicator nor a group of the form stands."""
    groups = {same_words(group.name) for group in form.indicators.groups}
    levels = {name: "" for name in ("level1", "level2") if name in columns}
    for row in range(head + 1, max(place for place, _ in grid) + 1):
        told = {name: grid.get((row, column), "") for name, column in columns.items()}
        is_end = same_words(told["level3"]) in ("", same_words(form.paper.total_label))
        if (told.get("level1") and same_words(told["level1"]) not in groups) or (is_end and not _group(told)):
            return
        if told.get("level1"):
            levels = dict.fromkeys(levels, "")
        levels |= {name: told[name] for name in levels if told[name]}
        if not is_end:
            yield {BACK.get(name, name): text for name, text in _named(form, told | levels).items()}


def _group(told: Mapping[str, str]) -> str:
    return told.get("level1", "") + told.get("level2", "")


def _named(form: FormDefinition, told: Mapping[str, str]) -> dict[str, str]:
    """The row with its name alone in place of “指标1: …”."""
    pattern = FIGURES.sub(r"[\\d.]*", re.escape(form.indicators.row_label)).replace(r"\{name\}", "(.+)")
    matched = re.fullmatch(pattern, told["level3"].strip(), re.DOTALL)
    return {**told, "level3": matched[1] if matched else told["level3"]}
