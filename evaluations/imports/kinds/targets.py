"""批复绩效目标 from a file: the rows of one project, year and version replace those that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.figures.printing import plain
from core.figures.targets import parse_target
from evaluations.imports.books import TARGETS_PAGE, VERSIONS
from evaluations.imports.kinds.desk import Desk
from evaluations.imports.reading import Line
from evaluations.projects.forms import MOST_ROWS, ApprovedRowForm, GoalsForm
from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.queries import group_names
from evaluations.projects.services import Approved, RowEntry, set_approved_target

NO_PROJECT = "没有代码为“{}”的项目。请核对，或在“项目”工作表中补上。"
SEVERAL = "几个单位都有此项目代码，请填写单位代码。"
NO_YEAR = "年度应为四位数字，例如2025。"
NO_GROUP = "表样中没有这个二级指标，可以填：{}。"
WHICH_GROUP = "几个一级指标下都有此二级指标，请填写一级指标。"
NO_GOAL = "没有填写年度总体目标，请写在该项目的第一行。"
TWICE = "同一项目的三级指标与第{}行重复，请删去一行，或改名区分。"
MANY = f"一个项目最多{MOST_ROWS}个指标，请删减。"
AS_WORDS = "{}现按文字保存。"
ISSUED = "已下达自评任务，任务仍按下达时的批复，不随本次导入改变。"
QUALITATIVE = "定性"
FIELDS = {"text": "value", "goals": "goal"}


@dataclass(frozen=True)
class _Place:
    """Whose target it is."""

    project: Project
    year: int
    version: str

    @property
    def name(self) -> str:
        label = ApprovedTarget.Version(self.version).label
        return f"{self.project.code} {self.project.name} {self.year}年{label}"


@dataclass(frozen=True)
class _Row:
    """One row as it is kept: its entry, and where its line stands."""

    line: Line
    entry: RowEntry


def write_targets(desk: Desk, lines: Sequence[Line]) -> None:
    """Keep the targets of the file. What cannot be read as a figure stays as words, and is named."""
    names = group_names()
    found: dict[_Place, list[Line]] = {}
    for line in lines:
        if place := _place(desk, line):
            found.setdefault(place, []).append(line)
        else:
            _form(desk, line, _group(desk, line, names))
    for place, own in found.items():
        _write(desk, place, own, names)


def _place(desk: Desk, line: Line) -> _Place | None:
    """Whose target a line belongs to; None where that is not to be told, and why is."""
    projects = Project.objects.filter(unit__in=desk.units, code=line["code"])
    if line["unit"]:
        projects = projects.filter(unit__code=line["unit"])
    these = list(projects[:2])
    is_year = re.fullmatch(r"20\d\d|2100", line["year"], re.ASCII) is not None
    if not is_year:
        desk.refuse(line, "year", NO_YEAR)
    if len(these) > 1:
        desk.refuse(line, "code", SEVERAL)
    if not these and "unit" not in line.told:
        desk.refuse(line, "code", NO_PROJECT.format(line["code"]))
    if len(these) != 1 or not is_year or "version" in line.told:
        return None
    return _Place(these[0], int(line["year"]), VERSIONS.get(line["version"], "initial"))


def _write(desk: Desk, place: _Place, lines: Sequence[Line], names: dict[str, tuple[str, str]]) -> None:
    known = ApprovedTarget.objects.filter(
        project=place.project, year=place.year, version=place.version
    ).first()
    before = _known(known)
    rows = list(_rows(desk, lines, names, before.rows))
    told = _told(desk, lines, before)
    if told is None or len(rows) < len(lines):
        return
    approved = Approved(told["goals"], [row.entry for row in rows], told["document_number"])
    details = list(_differences(before, approved))
    if details:
        set_approved_target(
            place.project, year=place.year, version=place.version, approved=approved, by=desk.by
        )
    desk.tell(TARGETS_PAGE, place.name, lines[0], details, is_new=known is None)
    if details and place.project.evaluations.filter(cycle__data_year=place.year).exists():
        desk.note(lines[0], "code", ISSUED)


def _known(target: ApprovedTarget | None) -> Approved:
    """What there is already."""
    if target is None:
        return Approved([], [])
    fields = ("group", "name", "text", "points", "key", "rule")
    rows = [RowEntry(**row) for row in target.rows.order_by("position").values(*fields)]
    goals = list(target.goals.order_by("position").values_list("text", flat=True))
    return Approved(goals, rows, target.document_number)


def _told(desk: Desk, lines: Sequence[Line], before: Approved) -> dict[str, Any] | None:
    """文号 and goals of the file, else those that are there; None where they are refused."""
    goals = list(dict.fromkeys(line["goal"] for line in lines if line["goal"])) or before.goals
    numbers = [line["document_number"] for line in lines if line["document_number"]]
    if not goals:
        desk.refuse(lines[0], "goal", NO_GOAL)
        return None
    if len(lines) > MOST_ROWS:
        desk.refuse(lines[MOST_ROWS], "name", MANY)
    number = [*numbers, before.document_number][0]
    given: Any = {"document_number": number, "goals": "\n\n".join(goals), "seen": ""}
    form = GoalsForm(given, mark="")
    if not form.is_valid():
        desk.refuse_form(lines[0], form, FIELDS)
        return None
    return form.cleaned_data


def _rows(
    desk: Desk, lines: Sequence[Line], names: dict[str, tuple[str, str]], before: Sequence[RowEntry]
) -> Iterator[_Row]:
    """The rows that can be kept; one that is there already keeps its key and its rule."""
    known = {(row.group, row.name): row for row in before}
    first: dict[tuple[str, str], Line] = {}
    for line in lines:
        group = _group(desk, line, names)
        form = _form(desk, line, group)
        if group is None:
            continue
        one = first.setdefault((group, line["name"]), line)
        if one is not line:
            desk.refuse(line, "name", TWICE.format(one.row))
        elif form.is_valid() and not line.is_broken:
            old = known.get((group, line["name"]), RowEntry("", "", ""))
            points: Decimal | None = form.cleaned_data["points"] if line["points"] else old.points
            yield _Row(line, RowEntry(group, line["name"], _text(line), points, old.key, old.rule))


def _form(desk: Desk, line: Line, group: str | None) -> ApprovedRowForm:
    """The row as its page asks for it, with what is wrong told; of no group all but that is judged."""
    key = group or "-"
    given = {"group": key, "name": line["name"], "text": _text(line), "points": line["points"]}
    form = ApprovedRowForm(given, groups=[(key, key)], rules=[])
    if not form.is_valid():
        desk.refuse_form(line, form, FIELDS)
    elif problem := parse_target(_text(line)).problem:
        desk.note(line, "value", AS_WORDS.format(problem))
    return form


def _group(desk: Desk, line: Line, names: dict[str, tuple[str, str]]) -> str | None:
    """The key of the second level; None where it is not to be told which is meant."""
    found = {
        (first, second): key
        for key, (first, second) in reversed(names.items())
        if _is_same(second, line["group"]) and (not line["first"] or _is_same(first, line["first"]))
    }
    if len(found) == 1:
        return next(iter(found.values()))
    listed = "、".join(dict.fromkeys(f"{first} · {second}" for first, second in names.values()))
    desk.refuse(line, "group", WHICH_GROUP if found else NO_GROUP.format(listed))
    return None


def _is_same(name: str, written: str) -> bool:
    """数量 is 数量指标."""
    return name.removesuffix("指标") == written.removesuffix("指标")


def _text(line: Line) -> str:
    """指标值 as one text: sign, value and measure, which often stand in columns of their own."""
    sign = "" if line["sign"] == QUALITATIVE else line["sign"]
    value, measure = line["value"], line["measure"]
    return f"{'' if value.startswith(sign) else sign}{value}{'' if value.endswith(measure) else measure}"


def _differences(before: Approved, after: Approved) -> Iterator[tuple[str, str, str]]:
    """What is written: name, before, after; nothing where all is as it was."""
    if before.document_number != after.document_number:
        yield "批复文号", before.document_number, after.document_number
    if list(before.goals) != list(after.goals):
        yield "年度总体目标", "；".join(before.goals), "；".join(after.goals)
    old = {(row.group, row.name): row for row in before.rows}
    new = {(row.group, row.name): row for row in after.rows}
    for key, row in new.items():
        if key not in old or (old[key].text, old[key].points) != (row.text, row.points):
            yield row.name, _shown(old[key]) if key in old else "", _shown(row)
    for key, row in old.items():
        if key not in new:
            yield row.name, _shown(row), "删去"
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield "指标顺序", "原顺序", "按文件"


def _shown(row: RowEntry) -> str:
    return row.text if row.points is None else f"{row.text}（{plain(row.points)}分）"
