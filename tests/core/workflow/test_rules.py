"""What may be done, by whom, when; each refusal with the sentence that the page shows."""

from dataclasses import replace

import pytest

from core.workflow import (
    STEPS,
    TRANSITIONS,
    Action,
    Capacity,
    Chain,
    Facts,
    Ground,
    Place,
    Status,
    after,
    label,
    refusal_of,
    why_not,
)

FULL = Chain.of(STEPS)
FILER = frozenset({Capacity.FILER})
WHERE = {
    Action.START: Status.NOT_STARTED,
    Action.SUBMIT: Status.DRAFT,
    Action.APPROVE: Status.IN_REVIEW,
    Action.RETURN: Status.IN_REVIEW,
    Action.WITHDRAW: Status.IN_REVIEW,
    Action.REOPEN: Status.APPROVED,
    Action.EXEMPT: Status.DRAFT,
    Action.RESTORE: Status.EXEMPT,
    Action.ARCHIVE: Status.APPROVED,
}
BY = {
    Action.START: {"filer"},
    Action.SUBMIT: {"filer"},
    Action.WITHDRAW: {"filer"},
    Action.APPROVE: {"division"},
    Action.RETURN: {"division"},
    Action.REOPEN: {"performance"},
    Action.EXEMPT: {"division", "performance"},
    Action.RESTORE: {"division", "performance"},
    Action.ARCHIVE: {"division", "performance"},
}
DECISIONS = (Action.APPROVE, Action.RETURN, Action.REOPEN, Action.EXEMPT, Action.RESTORE)


def facts(action, *capacities, **changes):
    """A filing where the action is possible for all capacities together, at 业务股室 if in review."""
    status = WHERE[action]
    step = "division" if status is Status.IN_REVIEW else ""
    held = frozenset(Capacity(c) for c in capacities or Capacity)
    return replace(Facts(status=status, step=step, chain=FULL, capacities=held, reason_given=True), **changes)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_an_action_starts_from_its_sources_and_from_nowhere_else(action, status):
    step = "division" if status is Status.IN_REVIEW else ""

    refusal = refusal_of(action, facts(action, status=status, step=step))

    assert (refusal is None) == (status in TRANSITIONS[action].sources)
    assert refusal is None or refusal.ground is Ground.STATE


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("capacity", Capacity)
def test_only_the_right_capacity_acts(action, capacity):
    refusal = refusal_of(action, facts(action, capacity))

    assert (refusal is None) == (capacity in BY[action])
    assert refusal is None or refusal.ground is Ground.PERSON


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN])
def test_each_step_is_decided_by_its_own_capacity(action, step):
    allowed = {c for c in Capacity if why_not(action, facts(action, c, step=step.value)) is None}

    assert allowed == {step}


@pytest.mark.parametrize("action", DECISIONS)
def test_nobody_decides_on_what_he_or_she_contributed_to(action):
    refusal = why_not(action, facts(action, contributed=True))

    assert refusal == f"您填报或修改过本表，不能办理“{label(action)}”，请由其他人员办理。"


@pytest.mark.parametrize("action", DECISIONS)
def test_the_same_person_decides_where_the_administrator_allowed_it(action):
    assert why_not(action, facts(action, contributed=True, same_person_allowed=True)) is None


@pytest.mark.parametrize("action", [Action.START, Action.SUBMIT, Action.WITHDRAW])
def test_a_contributor_goes_on_filing(action):
    assert why_not(action, facts(action, contributed=True)) is None


@pytest.mark.parametrize("action", [Action.RETURN, Action.REOPEN, Action.EXEMPT])
def test_a_reason_is_mandatory(action):
    refusal = refusal_of(action, facts(action, reason_given=False))

    assert refusal.ground is Ground.CONTENT
    assert refusal.sentence == f"请填写{label(action)}的原因。"


@pytest.mark.parametrize("action", [Action.APPROVE, Action.WITHDRAW, Action.RESTORE, Action.START])
def test_other_actions_need_no_reason(action):
    assert why_not(action, facts(action, reason_given=False)) is None


@pytest.mark.parametrize("action", [Action.START, Action.SUBMIT])
def test_nothing_is_filed_after_the_year_is_closed(action):
    assert "已结束" in why_not(action, facts(action, cycle_open=False))


def test_reviewers_decide_after_the_year_is_closed():
    assert why_not(Action.APPROVE, facts(Action.APPROVE, cycle_open=False)) is None


def test_nothing_is_withdrawn_after_somebody_acted():
    refusal = why_not(Action.WITHDRAW, facts(Action.WITHDRAW, acted_since_submission=True))

    assert refusal == "审核人员已经办理，不能撤回送审。需要修改的，请联系审核人员退回。"


