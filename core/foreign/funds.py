"""The money of a case: its rows by their labels, its figures by what they are."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.text import clip, quoted
from core.filing import cells
from core.filing.form import FormDefinition, FundColumn, FundRow
from core.filing.funds import is_mark
from core.foreign.given import Data, words_of
from core.foreign.labels import same_words
from core.foreign.typed import NAMES, Typed

NOT_FIGURES = frozenset({"label", "group"})
NO_ROW = "资金{name}：表样没有这一行，没有校验。"
NO_COLUMN = "资金{name}的“{column}”：表样没有这一栏，没有校验。"


@dataclass(frozen=True)
class Funds:
    form: FormDefinition
    typed: Typed

    def read(self, rows: list[Data]) -> None:
        free = list(self.form.funds.rows) if self.form.funds else []
        spoken_of = {NAMES.get(key, key) for row in rows for key in row}
        for row in rows:
            found = next((one for one in free if _is_row(one, row)), None)
            if found is None:
                name = quoted(clip(words_of(row, "label")))
                self.typed.lose([NO_ROW.format(name=name)])
            else:
                free.remove(found)
                self._row(found, {NAMES.get(key, key): row[key] for key in row}, spoken_of)

    def _row(self, found: FundRow, row: Data, spoken_of: set[str]) -> None:
        """A row has every cell of which one row speaks; a mark where nothing is asked is no cell."""
        columns = self.form.funds.columns if self.form.funds else ()
        asked = {column.role: column for column in columns if _is_asked(column, found)}
        for role, column in asked.items():
            if role in spoken_of:
                self.typed.put(str(cells.fund(found.key, column.key)), words_of(row, role))
        for key in row:
            text = "" if key in NOT_FIGURES or key in asked else words_of(row, key)
            if text and not is_mark(text):
                self.typed.lose([NO_COLUMN.format(name=quoted(found.label), column=clip(key))])


def _is_row(found: FundRow, row: Data) -> bool:
    same_block = not words_of(row, "group") or same_words(words_of(row, "group")) == same_words(found.block)
    return same_block and same_words(words_of(row, "label")) == same_words(found.label)


def _is_asked(column: FundColumn, row: FundRow) -> bool:
    return row.role == "total" or not column.only_total
