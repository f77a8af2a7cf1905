"""项目 pages: administrators of the bureau keep projects and approved targets; others see nothing."""

from __future__ import annotations

import pytest

from evaluations.projects.models import ApprovedTarget, Project
from tests.factories import (
    Role,
    make_division,
    make_evaluation,
    make_form_version,
    make_project,
    make_target,
    make_unit,
    make_user,
)
from tests.projects.posting import at, row, seen, target_at, typed

pytestmark = pytest.mark.django_db


def test_the_list_shows_the_projects_of_the_bureau(desk, project):
    other = make_project(make_unit(), approved=False)
    page = desk.get(at("projects")).text

    assert project.name in page
    assert other.name not in page


def test_an_empty_list_says_what_to_do(desk):
    assert "还没有项目" in desk.get(at("projects")).text


def test_a_project_is_added(desk, unit):
    page = desk.post(at("project_add"), {"unit": unit.pk, "code": "P-1", "name": "道路维护"}, follow=True)

    assert "项目已保存" in page.text
    assert Project.objects.get().name == "道路维护"


def test_a_project_of_a_unit_elsewhere_is_refused(desk):
    page = desk.post(at("project_add"), {"unit": make_unit().pk, "code": "P-1", "name": "道路维护"})

    assert page.status_code == 422
    assert "道路维护" in page.text


def test_a_code_stands_once_in_a_unit(desk, project):
    page = desk.post(at("project_add"), {"unit": project.unit_id, "code": project.code, "name": "另一个"})

    assert page.status_code == 422
    assert "该单位已有此项目代码。" in page.text


@pytest.mark.parametrize("name", ["道路\ufffe", "道\x0b路"])
def test_a_name_that_no_paper_can_carry_is_refused(desk, unit, name):
    page = desk.post(at("project_add"), {"unit": unit.pk, "code": "P-1", "name": name})

    assert page.status_code == 422


def test_a_project_is_renamed(desk, project):
    data = {"unit": project.unit_id, "code": project.code, "name": "新名称"}
    desk.post(at("project_edit", project.pk), data)

    assert Project.objects.get().name == "新名称"


def test_a_project_that_files_stays_with_its_unit(desk, unit):
    evaluation = make_evaluation(unit)
    other = make_unit(unit.parent)
    data = {"unit": other.pk, "code": "P-9", "name": "新名称"}

    desk.post(at("project_edit", evaluation.project_id), data)

    assert Project.objects.get().unit == unit


def test_a_project_without_target_says_what_to_do(desk, project):
    assert "还没有批复绩效目标" in desk.get(at("project", project.pk)).text


def test_a_project_shows_how_its_targets_were_read(desk, project):
    make_form_version()
    desk.post(target_at(project), typed(row(text="控制在3万元以内"), row(text="≥28%"), row(text="按时")))

    page = desk.get(at("project", project.pk)).text

    for words in ("≤ 3万元", "≥ 28%", "文字（定性）", "产出指标 · 数量指标"):
        assert words in page


def test_year_and_version_open_the_target(desk, project):
    page = desk.get(at("project", project.pk), {"year": "2021", "version": "adjusted"})

    assert page.url == target_at(project, version="adjusted")


def test_a_year_that_is_none_is_refused(desk, project):
    page = desk.get(at("project", project.pk), {"year": "21", "version": "adjusted"})

    assert page.status_code == 422


def test_a_target_is_kept(desk, project):
    make_form_version()
    page = desk.post(
        target_at(project), typed(row(), row(name="拨付", text="按时拨付", points="")), follow=True
    )

    target = ApprovedTarget.objects.get()
    assert "批复绩效目标已保存" in page.text
    assert list(target.rows.values_list("name", "points")) == [("救助人数", 50), ("拨付", None)]


def test_goals_are_separated_by_an_empty_line(desk, project):
    desk.post(target_at(project), typed(goals="一、\r\n继续\r\n\r\n二、\r\n\r\n\r\n"))

    goals = ApprovedTarget.objects.get().goals
    assert list(goals.values_list("text", flat=True)) == ["一、\n继续", "二、"]


