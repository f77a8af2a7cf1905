"""What a figure in prose is held to: the filing, its names, and how one figure is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from core.filing.cells import CellRef
from core.filing.compute import Computed
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.verification.prose.figures import Figure
from core.verification.prose.reader import reading_of
from core.verification.prose.structure import Reading
from core.verification.references import clauses
from core.verification.references.clauses import Clause
from core.verification.references.compare import likeness
from core.verification.references.names import Names
from core.verification.references.reference import Reference

LONGEST = 20
"""So many signs before a figure a message shows."""


@dataclass(frozen=True)
class Printed:
    """A cell with a number. `value`, `unit`: in the base measure, and that of its last printed place."""

    cell: CellRef
    value: Fraction
    unit: Fraction
    text: str


@dataclass(frozen=True)
class Filed:
    """A text of a filing beside its table."""

    form: FormDefinition
    snapshot: Snapshot
    computed: Computed
    names: Names
    text: str
    heading: str = ""

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.text)

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """What the filer and the project are called, longest first."""
        identity = self.snapshot.identity
        found = {clauses.squeezed(name) for name in (identity.unit_name, identity.project_name)}
        return tuple(sorted(found - {""}, key=len, reverse=True))

    @cached_property
    def clauses(self) -> Mapping[int, Clause]:
        """The words before each figure, by where it starts."""
        return {figure.start: clauses.clause_of(self.text, figure) for figure in self.reading.figures}

    def clause(self, figure: Figure) -> Clause:
        return self.clauses[figure.start]

    def name(self, clause: Clause) -> str:
        """The words before a figure without what makes them no other name."""
        return clauses.without_heads(clauses.without_links(clause.words), self.own_names)

    def speaks_of_the_year(self, clause: Clause, name: str = "") -> bool:
        """Whether the sentence, but for the name of the cell, says nothing of another time or of a plan."""
        sentence = clause.sentence.replace(name, "") if name else clause.sentence
        return clauses.is_of_the_year(sentence, self.snapshot.identity.data_year)


def judge(figure: Figure, words: str, cells: list[Printed], *, is_sure: bool) -> Reference | None:
    """The cell that a figure agrees with, else the first of them that it contradicts, if it is sure."""
    words = words[-LONGEST:]
    likely = [likeness(figure, cell.value, cell.unit) for cell in cells]
    for cell, like in zip(cells, likely, strict=True):
        if like == "same":
            return Reference(figure.span, figure.text, words, cell.cell, cell.text, agrees=True)
    if not cells or not is_sure or not figure.is_exact or "near" in likely:
        return None
    return Reference(figure.span, figure.text, words, cells[0].cell, cells[0].text, agrees=False)