def test_an_unchanged_filing_is_not_resubmitted():
    asked = facts(Action.SUBMIT, status=Status.RETURNED, changed_since_return=False)

    assert why_not(Action.SUBMIT, asked) == (
        "退回后尚未作任何修改，不能送审。请按退回意见修改或答复后再送审。"
    )


def test_a_changed_filing_is_resubmitted():
    assert why_not(Action.SUBMIT, facts(Action.SUBMIT, status=Status.RETURNED)) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"open_must_fix": 3}, "还有3处必改项，暂不能送审。请改正，或说明原因后带问题报送。"),
        (
            {"open_must_fix": 3, "filing_with_problems": True, "may_file_with_problems": False},
            "还有3处必改项，暂不能送审。请改正后再办理。",
        ),
        ({"open_must_explain": 2}, "还有2处需说明项未说明，暂不能送审。请逐项选择说明后再办理。"),
        (
            {"open_must_fix": 1, "open_must_explain": 1, "filing_with_problems": True},
            "还有1处需说明项未说明，暂不能送审。请逐项选择说明后再办理。",
        ),
        ({"open_must_fix": 3, "filing_with_problems": True}, None),
    ],
)
def test_open_findings_stop_a_submission(changes, sentence):
    assert why_not(Action.SUBMIT, facts(Action.SUBMIT, **changes)) == sentence


def test_reopening_belongs_to_the_division_where_it_is_the_last_step():
    asked = facts(Action.REOPEN, "division", chain=Chain(("unit_head", "division")))

    assert why_not(Action.REOPEN, asked) is None


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ("unit_head", Place(Status.IN_REVIEW, "department")),
        ("division", Place(Status.IN_REVIEW, "performance")),
        ("performance", Place(Status.APPROVED)),
    ],
)
def test_an_approval_leads_to_the_next_step_or_to_the_end(step, place):
    assert after(Action.APPROVE, facts(Action.APPROVE, step=step)) == place


@pytest.mark.parametrize(
    ("action", "place"),
    [
        (Action.START, Place(Status.DRAFT)),
        (Action.SUBMIT, Place(Status.IN_REVIEW, "unit_head")),
        (Action.RETURN, Place(Status.RETURNED)),
        (Action.REOPEN, Place(Status.IN_REVIEW, "performance")),
        (Action.EXEMPT, Place(Status.EXEMPT)),
    ],
)
def test_where_an_action_leads(action, place):
    assert after(action, facts(action)) == place


@pytest.mark.parametrize(
    ("action", "before"),
    [
        (Action.WITHDRAW, Status.DRAFT),
        (Action.WITHDRAW, Status.RETURNED),
        (Action.RESTORE, Status.NOT_STARTED),
        (Action.RESTORE, Status.DRAFT),
        (Action.RESTORE, Status.RETURNED),
    ],
)
def test_undoing_leads_back_to_where_it_was(action, before):
    assert after(action, facts(action), before=Place(before)) == Place(before)


@pytest.mark.parametrize("before", [None, Place(Status.APPROVED), Place(Status.NOT_STARTED)])
def test_nothing_is_withdrawn_to_a_place_where_it_never_was(before):
    with pytest.raises(ValueError, match="no place to go back to"):
        after(Action.WITHDRAW, facts(Action.WITHDRAW), before=before)


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        (("unit_head", "division"), "送审"),
        (("department",), "送审"),
        (("division",), "报送"),
        (("performance",), "报送"),
    ],
)
def test_the_button_says_who_receives_the_filing(steps, word):
    assert label(Action.SUBMIT, Chain(steps)) == word


def test_a_refusal_names_the_state_as_the_page_does():
    refusal = why_not(Action.SUBMIT, facts(Action.SUBMIT, status=Status.IN_REVIEW, step="division"))

    assert refusal == "本表当前为“待业务股室审核”，不能送审。"


def test_a_refusal_names_who_may_act():
    refusal = why_not(Action.EXEMPT, facts(Action.EXEMPT, "administrator"))

    assert refusal == "“不纳入”由业务股室审核人员、绩效股审核人员办理，您不能办理。"


def test_nothing_is_archived_without_its_signed_copy():
    asked = facts(Action.ARCHIVE, lacks_signature=True)

    refusal = refusal_of(Action.ARCHIVE, asked)
    assert (refusal.ground, "不能归档" in refusal.sentence) == (Ground.CONTENT, True)


def test_where_signing_comes_first_nothing_is_submitted_without_it():
    refusal = why_not(Action.SUBMIT, facts(Action.SUBMIT, lacks_signature=True))

    assert "先签后报" in refusal
