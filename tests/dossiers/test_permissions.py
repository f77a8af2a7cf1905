"""Who is what towards a filing, on which day, and why a person may not."""

from datetime import date

import pytest

from accounts.models import Unit
from core.workflow import Action, Capacity
from evaluations.dossiers import permissions
from evaluations.dossiers.models import Contribution, Evaluation
from tests.factories import (
    Role,
    make_bureau,
    make_department,
    make_division,
    make_evaluation,
    make_membership,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


def place(evaluation: Evaluation, name: str) -> Unit:
    """A unit by what it is to the filing's own."""
    own = evaluation.unit
    bureau = own.parent.parent
    return {
        "own": lambda: own,
        "department": lambda: own.parent,
        "division": lambda: own.division,
        "bureau": lambda: bureau,
        "sibling": lambda: make_unit(own.parent),
        "other department": lambda: make_department(bureau),
        "other division": lambda: make_division(bureau),
        "other bureau": make_bureau,
    }[name]()


@pytest.mark.parametrize(
    ("role", "where", "expected"),
    [
        (Role.FILER, "own", Capacity.FILER),
        (Role.FILER, "department", None),
        (Role.FILER, "sibling", None),
        (Role.UNIT_HEAD, "own", Capacity.UNIT_HEAD),
        (Role.UNIT_HEAD, "sibling", None),
        (Role.DEPARTMENT_REVIEWER, "department", Capacity.DEPARTMENT),
        (Role.DEPARTMENT_REVIEWER, "other department", None),
        (Role.DEPARTMENT_REVIEWER, "sibling", None),
        (Role.FINANCE_REVIEWER, "division", Capacity.DIVISION),
        (Role.FINANCE_REVIEWER, "other division", None),
        (Role.FINANCE_REVIEWER, "bureau", Capacity.PERFORMANCE),
        (Role.FINANCE_REVIEWER, "other bureau", None),
        (Role.ADMINISTRATOR, "bureau", Capacity.ADMINISTRATOR),
        (Role.ADMINISTRATOR, "other bureau", None),
        (Role.AUDITOR, "bureau", Capacity.AUDITOR),
        (Role.AUDITOR, "other bureau", None),
    ],
)
def test_a_membership_makes_a_person_something_towards_a_filing(role, where, expected):
    evaluation = make_evaluation()
    user = make_user(place(evaluation, where), role)

    found = permissions.capacities(user, evaluation)

    assert found == ({expected} if expected else set())


def test_several_memberships_hold_at_once():
    evaluation = make_evaluation()
    user = make_user(evaluation.unit, Role.FILER)
    make_membership(user, evaluation.unit, Role.UNIT_HEAD)

    found = permissions.capacities(user, evaluation)

    assert found == {Capacity.FILER, Capacity.UNIT_HEAD}


@pytest.mark.parametrize(("day", "is_filer"), [(1, False), (2, True), (30, True), (31, False)])
def test_a_membership_counts_from_its_first_to_its_last_day(day, is_filer):
    evaluation, user = make_evaluation(), make_user()
    make_membership(
        user, evaluation.unit, Role.FILER, valid_from=date(2022, 3, 2), valid_to=date(2022, 3, 30)
    )

    found = permissions.capacities(user, evaluation, date(2022, 3, day))

    assert (Capacity.FILER in found) is is_filer


def test_rights_end_with_the_membership_at_once():
    evaluation = make_evaluation()
    user = make_user(evaluation.unit, Role.FILER)
    assert permissions.why_not_edit(user, evaluation) is None

    user.memberships.update(valid_to=date(2020, 1, 1))

    assert permissions.why_not_edit(user, evaluation) == "本表由填报单位的填报人填写，您可以查看，不能修改。"


def test_a_deactivated_person_is_nothing():
    evaluation = make_evaluation()
    user = make_user(evaluation.unit, Role.FILER, is_active=False)

    assert permissions.capacities(user, evaluation) == frozenset()


def test_a_unit_that_is_its_own_department_skips_that_step():
    evaluation = make_evaluation()
    evaluation.unit.department = evaluation.unit

    assert permissions.chain_of(evaluation).steps == ("unit_head", "division", "performance")


@pytest.mark.parametrize(
    ("status", "step", "word"),
    [
        ("in_review", "division", "待业务股室审核"),
        ("approved", "", "审核通过"),
        ("archived", "", "已归档"),
        ("exempt", "", "不纳入"),
    ],
)
def test_a_filing_that_was_filed_is_not_edited(status, step, word):
    evaluation = make_evaluation()
    user = make_user(evaluation.unit, Role.FILER)
    evaluation.status, evaluation.step = status, step

    reason = permissions.why_not_edit(user, evaluation)

    assert reason == f"本表当前为“{word}”，内容不能修改。需要修改的，请先撤回送审或联系审核人员退回。"


def test_nothing_is_edited_after_the_year_is_closed():
    evaluation = make_evaluation(cycle_given={"is_open": False})
    user = make_user(evaluation.unit, Role.FILER)

    reason = permissions.why_not_edit(user, evaluation)

    assert reason == "本年度绩效自评工作已结束，内容不能修改。如需补报，请联系财政局绩效股。"


def test_a_contributor_does_not_decide_even_as_somebody_else():
    evaluation = make_evaluation()
    user = make_user(evaluation.unit, Role.UNIT_HEAD)
    Contribution.objects.create(evaluation=evaluation, user=user, kind=Contribution.Kind.EDITED)
    evaluation.status, evaluation.step = "in_review", "unit_head"

    reason = permissions.why_not_move(user, evaluation, Action.APPROVE)

    assert reason == "您填报或修改过本表，不能办理“审核通过”，请由其他人员办理。"


def test_buttons_are_those_of_the_state_and_the_person():
    evaluation = make_evaluation()
    head = make_user(evaluation.unit, Role.UNIT_HEAD)
    evaluation.status, evaluation.step = "in_review", "unit_head"

    assert permissions.actions_for(head, evaluation) == [
        (Action.APPROVE, "审核通过", None),
        (Action.RETURN, "退回修改", None),
    ]


def test_a_button_that_cannot_be_pressed_says_why():
    evaluation = make_evaluation()
    filer = make_user(evaluation.unit, Role.FILER)
    evaluation.status, evaluation.must_fix = "draft", 3

    assert permissions.actions_for(filer, evaluation) == [
        (Action.SUBMIT, "送审", "还有3处必改项，暂不能送审。请改正，或说明原因后带问题报送。")
    ]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_administrators_and_auditors_decide_nothing(role):
    evaluation = make_evaluation()
    user = make_user(place(evaluation, "bureau"), role)

    buttons = [
        button
        for status in permissions.Status
        for button in permissions.actions_for(user, at(evaluation, status))
    ]

    assert buttons == []


def at(evaluation: Evaluation, status: str) -> Evaluation:
    evaluation.status = status
    evaluation.step = "performance" if status == "in_review" else ""
    return evaluation
