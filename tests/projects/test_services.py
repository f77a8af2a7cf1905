"""批复绩效目标: read as typed, replaced as a whole, keys given once, and which one counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evaluations.projects.models import ApprovedTarget, Project
from evaluations.projects.queries import administered_projects, current_target, group_choices
from evaluations.projects.services import Approved, RowEntry, save_project, set_approved_target
from foundation.audit.models import AuditEvent
from tests.factories import (
    Role,
    make_bureau,
    make_form_version,
    make_project,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make_project(make_unit(), approved=False)


def entry(text="≥28%", **given):
    return RowEntry(**{"group": "quantity", "name": "救助人次比例", "text": text, **given})


def approve(project, *rows, version="initial", goals=("按时完成",)):
    approved = Approved(list(goals), list(rows), "示例〔2021〕1号")
    return set_approved_target(project, year=2021, version=version, approved=approved, by=None)


@pytest.mark.parametrize(
    ("text", "sign", "value", "measure"),
    [
        ("≥28%", "≥", Decimal("0.28"), "%"),
        ("≧98％", "≥", Decimal("0.98"), "%"),
        ("达到80%以上", "≥", Decimal("0.8"), "%"),
        ("不低于1200人次", "≥", Decimal(1200), "人次"),
        ("控制在3万元以内", "≤", Decimal(3), "万元"),
        ("=100%", "=", Decimal(1), "%"),
        ("85%", "", Decimal("0.85"), "%"),
        ("按时拨付", "", None, ""),
        ("80%或90%", "", None, ""),
    ],
)
def test_a_row_is_read_as_typed_and_kept_as_typed(project, text, sign, value, measure):
    row = approve(project, entry(text)).rows.get()

    assert (row.text, row.sign, row.value, row.measure) == (text, sign, value, measure)


def test_goals_and_rows_keep_their_order(project):
    target = approve(project, entry(name="甲"), entry(name="乙"), goals=["一", "二"])

    assert list(target.goals.values_list("text", flat=True)) == ["一", "二"]
    assert list(target.rows.values_list("key", "name")) == [("r1", "甲"), ("r2", "乙")]


def test_a_second_time_replaces_everything(project):
    approve(project, entry(name="甲"), goals=["一", "二"])
    target = approve(project, entry(name="乙", key="r1"), goals=["三"])

    assert [row.name for row in target.rows.all()] == ["乙"]
    assert [goal.text for goal in target.goals.all()] == ["三"]


def test_a_row_that_stays_keeps_its_key_and_a_new_one_gets_a_new_one(project):
    approve(project, entry(name="甲"), entry(name="乙"))
    target = approve(project, entry(name="丙"), entry(name="乙", key="r2"))

    assert list(target.rows.values_list("key", "name")) == [("r3", "丙"), ("r2", "乙")]


def test_a_key_of_another_version_is_not_given_again(project):
    approve(project, entry(), entry())
    target = approve(project, entry(), version="adjusted")

    assert target.rows.get().key == "r3"


def test_a_key_whose_row_is_gone_is_not_given_again(project):
    approve(project, entry(name="甲"), entry(name="乙"))
    approve(project, entry(name="甲", key="r1"))

    target = approve(project, entry(name="甲", key="r1"), entry(name="丙"))

    assert list(target.rows.values_list("key", "name")) == [("r1", "甲"), ("r3", "丙")]


def test_an_edited_project_remembers_the_keys_it_gave(project):
    seen_before = Project.objects.get(pk=project.pk)
    approve(project, entry())
    approve(project)

    save_project(seen_before, by=None)

    assert approve(project, entry()).rows.get().key == "r2"


def test_the_adjusted_target_counts(project):
    approve(project, entry(), version="initial")
    adjusted = approve(project, entry(), version="adjusted")

    assert current_target(project, 2021) == adjusted


def test_without_adjustment_the_initial_one_counts(project):
    initial = approve(project, entry())

    assert current_target(project, 2021) == initial


def test_another_year_has_none(project):
    approve(project, entry())

    assert current_target(project, 2022) is None


def test_what_was_approved_is_on_the_record(project):
    approve(project, entry(points=Decimal("8.0000")))

    detail = AuditEvent.objects.get(action="填列批复绩效目标").detail
    assert detail["指标"] == [["r1", "quantity", "救助人次比例", "≥28%", "8"]]


def test_a_project_is_kept_with_its_record():
    unit = make_unit()
    project = save_project(Project(unit=unit, code="P1", name="甲"), by=None)
    save_project(project, by=None)

    actions = AuditEvent.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["新增项目", "修改项目"]


def test_an_administrator_keeps_the_projects_of_the_own_bureau():
    bureau = make_bureau()
    own = make_project(make_unit(bureau), approved=False)
    make_project(make_unit(), approved=False)

    assert list(administered_projects(make_user(bureau, Role.ADMINISTRATOR))) == [own]


def test_rows_can_stand_where_released_forms_have_a_second_level():
    make_form_version()

    assert group_choices() == [("quantity", "产出指标 · 数量指标")]


def test_a_form_with_rows_of_its_own_offers_no_place():
    asked = {**small_form().indicators.model_dump(), "level3": "fixed"}
    make_form_version(small_form(indicators=asked))

    assert group_choices() == []


def test_a_target_says_whose_and_when(project):
    assert str(approve(project, entry())) == f"{project.name} 2021年年初批复"


def test_a_goal_and_a_row_say_what_they_are(project):
    target = approve(project, entry())

    assert (str(target.goals.get()), str(target.rows.get())) == ("按时完成", "救助人次比例")


def test_versions_are_initial_or_adjusted():
    assert ApprovedTarget.Version.values == ["initial", "adjusted"]
