"""Chance moves one filing with many people; whatever it does, the rules of product.md hold (D9)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from core.filing.cells import CellRef
from core.workflow import TRANSITIONS, Action
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation, FillingGrant, Move, Submission
from evaluations.dossiers.services.cells import Change, save_cells
from evaluations.dossiers.services.granting import revoke_filling
from evaluations.dossiers.snapshots import snapshot
from foundation.audit.models import AuditEvent
from tests.dossiers.granted import grant
from tests.dossiers.lives import ALL, begin
from tests.factories import Role, make_membership, make_user

EXAMPLES, STEPS = int(os.environ.get("MACHINE_EXAMPLES", "8")), 25
NOTE = CellRef.parse("indicators/r1/note")
PEOPLE = st.sampled_from(["filer", *ALL, "administrator", "turncoat", "stand_in"])
DECISIONS = {action for action, transition in TRANSITIONS.items() if transition.decides}


class Machine(RuleBasedStateMachine):
    """Anybody tries anything at any time; `turncoat` files and reviews; the department of `stand_in` and
    `department` is at times let fill in (代填).
    """

    def __init__(self) -> None:
        super().__init__()
        self.life = begin(cycle_given={"may_file_with_problems": True})
        turncoat = self.life.people["turncoat"] = make_user(self.life.evaluation.unit, Role.FILER)
        make_membership(turncoat, self.life.evaluation.unit, Role.UNIT_HEAD)
        self.life.people["stand_in"] = make_user(self.life.evaluation.unit.parent, Role.FILER)
        self.grant: FillingGrant | None = None
        self.done: list[str] = []
        self.contributors: set[int] = set()

    @rule(who=PEOPLE, action=st.sampled_from(list(Action)), reason=st.sampled_from(["", "理由"]))
    def move(self, who: str, action: Action, reason: str) -> None:
        try:
            self.life.move(action, who, reason=reason, problems_reason="按原件")
        except Refused:
            return
        assert not (action in DECISIONS and self.life.people[who].pk in self.contributors)
        self.done.append(action.value)
        if action is Action.SUBMIT:
            self.contributors.add(self.life.people[who].pk)

    @rule(who=PEOPLE, text=st.sampled_from(["甲", "乙", ""]))
    def write(self, who: str, text: str) -> None:
        evaluation = Evaluation.objects.get(pk=self.life.evaluation.pk)
        person, status = self.life.people[who], evaluation.status
        try:
            saved = save_cells(evaluation, [Change(NOTE, snapshot(evaluation).typed(NOTE), text)], by=person)
        except Refused:
            return
        assert status in ("not_started", "draft", "returned")
        assert who in ("filer", "turncoat") or (self.grant and who in ("stand_in", "department"))
        if saved.saved:
            self.contributors.add(person.pk)
            self.done += ["start"] if status == "not_started" else []

    @rule()
    def let_the_department_in_or_out(self) -> None:
        filing, by = self.life.evaluation, self.life.people["administrator"]
        if self.grant is None:
            self.grant = grant(filing, by)
            return
        whole = dossier_of(by, filing.cycle_id, filing.unit_id)
        assert whole is not None
        revoke_filling(whole, self.grant, by=by)
        self.grant = None

    @rule(revision=st.integers(0, 3), action=st.sampled_from(list(Action)))
    def press_an_old_button(self, revision: int, action: Action) -> None:
        now = Evaluation.objects.get(pk=self.life.evaluation.pk).revision
        try:
            self.life.move(
                action, "filer", revision=now + 1 + revision, reason="理由", problems_reason="按原件"
            )
        except Refused:
            return
        raise AssertionError("an older page moved the filing")

    @invariant()
    def every_move_is_a_row_and_a_line_and_follows_from_the_last(self) -> None:
        moves = list(Move.objects.filter(evaluation=self.life.evaluation))
        assert [move.action for move in moves] == self.done
        assert [move.number for move in moves] == list(range(1, len(moves) + 1))
        places = ["not_started "] + [f"{move.to_status} {move.to_step}" for move in moves]
        assert places[:-1] == [f"{move.from_status} {move.from_step}" for move in moves]
        evaluation = Evaluation.objects.get(pk=self.life.evaluation.pk)
        assert places[-1] == f"{evaluation.status} {evaluation.step}"

    @invariant()
    def every_submission_is_kept_and_counted(self) -> None:
        numbers = Submission.objects.filter(evaluation=self.life.evaluation).values_list("number", flat=True)
        assert list(numbers) == list(range(1, self.done.count("submit") + 1))

    @invariant()
    def the_log_has_every_move(self) -> None:
        lines = AuditEvent.objects.filter(
            subject_type="dossiers.Evaluation", subject_id=str(self.life.evaluation.pk), result="done"
        ).exclude(action__in=["下达自评任务", "填写", "代填：填写"])
        assert lines.count() == len(self.done)


class WorkflowByChance(TestCase):
    def test_whatever_chance_does_the_rules_hold(self) -> None:
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
