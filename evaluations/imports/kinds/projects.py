"""Projects from a file: by unit and code, each through the form of its page."""

from __future__ import annotations

from collections.abc import Sequence

from evaluations.imports.books import PROJECTS_PAGE
from evaluations.imports.kinds.desk import Desk
from evaluations.imports.reading import Line
from evaluations.projects.forms import ProjectForm
from evaluations.projects.models import Project
from evaluations.projects.services import save_project

TWICE = "该单位的项目代码与第{}行重复，请删去一行。"
ELSEWHERE = "“{}”已有此项目代码，将在本单位另行新增。项目改由本单位实施的，请在“项目”中修改实施单位。"
RENAMED = "已下达自评任务，尚未报送的自评表随之改名。"


def write_projects(desk: Desk, lines: Sequence[Line]) -> None:
    """Keep new and changed projects."""
    first: dict[tuple[str, str], Line] = {}
    for line in lines:
        one = first.setdefault((line["unit"], line["code"]), line) if line["code"] else line
        if one is not line:
            desk.refuse(line, "code", TWICE.format(one.row))
        else:
            _write(desk, line)


def _write(desk: Desk, line: Line) -> None:
    unit = desk.unit(line)
    if unit is None:
        return
    known = Project.objects.filter(unit=unit, code=line["code"]).first()
    before = known.name if known else ""
    given = {"unit": unit.pk, "code": line["code"], "name": line["name"]}
    form = ProjectForm(given, instance=known or Project(), units=desk.units)
    if not form.is_valid():
        desk.refuse_form(line, form, {})
    if form.errors or line.is_broken:
        return
    project = form.instance
    _tell(desk, line, project, before)
    if project.name != before:
        save_project(form.save(commit=False), by=desk.by)


def _tell(desk: Desk, line: Line, project: Project, before: str) -> None:
    details = [] if project.name == before else [("项目名称", before, project.name)]
    details += [] if before else [("单位", "", project.unit.name)]
    desk.tell(PROJECTS_PAGE, f"{project.code} {project.name}", line, details, is_new=not before)
    others = Project.objects.filter(unit__in=desk.units, code=project.code).exclude(unit=project.unit)
    if before:
        if details and project.evaluations.exists():
            desk.note(line, "name", RENAMED)
    elif other := others.select_related("unit").first():
        desk.note(line, "code", ELSEWHERE.format(other.unit.name))
