"""Whole lives of a filing: every chain reaches the end, and chance never makes an illegal move."""

import itertools

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.workflow import STEPS, TRANSITIONS, Action, Capacity, Chain, Facts, Place, Status, after, why_not

EVERY = [steps for size in range(1, 5) for steps in itertools.combinations([s.value for s in STEPS], size)]
PEOPLE = range(4)


@pytest.mark.parametrize("steps", EVERY, ids="-".join)
def test_every_chain_leads_from_submission_to_approval(steps):
    chain, place = Chain(steps), Place(Status.DRAFT)

    for action, capacity in [(Action.SUBMIT, "filer"), *((Action.APPROVE, step) for step in steps)]:
        held = frozenset({Capacity(capacity)})
        facts = Facts(status=place.status, step=place.step, chain=chain, capacities=held)
        assert why_not(action, facts) is None
        place = after(action, facts)

    assert place == Place(Status.APPROVED)


class Life(RuleBasedStateMachine):
    """A few people with any capacities do anything at any time."""

    @initialize(
        steps=st.sampled_from(EVERY),
        held=st.lists(st.frozensets(st.sampled_from(Capacity), max_size=4), min_size=4, max_size=4),
    )
    def open(self, steps, held):
        self.chain, self.held = Chain(steps), held
        self.place, self.before = Place(Status.NOT_STARTED), {}
        self.contributors, self.acted, self.changed = set(), False, True

    @rule(person=st.sampled_from(PEOPLE))
    def edit(self, person):
        if Capacity.FILER in self.held[person] and self.place.status in (Status.DRAFT, Status.RETURNED):
            self.contributors.add(person)
            self.changed = True

    @rule(person=st.sampled_from(PEOPLE), action=st.sampled_from(Action), reason=st.booleans())
    def act(self, person, action, reason):
        facts = Facts(
            status=self.place.status,
            step=self.place.step,
            chain=self.chain,
            capacities=self.held[person],
            contributed=person in self.contributors,
            acted_since_submission=self.acted,
            changed_since_return=self.changed,
            reason_given=reason,
        )
        if why_not(action, facts) is None:
            self._move(person, action, facts, reason)

    def _move(self, person, action, facts, reason):
        transition, source = TRANSITIONS[action], self.place
        self.place = after(action, facts, before=self.before.get(action))
        assert source.status in transition.sources
        assert reason or not transition.needs_reason
        if transition.decides:
            assert person not in self.contributors
            assert self.held[person] & set(STEPS)
            self.acted = True
        else:
            self.contributors.add(person)
        self._remember(action, source)

    def _remember(self, action, source):
        if action is Action.SUBMIT:
            self.acted, self.before[Action.WITHDRAW] = False, source
        if action is Action.EXEMPT:
            self.before[Action.RESTORE] = source
        if action is Action.RETURN:
            self.changed = False

    @invariant()
    def a_step_stands_beside_in_review_and_nowhere_else(self):
        place = getattr(self, "place", Place(Status.NOT_STARTED))
        assert (place.status is Status.IN_REVIEW) == bool(place.step)


TestLife = Life.TestCase


def test_every_status_is_reached_by_the_table():
    reached, waiting = set(), [Status.NOT_STARTED]

    while waiting:
        status = waiting.pop()
        reached.add(status)
        waiting += [target for target in targets_from(status) if target not in reached]

    assert reached == set(Status)


def targets_from(status):
    """The states that one action leads to from here, at the last step of a chain of one."""
    step = "performance" if status is Status.IN_REVIEW else ""
    facts = Facts(
        status=status,
        step=step,
        chain=Chain(("performance",)),
        capacities=frozenset(Capacity),
        reason_given=True,
    )
    before = {Action.WITHDRAW: Place(Status.DRAFT), Action.RESTORE: Place(Status.DRAFT)}
    return [after(a, facts, before=before.get(a)).status for a in Action if why_not(a, facts) is None]
