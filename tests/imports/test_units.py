"""Units from a file: looked at first, written whole, parents before children."""

from __future__ import annotations

import pytest

from accounts.models import Unit
from foundation.audit.models import AuditEvent
from tests.factories import make_bureau, make_department, make_division, make_unit
from tests.imports.desk import SCHOOL, bring, import_all, problems, states, take, units, words

pytestmark = pytest.mark.django_db


def test_units_are_shown_before_one_is_written(desk, department):
    answer = bring(desk, units(SCHOOL))

    assert states(answer) == [("101002 县第一小学", "新增")]
    assert ("新增1条" in words(answer), "类别：预算单位" in words(answer)) == (True, True)
    assert not Unit.objects.filter(code="101002").exists()
    assert not AuditEvent.objects.filter(action="新增单位").exists()


def test_what_was_confirmed_is_written_and_on_the_record(desk, department, administrator):
    answer = import_all(desk, units(SCHOOL))

    school = Unit.objects.get(code="101002")
    assert (school.parent, school.department, school.name) == (department, department, "县第一小学")
    assert list(AuditEvent.objects.order_by("number").values_list("action", flat=True))[-2:] == [
        "新增单位",
        "导入单位和用户",
    ]
    assert "已导入" in words(answer)


def test_a_parent_may_stand_below_its_child(desk, bureau):
    rows = [
        ("201001", "县医院", "预算单位", "201", "", "SB"),
        ("201", "县卫生健康局", "主管部门", "CZJ", "201", ""),
        ("SB", "社保股", "业务股室", "CZJ", "", ""),
    ]

    import_all(desk, units(*rows))

    hospital = Unit.objects.get(code="201001")
    assert (hospital.path, hospital.division.code) == ("CZJ/201/201001/", "SB")
    assert hospital.department.code == "201"


def test_a_unit_of_a_unit_has_the_department_of_that_one(desk, department):
    import_all(desk, units(SCHOOL, ("101002-1", "分校", "预算单位", "101002")))

    assert Unit.objects.get(code="101002-1").department == department


def test_a_unit_right_under_the_bureau_has_no_department(desk, bureau):
    import_all(desk, units(("301", "县档案馆", "预算单位", "CZJ")))

    assert Unit.objects.get(code="301").department is None


def test_a_known_unit_is_changed_where_the_file_says_so(desk, department, bureau):
    division = make_division(bureau, code="JK", name="教科文股")
    make_unit(department, code="101002", name="第一小学", division=division)

    answer = bring(desk, units(SCHOOL, ("101", "县教育局", "主管部门", "CZJ")))
    take(desk, answer)

    assert states(answer) == [("101 县教育局", "无变化"), ("101002 县第一小学", "修改")]
    assert "单位名称：第一小学 → 县第一小学" in words(answer)
    assert Unit.objects.get(code="101002").division == division


def test_a_file_that_changes_nothing_is_not_to_be_confirmed(desk, department):
    answer = bring(desk, units(("101", "县教育局", "主管部门", "CZJ")))

    assert "没有需要导入的" in words(answer)
    assert "确认导入</button>" not in words(answer)


@pytest.mark.parametrize(
    ("row", "place", "sentence"),
    [
        (("101002", "县第一小学", "预算单位", "109"), "“单位”D2", "没有代码为“109”的单位"),
        (("", "县第一小学", "预算单位", "101"), "“单位”A2", "没有填写"),
        (("县小", "县第一小学", "预算单位", "101"), "“单位”A2", "只能由数字、大写字母和短横组成"),
        (("101002", "长" * 101, "预算单位", "101"), "“单位”B2", "100"),
        (("CZJ", "财政局", "主管部门", "101"), "“单位”A2", "这是财政局本身"),
        (("101002", "小学", "预算单位", "101", "", "101"), "“单位”F2", "选择"),
    ],
)
def test_a_refused_line_is_told_by_its_cell(desk, department, row, place, sentence):
    ((told_at, told),) = problems(bring(desk, units(row)))

    assert (told_at, sentence in told) == (place, True)


def test_a_file_with_one_fault_writes_nothing(desk, department):
    answer = bring(desk, units(SCHOOL, ("101003", "", "预算单位", "101")))

    refused = take(desk, answer)

    assert (refused.status_code, "文件中有错误" in words(refused)) == (409, True)
    assert not Unit.objects.filter(code="101002").exists()


def test_what_hangs_on_a_faulty_line_is_told_so(desk, department):
    answer = bring(
        desk, units(("101002", "县第一小学", "小学", "101"), ("101009", "分校", "预算单位", "101002"))
    )

    assert problems(answer)[1] == ("“单位”D3", "代码为“101002”的单位在本文件中有错误，请先改正。")


def test_a_code_that_stands_twice_is_refused(desk, department):
    assert problems(bring(desk, units(SCHOOL, SCHOOL))) == [("“单位”A3", "单位代码与第2行重复，请删去一行。")]


def test_units_under_one_another_in_a_circle_are_refused(desk, bureau):
    answer = bring(desk, units(("A", "甲", "预算单位", "B"), ("B", "乙", "预算单位", "A")))

    assert sorted(place for place, _ in problems(answer)) == ["“单位”D2", "“单位”D3"]


def test_units_of_another_bureau_are_not_there(desk, department):
    make_department(make_bureau(), code="909")

    assert "没有代码为“909”的单位" in problems(bring(desk, units(("1", "甲", "预算单位", "909"))))[0][1]


def test_of_a_line_that_cannot_be_read_all_else_is_judged(desk, department):
    rows = [
        ("101003", "", "学校", "999"),
        ("101004", "=1/0", "预算单位", "101"),
        ("101" * 20, "", "预算单位", "101"),
    ]

    answer = bring(desk, units(*rows))

    assert [place for place, _ in problems(answer)] == [
        *("“单位”B2", "“单位”C2", "“单位”D2"),
        "“单位”B3",
        *("“单位”A4", "“单位”B4"),
    ]
