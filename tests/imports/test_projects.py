"""Projects from a file, by unit and code."""

from __future__ import annotations

import pytest

from evaluations.projects.models import Project
from tests.factories import make_cycle, make_department, make_evaluation, make_project
from tests.imports.desk import (
    PROJECTS,
    TARGETS,
    book,
    bring,
    import_all,
    problems,
    projects,
    row,
    states,
    take,
    words,
)

pytestmark = pytest.mark.django_db
KIND = "projects"
NEW = ("101", "P1", "校舍维修")


def notes(answer) -> list[str]:
    return [one.sentence for one in answer.context["desk"].notes]


def test_new_projects_are_written_once_confirmed(desk, department):
    answer = bring(desk, projects(NEW), KIND)
    assert not Project.objects.exists()

    take(desk, answer)

    project = Project.objects.get()
    assert (project.unit, project.code, project.name) == (department, "P1", "校舍维修")
    assert "单位：县教育局" in words(answer)


def test_a_known_project_is_renamed_or_left(desk, department):
    make_project(department, code="P1", name="维修")
    make_project(department, code="P2", name="设备")

    answer = bring(desk, projects(NEW, ("101", "P2", "设备")), KIND)
    take(desk, answer)

    assert states(answer) == [("P1 校舍维修", "修改"), ("P2 设备", "无变化")]
    assert (Project.objects.get(code="P1").name, notes(answer)) == ("校舍维修", [])


def test_renaming_a_project_with_a_task_is_told(desk, department, bureau):
    project = make_project(department, code="P1", name="维修")
    make_evaluation(department, project=project, cycle=make_cycle(bureau))

    assert notes(bring(desk, projects(NEW), KIND)) == ["已下达自评任务，尚未报送的自评表随之改名。"]


def test_a_code_that_another_unit_has_is_told(desk, department, bureau):
    make_project(make_department(bureau, code="102", name="县卫健局"), code="P1")

    assert "“县卫健局”已有此项目代码" in notes(bring(desk, projects(NEW), KIND))[0]


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        ([("109", "P1", "维修")], "“项目”A2", "没有代码为“109”的单位"),
        ([("101", "P" * 41, "维修")], "“项目”B2", "40"),
        ([NEW, NEW], "“项目”B3", "与第2行重复"),
        ([("101", "", "维修")], "“项目”B2", "没有填写"),
    ],
)
def test_a_refused_line_is_told_by_its_cell(desk, department, rows, place, sentence):
    ((told_at, told),) = problems(bring(desk, projects(*rows), KIND))

    assert (told_at, sentence in told) == (place, True)


def test_projects_and_their_targets_come_in_one_file(desk, department, form):
    content = book(项目=[PROJECTS, NEW], 批复绩效目标=[TARGETS, row(年度总体目标="修好校舍")])

    import_all(desk, content, KIND)

    assert Project.objects.get().approved_targets.get().rows.get().name == "救助人数"


def test_of_a_line_that_cannot_be_read_all_else_is_judged(desk, department):
    answer = bring(desk, projects(("999", "P1", ""), ("101", "P" * 41, "=1/0"), ("", "P3", "设备")), KIND)

    assert [place for place, _ in problems(answer)] == [
        "“项目”A2",
        "“项目”C2",
        "“项目”B3",
        "“项目”C3",
        "“项目”A4",
    ]


def test_a_line_in_which_a_name_alone_could_not_be_read_is_not_written(desk, department):
    answer = bring(desk, projects(("101", "P1", "=1/0")), KIND)

    assert ([place for place, _ in problems(answer)], states(answer)) == (["“项目”C2"], [])
