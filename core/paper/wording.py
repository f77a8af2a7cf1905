"""Texts of the form with the filing's facts put in: titles, labels, printed fields."""

from __future__ import annotations

from collections.abc import Mapping

from core.filing import cells
from core.filing.form import FormDefinition, PrintedField
from core.filing.snapshot import Snapshot
from core.paper.sheet import PrintedLine


def put_in(template: str, words: Mapping[str, str]) -> str:
    """Replace each {name} by its word, in one pass: a word that itself looks like {name} stays as it is.

    >>> put_in("{unit}（{year}年度）", {"unit": "{year}局", "year": "2021"})
    '{year}局（2021年度）'
    """
    first, *others = template.split("{")
    printed = [first]
    for other in others:
        name, brace, rest = other.partition("}")
        printed.append(f"{words[name]}{rest}" if brace and name in words else "{" + other)
    return "".join(printed)


def facts(form: FormDefinition, snapshot: Snapshot) -> dict[str, str]:
    """What a title may name: place, data_year, work_year, project_name, unit_name, department_name."""
    identity = snapshot.identity
    return {
        "place": form.place,
        "data_year": str(identity.data_year),
        "work_year": str(identity.work_year),
        "project_name": identity.project_name,
        "unit_name": identity.unit_name,
        "department_name": identity.department_name,
    }


def title_lines(template: str, form: FormDefinition, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the lines of a title; a line break in the form's template is kept."""
    words = facts(form, snapshot)
    return tuple(put_in(line, words) for line in template.splitlines())


def printed_line(field: PrintedField, snapshot: Snapshot) -> PrintedLine:
    """Return `field` with what stands behind its label, or with the place left free for pen and seal."""
    match field.shows:
        case "signature" | "seal":
            return PrintedLine(field.label, place=field.shows)
        case "header":
            return PrintedLine(field.label, snapshot.typed(cells.header(field.key)))
        case _:
            return PrintedLine(field.label, getattr(snapshot.identity, field.shows))
