"""A filing opens with a number, its rows and what was approved."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.checking import check
from evaluations.projects.models import ApprovedTarget
from foundation.audit.models import AuditEvent
from tests.factories import (
    SMALL_FORM,
    make_bureau,
    make_cycle,
    make_department,
    make_evaluation,
    make_project,
    make_target,
    make_unit,
    small_form,
)

pytestmark = pytest.mark.django_db


def typed(evaluation: Evaluation) -> dict[str, str]:
    return dict(evaluation.cells.values_list("ref", "typed"))


def test_a_filing_opens_as_not_started_and_due_with_the_year():
    evaluation = make_evaluation(cycle_given={"due_on": date(2022, 5, 5)})

    assert (evaluation.status, evaluation.step, evaluation.revision) == ("not_started", "", 0)
    assert evaluation.due_on == date(2022, 5, 5)


def test_a_filing_counts_what_it_lacks_from_the_first_day():
    evaluation = make_evaluation()

    stored = Evaluation.objects.get(pk=evaluation.pk)
    assert stored.must_fix == evaluation.must_fix == check(stored).open_must_fix > 0
    assert (stored.total_score, stored.grade) == (None, "")


def test_the_number_says_year_unit_and_serial():
    unit = make_unit(code="441602001")

    first, second = make_evaluation(unit), make_evaluation(unit)

    assert (first.number, second.number) == ("2021-441602001-001", "2021-441602001-002")


def test_the_same_unit_code_under_another_bureau_goes_on_counting():
    for _ in range(2):
        make_evaluation(make_unit(code="100"))

    assert set(Evaluation.objects.values_list("number", flat=True)) == {"2021-100-001", "2021-100-002"}


def test_a_unit_code_that_begins_with_another_does_not_disturb_its_serial():
    make_evaluation(make_unit(code="100-7"))

    assert make_evaluation(make_unit(code="100")).number == "2021-100-001"


def test_the_serial_goes_on_after_999():
    unit = make_unit(code="100")
    for serial in ("999", "1000"):
        Evaluation.objects.filter(pk=make_evaluation(unit).pk).update(number=f"2021-100-{serial}")

    assert make_evaluation(unit).number == "2021-100-1001"


def test_what_was_approved_stands_in_the_cells():
    evaluation = make_evaluation()

    assert typed(evaluation) == {
        "goals/1/expected": "按时完成年度任务",
        "indicators/r1/target": "≥100人",
        "indicators/r1/points": "50",
        "indicators/r2/target": "按时拨付",
        "indicators/r2/points": "40",
        "funds/total/points": "10",
    }
    assert set(evaluation.cells.values_list("source", flat=True)) == {Cell.Source.APPROVED}


def test_what_was_approved_is_read_as_numbers_too():
    evaluation = make_evaluation()

    assert evaluation.cells.get(ref="indicators/r1/target").value == Decimal(100)
    assert evaluation.cells.get(ref="indicators/r2/target").value is None


def test_rows_come_from_the_approved_target_in_its_order():
    evaluation = make_evaluation()

    lines = evaluation.lines.values_list("key", "group", "name", "approved_target", "approved_points")
    assert list(lines) == [
        ("r1", "quantity", "救助人数", "≥100人", Decimal(50)),
        ("r2", "quantity", "拨付及时", "按时拨付", Decimal(40)),
    ]


def test_the_target_as_adjusted_counts():
    project = make_project(make_unit())
    adjusted = make_target(project, version=ApprovedTarget.Version.ADJUSTED)
    adjusted.rows.filter(key="r1").update(text="≥120人")

    evaluation = make_evaluation(project.unit, project=project)

    assert typed(evaluation)["indicators/r1/target"] == "≥120人"


def test_a_target_of_another_year_does_not_count():
    project = make_project(make_unit(), approved=False)
    make_target(project, year=2020)

    evaluation = make_evaluation(project.unit, project=project)

    assert typed(evaluation) == {"funds/total/points": "10"}


def test_an_approved_row_without_points_leaves_them_empty():
    project = make_project(make_unit())
    project.approved_targets.get().rows.update(points=None)

    evaluation = make_evaluation(project.unit, project=project)

    assert "indicators/r1/points" not in typed(evaluation)


def fixed_form():
    rule = {"kind": "at_most", "mode": "linear"}
    row = {"key": "f1", "name": "固定指标", "target": "≤10%", "points": Decimal("12.5"), "rule": rule}
    group = {"key": "input", "name": "投入", "rows": [row]}
    return small_form(indicators={**SMALL_FORM["indicators"], "level3": "fixed", "groups": [group]})


def test_rows_that_the_form_prescribes_come_from_the_form():
    evaluation = make_evaluation(form=fixed_form())

    line = evaluation.lines.get()
    assert (line.key, line.group, line.name, line.approved_points) == (
        "f1",
        "input",
        "固定指标",
        Decimal("12.5"),
    )
    assert line.rule == {"kind": "at_most", "mode": "linear"}
    assert typed(evaluation)["indicators/f1/points"] == "12.5"


def test_a_form_without_money_goals_and_points_opens_empty():
    bare = {**SMALL_FORM["indicators"], "scored": False}

    evaluation = make_evaluation(form=small_form(funds=None, goals=None, indicators=bare))

    assert set(typed(evaluation)) == {"indicators/r1/target", "indicators/r2/target"}


def test_a_project_is_filed_once_a_year_on_one_form():
    project = make_project(make_unit())
    cycle = make_cycle(project.unit.parent.parent)
    make_evaluation(project.unit, project=project, cycle=cycle)

    with pytest.raises(IntegrityError):
        make_evaluation(project.unit, project=project, cycle=cycle)


def test_a_unit_without_a_project_files_for_the_whole():
    from evaluations.dossiers.services.opening import open_evaluation
    from tests.factories import make_form_version

    unit = make_unit(make_department(bureau := make_bureau()), name="测试中心")

    evaluation = open_evaluation(make_cycle(bureau), make_form_version(), unit)

    assert (str(evaluation), evaluation.goals, evaluation.lines.count()) == ("测试中心整体支出", 1, 0)


def test_opening_is_on_the_record():
    evaluation = make_evaluation()

    event = AuditEvent.objects.get(subject_type="dossiers.Evaluation")
    assert (event.action, event.subject_id, event.actor_name) == ("下达自评任务", str(evaluation.pk), "系统")
