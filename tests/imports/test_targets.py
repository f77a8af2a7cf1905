"""批复绩效目标 from a file: rows by project, read as targets are typed; what is no figure is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaluations.projects.models import ApprovedTarget
from tests.factories import (
    make_cycle,
    make_department,
    make_evaluation,
    make_form_version,
    make_project,
    make_target,
    small_form,
)
from tests.imports.desk import bring, import_all, problems, row, states, take, targets, words

pytestmark = pytest.mark.django_db
KIND = "projects"
GOAL = {"年度总体目标": "救助到位"}
KNOWN = [row("救助人数", "≥100人", 分值="50"), row("拨付及时", "按时拨付", 分值="40")]
"""What tests.factories.make_target makes."""


@pytest.fixture
def project(department, form):
    return make_project(department, approved=False, code="P1")


def kept(project) -> list[tuple]:
    rows = project.approved_targets.get().rows
    return list(rows.values_list("key", "group", "sign", "value", "measure", "points"))


def notes(answer) -> list[tuple[str, str]]:
    return [(one.place, one.sentence) for one in answer.context["desk"].notes]


@pytest.mark.parametrize(
    "given",
    [
        {"指标值": "≥98%"},
        {"计算符号": "≥", "指标值": "98", "计量单位": "%"},
        {"计算符号": "≥", "指标值": "98%", "计量单位": "%"},
        {"计算符号": "≥", "指标值": "≥98", "计量单位": "%"},
    ],
)
def test_sign_value_and_measure_may_stand_together_or_apart(desk, project, given):
    import_all(desk, targets(row("合格率", **GOAL, 分值="90", **given)), KIND)

    assert kept(project) == [("r1", "quantity", "≥", Decimal("0.98"), "%", Decimal(90))]


def test_what_is_no_figure_stays_as_words_and_is_named(desk, project):
    answer = bring(desk, targets(row("合格率", "≥98%%", **GOAL)), KIND)
    take(desk, answer)

    assert project.approved_targets.get().rows.get().text == "≥98%%"
    assert notes(answer)[0][0] == "“批复绩效目标”K2"
    assert "现按文字保存" in notes(answer)[0][1]


def test_goals_are_parted_by_an_empty_line(desk, project):
    import_all(
        desk, targets(row(年度总体目标="修好校舍，\n包括操场\n \n按时开学", 批复文号="县财〔2021〕1号")), KIND
    )

    target = project.approved_targets.get()
    assert target.document_number == "县财〔2021〕1号"
    assert [goal.text for goal in target.goals.all()] == ["修好校舍，\n包括操场", "按时开学"]


def test_a_target_that_is_as_in_the_file_is_left(desk, project):
    make_target(project)

    assert states(bring(desk, targets(*KNOWN), KIND))[0][1] == "无变化"


def test_a_known_row_keeps_its_key_and_others_go(desk, project):
    make_target(project)

    answer = bring(desk, targets(KNOWN[1], row("新指标", "5次", 分值="50")), KIND)
    take(desk, answer)

    assert [line[0] for line in kept(project)] == ["r2", "r3"]
    assert "救助人数：≥100人（50分） → 删去" in words(answer)
    assert "新指标：5次（50分）" in words(answer)


def test_a_change_is_shown_beside_what_was(desk, project):
    make_target(project)

    answer = bring(desk, targets(KNOWN[1], row("救助人数", "≥120人")), KIND)

    assert "救助人数：≥100人（50分） → ≥120人（50分）" in words(answer)
    assert "指标顺序" in words(answer)


def test_an_adjusted_target_stands_beside_the_first(desk, project):
    make_target(project)

    import_all(desk, targets(row(版本="年中调整", **GOAL)), KIND)

    assert set(project.approved_targets.values_list("version", flat=True)) == {"initial", "adjusted"}


def test_of_a_task_that_is_out_it_is_told_that_it_stays(desk, project, department, bureau):
    make_target(project)
    make_evaluation(department, project=project, cycle=make_cycle(bureau))

    answer = bring(desk, targets(KNOWN[0]), KIND)

    assert "任务仍按下达时的批复" in notes(answer)[0][1]


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        ([row(项目代码="P9", **GOAL)], "B2", "没有代码为“P9”的项目"),
        ([row(单位代码="109", **GOAL)], "B2", "没有代码为“P1”的项目"),
        ([row(年度="21年", **GOAL)], "C2", "年度应为四位数字"),
        ([row(年度="2" * 5000, **GOAL)], "C2", "年度应为四位数字"),
        ([row(二级指标="美观指标", **GOAL)], "H2", "产出指标 · 数量指标"),
        ([row(一级指标="效益指标", **GOAL)], "H2", "表样中没有这个二级指标"),
        ([row()], "F2", "没有填写年度总体目标"),
        ([row(分值="五十", **GOAL)], "M2", "不能识别为数字"),
        ([row(**GOAL), row()], "I3", "与第2行重复"),
        ([row(批复文号="文" * 61, **GOAL)], "E2", "60"),
        ([row(版本="决算", **GOAL)], "D2", "年初批复、年中调整"),
        ([row(**GOAL), *(row(f"指标{n}") for n in range(60))], "I62", "最多60个指标"),
    ],
)
def test_a_refused_line_is_told_by_its_cell(desk, project, rows, place, sentence):
    told_at, told = problems(bring(desk, targets(*rows), KIND))[0]

    assert (told_at, sentence in told) == (f"“批复绩效目标”{place}", True)
    assert not ApprovedTarget.objects.exists()


def test_a_code_of_several_units_asks_for_the_unit(desk, project, bureau):
    make_project(make_department(bureau, code="102"), approved=False, code="P1")

    asked = bring(desk, targets(row(**GOAL)), KIND)
    import_all(desk, targets(row(单位代码="101", **GOAL)), KIND)

    assert problems(asked)[0][1] == "几个单位都有此项目代码，请填写单位代码。"
    assert project.approved_targets.count() == 1


def test_a_second_level_under_two_first_ones_asks_which(desk, project):
    group = {"key": "cost", "name": "成本指标", "points": 90}
    leaf = {"key": "cost_quantity", "name": "数量指标", "points": 90}
    indicators = small_form().model_dump(mode="json")["indicators"]
    indicators["groups"] = [{**group, "children": [leaf]}]
    make_form_version(small_form(code="other", indicators=indicators))

    asked = bring(desk, targets(row(**GOAL)), KIND)
    import_all(desk, targets(row(一级指标="成本", **GOAL)), KIND)

    assert "请填写一级指标" in problems(asked)[0][1]
    assert kept(project)[0][1] == "cost_quantity"


def places(answer) -> list[str]:
    return [place.removeprefix("“批复绩效目标”") for place, _ in problems(answer)]


def test_all_that_is_wrong_in_a_line_is_told_at_once_each_once(desk, project):
    rows = [
        row(版本="决算", 年度="21年", 二级指标="美观指标", 分值="五十"),
        row("", "", 单位代码="109", 项目代码="", 分值="负"),
        row("=1/0", "=1/0", 单位代码="=1/0", 年度="二一", 分值="-1"),
    ]

    answer = bring(desk, targets(*rows), KIND)

    assert places(answer) == [
        *("C2", "D2", "H2", "M2"),
        *("B3", "I3", "K3", "M3"),
        *("A4", "C4", "I4", "K4", "M4"),
    ]
    assert not ApprovedTarget.objects.exists()


def test_what_is_no_figure_is_named_beside_errors_but_nothing_of_what_could_not_be_read(desk, project):
    answer = bring(desk, targets(row("合格率", "≥98%%", **GOAL), row("到位率", "=1/0%%")), KIND)

    assert places(answer) == ["K3"]
    assert [place for place, _ in notes(answer)] == ["“批复绩效目标”K2"]


def test_a_line_that_cannot_be_read_leaves_the_target_as_it_was(desk, project):
    make_target(project)

    answer = bring(desk, targets(*KNOWN, row("新指标", "=1/0")), KIND)

    assert (places(answer), states(answer)) == (["K4"], [])
