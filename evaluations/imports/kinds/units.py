"""Units from a file: parents before children, each through the form of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.forms import model_to_dict

from accounts.forms import UnitForm
from accounts.models import Unit
from accounts.records import changes, values
from accounts.services import UNIT_FIELDS, save_unit
from evaluations.imports.books import UNIT_KINDS, UNITS_PAGE
from evaluations.imports.kinds.desk import Desk
from evaluations.imports.reading import Line

REFERENCES = ("parent", "department", "division")
LABELS = {str(value): str(label) for value, label in Unit.Kind.choices}
"""Kinds as they are shown."""
TWICE = "单位代码与第{}行重复，请删去一行。"
CIRCLE = "上级、主管部门或股室互相引用，成了循环，请核对。"
IS_BUREAU = "这是财政局本身，不在导入范围内。请在“用户与单位”中修改。"


def write_units(desk: Desk, lines: Sequence[Line]) -> None:
    """Keep new and changed units; the desk knows the codes of those that are refused."""
    by_code = dict(_once(desk, lines))
    desk.faulty |= {code for code, line in by_code.items() if line.is_broken}
    for code in _in_order(desk, by_code):
        if not _write(desk, by_code[code]):
            desk.faulty.add(code)


def _once(desk: Desk, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    first: dict[str, Line] = {}
    for line in lines:
        code = line["code"]
        if code in first:
            desk.refuse(line, "code", TWICE.format(first[code].row))
        elif code:
            first[code] = line
            yield code, line


def _in_order(desk: Desk, by_code: Mapping[str, Line]) -> list[str]:
    """The codes, each after those that its line names."""
    graph = {
        code: [line[key] for key in REFERENCES if line[key] in by_code and line[key] != code]
        for code, line in by_code.items()
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        for code in dict.fromkeys(error.args[1]):
            desk.refuse(by_code[code], "parent", CIRCLE)
        return []


def _write(desk: Desk, line: Line) -> bool:
    """Keep the unit of one line; False where it is refused."""
    known = desk.units.filter(code=line["code"]).first()
    unit = known or Unit()
    if unit.pk == desk.bureau.pk:
        desk.refuse(line, "code", IS_BUREAU)
        return False
    named = _named(desk, line)
    if named is None or "kind" in line.told:
        return False
    before = values(unit, UNIT_FIELDS) if known else {}
    form = UnitForm(_given(unit, line, named), instance=unit, units=desk.units)
    if not form.is_valid():
        desk.refuse_form(line, form, {})
    if form.errors or line.is_broken:
        return False
    changed = changes(before, values(form.instance, UNIT_FIELDS))
    if changed:
        save_unit(form.save(commit=False), by=desk.by)
    details = [(name, LABELS.get(old, old), LABELS.get(new, new)) for name, (old, new) in changed.items()]
    desk.tell(UNITS_PAGE, f"{unit.code} {unit.name}", line, details, is_new=known is None)
    return True


def _named(desk: Desk, line: Line) -> dict[str, Unit] | None:
    """The units that the line names, by field; None where one of them is not there, which is told."""
    codes = {key: line[key] for key in REFERENCES if line[key] and line[key] != line["code"]}
    found = {unit.code: unit for unit in desk.units.filter(code__in=codes.values())}
    missing = {key: code for key, code in codes.items() if code not in found or code in desk.faulty}
    for key, code in missing.items():
        desk.refuse_unit(line, key, code)
    return None if missing else {key: found[code] for key, code in codes.items()}


def _given(unit: Unit, line: Line, named: Mapping[str, Unit]) -> dict[str, Any]:
    """What the form is given: the unit as it stands, and over it what the line says."""
    given = model_to_dict(unit, UNIT_FIELDS)
    kind = UNIT_KINDS[line["kind"]]
    given |= {"code": line["code"], "name": line["name"], "kind": kind}
    given |= {key: one.pk for key, one in named.items()}
    parent = named.get("parent")
    if unit.pk is None and not line["department"] and kind == Unit.Kind.UNIT and parent:
        given["department"] = parent.department_id or (
            parent.pk if parent.kind == Unit.Kind.DEPARTMENT else None
        )
    return given
