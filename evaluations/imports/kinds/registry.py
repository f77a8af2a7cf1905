"""The kinds of imports: the workbook of each, and what writes its lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evaluations.imports.books import (
    PEOPLE,
    PEOPLE_PAGE,
    PROJECTS,
    PROJECTS_PAGE,
    TARGETS_PAGE,
    UNITS_PAGE,
    Book,
)
from evaluations.imports.kinds.desk import Desk
from evaluations.imports.kinds.people import write_people
from evaluations.imports.kinds.projects import write_projects
from evaluations.imports.kinds.targets import write_targets
from evaluations.imports.kinds.units import write_units
from evaluations.imports.reading import Read


@dataclass(frozen=True)
class Kind:
    """`write` keeps what was read, line by line, and tells the desk what came of it."""

    book: Book
    write: Callable[[Desk, Read], None]


def _people(desk: Desk, read: Read) -> None:
    write_units(desk, read.lines.get(UNITS_PAGE, []))
    write_people(desk, read.lines.get(PEOPLE_PAGE, []))


def _projects(desk: Desk, read: Read) -> None:
    write_projects(desk, read.lines.get(PROJECTS_PAGE, []))
    write_targets(desk, read.lines.get(TARGETS_PAGE, []))


KINDS: Mapping[str, Kind] = {"people": Kind(PEOPLE, _people), "projects": Kind(PROJECTS, _projects)}