def test_an_unreadable_target_stays_text_and_is_said(desk, project):
    make_form_version()
    page = desk.post(target_at(project), typed(row(text="80%或90%")), follow=True)

    assert "「80%或90%」含有多个数字" in page.text
    assert "现按文字保存" in page.text


def test_a_row_is_changed_and_another_deleted(desk, project):
    make_form_version()
    make_target(project)
    rows = [row(key="r1", text="≥200人"), row(key="r2", DELETE="on")]

    desk.post(target_at(project), {**typed(*rows, initial=2), "seen": seen(project)})

    assert list(ApprovedTarget.objects.get().rows.values_list("key", "text")) == [("r1", "≥200人")]


def test_a_rule_of_its_own_stays_with_its_row(desk, project):
    make_form_version()
    target = make_target(project)
    target.rows.filter(key="r1").update(rule={"kind": "manual"})

    rows = typed(row(key="r1"), row(key="r2"), initial=2)
    desk.post(target_at(project), {**rows, "seen": seen(project)})

    assert ApprovedTarget.objects.get().rows.get(key="r1").rule == {"kind": "manual"}


def test_the_page_shows_what_is_there(desk, project):
    make_form_version()
    make_target(project)

    page = desk.get(target_at(project)).text

    assert 'value="≥100人"' in page
    assert "按时完成年度任务" in page
    assert 'class="form-control num"' in page  # points


def test_a_list_to_choose_from_begins_in_words(desk):
    page = desk.get("/projects/add/").text

    assert "请选择" in page
    assert "---------" not in page


def test_the_page_carries_what_was_seen(desk, project):
    make_target(project)

    assert f'name="seen" value="{seen(project)}"' in desk.get(target_at(project)).text


@pytest.mark.parametrize("points", ["-5", "NaN", "1E+1000000", "1_000", "viel", "99999.12345"])
def test_points_that_are_no_number_are_refused_and_nothing_is_lost(desk, project, points):
    make_form_version()
    page = desk.post(target_at(project), typed(row(points=points)))

    assert page.status_code == 422
    assert f'value="{points}"' in page.text
    assert not ApprovedTarget.objects.exists()


def test_a_missing_goal_is_refused_with_a_jump(desk, project):
    page = desk.post(target_at(project), typed(goals=""))

    assert page.status_code == 422
    assert 'href="#id_goals"' in page.text


def test_a_mistake_in_a_row_names_the_row(desk, project):
    make_form_version()
    page = desk.post(target_at(project), typed(row(), row(name="")))

    assert "第2行三级指标：" in page.text


@pytest.mark.parametrize("rows", [[row(key="r7")], [row(key="r1"), row(key="r1")]])
def test_keys_that_the_page_did_not_give_are_refused(desk, project, rows):
    make_form_version()
    page = desk.post(target_at(project), typed(*rows))

    assert "指标行与打开页面时不一致" in page.text


@pytest.mark.parametrize("tail", ["targets/1999/initial/", "targets/2021/final/"])
def test_other_years_and_versions_do_not_exist(desk, project, tail):
    assert desk.get(at("project", project.pk) + tail).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_for_others_the_pages_do_not_exist(client, bureau, project, role):
    place = {Role.FINANCE_REVIEWER: make_division(bureau), Role.FILER: project.unit}.get(role, bureau)
    client.force_login(make_user(place, role))
    pages = [at("projects"), at("project_add"), at("project", project.pk), at("project_edit", project.pk)]

    assert [client.get(page).status_code for page in [*pages, target_at(project)]] == [404] * 5


def test_a_project_of_another_bureau_does_not_exist(desk):
    foreign = make_project(make_unit(), approved=False)
    pages = [at("project", foreign.pk), at("project_edit", foreign.pk), target_at(foreign)]

    assert [desk.get(page).status_code for page in pages] == [404] * 3


def test_a_project_of_another_bureau_is_not_changed(desk):
    foreign = make_project(make_unit(), approved=False)

    assert desk.post(target_at(foreign), typed(row())).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    desk, unit, many, django_assert_max_num_queries
):
    for _ in range(many):
        make_project(unit, approved=False)

    with django_assert_max_num_queries(14):
        desk.get(at("projects"))
