"""On what an import works: who brings it, for which bureau, and what has come of its lines so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import QuerySet
from django.forms import BaseForm

from accounts.models import Unit, User
from evaluations.imports.reading import Line, Problem

FAULTY = "代码为“{}”的单位在本文件中有错误，请先改正。"
State = Literal["new", "changed", "same"]
Detail = tuple[str, str, str]
"""What is written: name, before, after."""


@dataclass(frozen=True)
class Item:
    """What comes of one thing in the file."""

    page: str
    name: str
    place: str
    state: State
    details: tuple[Detail, ...] = ()

    @property
    def label(self) -> str:
        return {"new": "新增", "changed": "修改", "same": "无变化"}[self.state]


@dataclass(frozen=True)
class PasswordSlip:
    """The first password of a new person, for paper alone: it is never kept."""

    person: User
    unit: str
    password: str


@dataclass
class Desk:
    """Lines are written as they come; the whole is rolled back where it is only looked at. A line that is
    broken is judged as far as it goes: all that is wrong is told at once.

    `units`: those for which `by` imports; any other is not there (`no_unit`). `faulty`: the codes of
    units that the same file has, and that were refused.
    """

    by: User
    bureau: Unit
    units: QuerySet[Unit]
    no_unit: str
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    slips: list[PasswordSlip] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)

    def unit(self, line: Line) -> Unit | None:
        """The unit of a line by its code; None where there is none, which is told."""
        code = line["unit"]
        found = None if code in self.faulty else self.units.filter(code=code).first()
        if found is None:
            self.refuse_unit(line, "unit", code)
        return found

    def refuse_unit(self, line: Line, key: str, code: str) -> None:
        """Say why there is no such unit: nobody has the code, or the file's own line of it is at fault."""
        self.refuse(line, key, (FAULTY if code in self.faulty else self.no_unit).format(code))

    def tell(self, page: str, name: str, line: Line, details: Iterable[Detail], *, is_new: bool) -> None:
        """Say what came of a line; nothing changed where there are no details."""
        told = tuple(details)
        state: State = "same" if not told else "new" if is_new else "changed"
        self.items.append(Item(page, name, line.place(), state, told))

    def refuse(self, line: Line, key: str, sentence: str) -> None:
        """Tell it by its cell, unless that could not be read at all, which was told."""
        if key not in line.told:
            self.problems.append(line.problem(key, sentence))

    def note(self, line: Line, key: str, sentence: str) -> None:
        if key not in line.told:
            self.notes.append(line.problem(key, sentence))

    def refuse_form(self, line: Line, form: BaseForm, keys: Mapping[str, str]) -> None:
        """Tell each error of a form at the column that its field comes from; others at the row."""
        for name, sentences in form.errors.items():
            for sentence in sentences:
                self.refuse(line, keys.get(name, name), str(sentence))
