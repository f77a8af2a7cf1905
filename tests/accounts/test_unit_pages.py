"""单位: the tree of the administrator's bureau."""

import pytest
from django.urls import reverse

from accounts.models import Unit
from foundation.audit.models import AuditEvent
from tests.factories import make_department, make_division, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(bureau) -> Unit:
    return make_department(bureau, code="301", name="民政局")


def typed(under: Unit, **given):
    return {"code": "301001", "name": "医疗救助中心", "kind": "unit", "parent": under.pk, **given}


def text(response) -> str:
    return response.content.decode()


def test_the_tree_shows_the_own_bureau_alone(desk, department, other_bureau):
    page = text(desk.get(reverse("units")))

    assert "民政局" in page
    assert "赫山区财政局" not in page


@pytest.mark.parametrize("extra", [0, 2])
def test_the_tree_takes_the_same_queries_for_any_number_of_rows(
    desk, department, extra, django_assert_num_queries
):
    for _ in range(extra):
        make_unit(department, division=make_division(department.parent))
    desk.get(reverse("units"))

    with django_assert_num_queries(7):
        desk.get(reverse("units"))


def test_a_unit_is_added_and_noted(desk, department, bureau, administrator):
    division = make_division(bureau)

    response = desk.post(
        reverse("unit_add"),
        typed(department, department=department.pk, division=division.pk, valid_from="2026-01-01"),
    )

    assert response.url == reverse("units")
    unit = Unit.objects.get(code="301001")
    assert (unit.path, unit.department, unit.division) == ("441602/301/301001/", department, division)
    event = AuditEvent.objects.last()
    assert (event.chain, event.action, event.actor_id) == (bureau.pk, "新增单位", administrator.pk)
    assert event.detail["单位名称"] == ["", "医疗救助中心"]


def test_a_renamed_unit_leaves_both_names_in_the_log(desk, department, bureau):
    desk.post(
        reverse("unit_edit", args=[department.pk]),
        {"code": "301", "name": "民政和社会工作局", "kind": "department", "parent": bureau.pk},
    )

    assert AuditEvent.objects.last().detail == {"单位名称": ["民政局", "民政和社会工作局"]}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"code": ""}, "请填写此项。"),
        ({"code": "301"}, "单位代码已由“民政局”使用"),
        ({"code": "3/1"}, "数字、大写字母和短横"),
        ({"code": "1" * 200_000}, "20"),
        ({"name": "局\0"}, "空字符"),
        ({"name": "局\ufffe"}, "不能显示的字符"),
        ({"name": "局" * 200_000}, "100"),
        ({"kind": "bureau"}, "bureau"),
        ({"parent": ""}, "请选择一项。"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "停用日期不能早于启用日期"),
        ({"valid_from": "NaN"}, "日期"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_and_nothing_typed_is_lost(desk, department, given, message):
    response = desk.post(reverse("unit_add"), {**typed(department), "name": "医疗救助中心", **given})

    assert response.status_code == 422
    assert message in text(response)
    assert given.get("code", "301001")[:50] in text(response)


@pytest.mark.parametrize("field", ["parent", "department", "division", "successor"])
def test_units_of_another_bureau_cannot_be_chosen(desk, department, other_bureau, field):
    foreign = make_division(other_bureau)

    response = desk.post(reverse("unit_add"), typed(department, **{field: foreign.pk}))

    assert response.status_code == 422


def test_an_administrator_of_two_bureaus_does_not_mix_them(desk, department, administrator, other_bureau):
    administrator.memberships.create(unit=other_bureau, role="administrator")
    foreign = make_division(other_bureau)

    response = desk.post(reverse("unit_add"), typed(department, division=foreign.pk))

    assert "所选单位不在同一财政部门" in text(response)


def test_a_unit_does_not_hang_under_itself(desk, department):
    below = make_unit(department)

    response = desk.post(
        reverse("unit_edit", args=[department.pk]),
        {"code": "301", "name": "民政局", "kind": "department", "parent": below.pk},
    )

    assert "上级单位不能是本单位或其下级单位" in text(response)


def test_a_bureau_stays_a_bureau_when_it_is_renamed(desk, bureau):
    desk.post(
        reverse("unit_edit", args=[bureau.pk]), {"code": "441602", "name": "源城财政局", "kind": "unit"}
    )

    bureau.refresh_from_db()
    assert (bureau.name, bureau.kind) == ("源城财政局", "bureau")


def test_a_unit_of_another_bureau_does_not_exist(desk, other_bureau):
    assert desk.get(reverse("unit_edit", args=[other_bureau.pk])).status_code == 404
    assert desk.post(reverse("unit_edit", args=[other_bureau.pk]), {"name": "x"}).status_code == 404
