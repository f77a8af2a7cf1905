"""合并填报: the leading unit decides on parts in every way; the whole waits for them, then they stay."""

import pytest

from core.workflow import Action, Capacity, Chain, Facts, Ground, Status, after, refusal_of, why_not

WHERE = {
    Action.APPROVE: Status.IN_REVIEW,
    Action.RETURN: Status.IN_REVIEW,
    Action.REOPEN: Status.APPROVED,
    Action.EXEMPT: Status.DRAFT,
    Action.RESTORE: Status.EXEMPT,
}


def part(action, capacity, **given):
    status = WHERE[action]
    step = "lead" if status is Status.IN_REVIEW else ""
    return Facts(
        status=status,
        step=step,
        chain=Chain.of_a_child(),
        capacities=frozenset({capacity}),
        reason_given=True,
        **given,
    )


@pytest.mark.parametrize("action", WHERE)
def test_nobody_but_the_leading_unit_decides_on_a_part(action):
    may = {capacity for capacity in Capacity if why_not(action, part(action, capacity)) is None}

    assert may == {Capacity.LEAD}


def test_the_leading_unit_approves_for_good():
    assert after(Action.APPROVE, part(Action.APPROVE, Capacity.LEAD)).status is Status.APPROVED


@pytest.mark.parametrize("action", WHERE)
def test_a_part_stays_once_the_whole_was_filed(action):
    refusal = refusal_of(action, part(action, Capacity.LEAD, parent_filed="待绩效股审核"))

    assert refusal.ground is Ground.STATE
    assert refusal.sentence.startswith("牵头单位的自评表当前为“待绩效股审核”，不能")


def test_the_whole_names_the_units_that_it_waits_for():
    facts = Facts(
        status=Status.DRAFT,
        chain=Chain(("division",)),
        capacities=frozenset({Capacity.FILER}),
        open_children=("城东站", "城西站"),
    )

    assert why_not(Action.SUBMIT, facts) == (
        "“城东站”、“城西站”的分单位自评尚未审核通过，暂不能报送。请催办、审核，或列为不纳入。"
    )


def test_a_part_is_not_archived():
    asked = Facts(status=Status.APPROVED, chain=Chain.of_a_child(), capacities=frozenset({Capacity.LEAD}))

    assert "分单位自评不办理“归档”" in why_not(Action.ARCHIVE, asked)
