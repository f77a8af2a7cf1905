"""The indicators of a case: rows by their names where the form prescribes them, else by their groups."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.numbers import parse_number
from core.figures.printing import plain
from core.figures.text import FigureError, clip, quoted
from core.filing import cells
from core.filing.form import FixedRow, FormDefinition, Group
from core.filing.snapshot import Line
from core.foreign.given import Data, words_of
from core.foreign.labels import same_words
from core.foreign.typed import NAMES, Typed
from core.scoring.asked import YES

NOT_CELLS = frozenset(
    {"level1", "level2", "level3", "level1_weight", "level2_weight", "rule", "invented", "number"}
)
NO_GROUP = "指标{name}：表样没有所属的“{group}”，没有校验。"
NO_ROW = "指标{name}：表样没有这一行，没有校验。"
NO_COLUMN = "指标{name}的“{column}”：表样没有这一栏，没有校验。"
NOT_THERE = "表样的指标{name}，文件中没有。"
JUDGED = ("actual", "weight", "score")


@dataclass(frozen=True)
class Lines:
    form: FormDefinition
    typed: Typed

    def read(self, rows: list[Data]) -> tuple[tuple[Line, ...], list[str]]:
        """The lines, and in words the rows of the form that the file does not have."""
        if self.form.indicators.level3 == "fixed":
            return self._fixed(rows)
        lines = []
        for number, row in enumerate(rows, start=1):
            if leaf := self._group(row):
                line = self._line(f"r{number}", leaf, row)
                lines.append(line)
                self._row(line, row)
            else:
                group = words_of(row, "level2") or words_of(row, "level1")
                self.typed.lose([NO_GROUP.format(name=_name(row), group=clip(group))])
        return tuple(lines), []

    def _fixed(self, rows: list[Data]) -> tuple[tuple[Line, ...], list[str]]:
        """All rows of the form, if the file has one of them; their cells are those that it has."""
        free = [(group, leaf, one) for group, leaf in self.form.indicators.leaves() for one in leaf.rows]
        lines = tuple(Line(one.key, leaf.key, one.name, one.target, one.points) for _, leaf, one in free)
        for row in rows:
            found = next((place for place in free if _is_row(place, row)), None)
            if found is None:
                self.typed.lose([NO_ROW.format(name=_name(row))])
            else:
                free.remove(found)
                self._row(next(line for line in lines if line.key == found[2].key), row)
        if len(free) == len(lines):
            return (), []
        return lines, [NOT_THERE.format(name=quoted(one.name)) for _, _, one in free]

    def _group(self, row: Data) -> Group | None:
        return next((leaf for group, leaf in self.form.indicators.leaves() if _is_in(group, leaf, row)), None)

    def _line(self, key: str, leaf: Group, row: Data) -> Line:
        target = words_of(row, "target")
        try:
            points = parse_number(words_of(row, "weight") or words_of(row, "points"))
        except FigureError:  # told of the cell
            points = None
        return Line(key, leaf.key, words_of(row, "level3"), target, points)

    def _row(self, line: Line, row: Data) -> None:
        """Points that the form prescribes and the paper does not print (赫山) are those of the form."""
        asked, prescribed = self.form.indicators, self.form.indicators.fixed_rows.get(line.key)
        if asked.scored and prescribed and prescribed.points is not None:
            self.typed.put(str(cells.indicator(line.key, "points")), plain(prescribed.points))
        named = {"target", "actual", "note", *(column.key for column in asked.more)}
        named |= {"points", "score"} if asked.scored else set()
        for key in row:
            name = NAMES.get(key, key)
            if name in named:
                self.typed.put(str(asked.cell(line.key, name)), words_of(row, key))
            elif key not in NOT_CELLS and words_of(row, key):
                self.typed.lose([NO_COLUMN.format(name=quoted(line.name), column=clip(key))])
        if asked.scored and _does_not_apply(row):
            self.typed.put(str(cells.indicator(line.key, "not_applicable")), YES)


def _does_not_apply(row: Data) -> bool:
    """Whether nothing is filled in but why: as the papers show a row that is not judged (源城)."""
    is_empty = all(key in row and not words_of(row, key).strip("—-/ ") for key in JUDGED)
    return is_empty and bool(words_of(row, "note").strip())


def _is_in(group: Group, leaf: Group, row: Data) -> bool:
    """Whether the row names this group; without any name it stands in the first."""
    first, second = (same_words(words_of(row, level)) for level in ("level1", "level2"))
    is_first = not first or first == same_words(group.name)
    return is_first and (not second or second == same_words(leaf.name))


def _is_row(place: tuple[Group, Group, FixedRow], row: Data) -> bool:
    group, leaf, one = place
    return _is_in(group, leaf, row) and same_words(words_of(row, "level3")) == same_words(one.name)


def _name(row: Data) -> str:
    return quoted(clip(words_of(row, "level3")))
