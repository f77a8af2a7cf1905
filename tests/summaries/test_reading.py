"""Where each filing stood on a day, and what it said then, whatever came after."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.summary.content import Reviewed
from core.summary.tables import tables
from core.workflow import Action
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Evaluation, Move, SignedCopy, Submission
from evaluations.dossiers.models.signing import Voiding
from evaluations.dossiers.services.extending import extend
from evaluations.dossiers.services.set_printing import print_all
from evaluations.summaries.models import usual
from evaluations.summaries.reading import summary_of
from tests.dossiers.lives import ALL, begin, returned
from tests.factories import make_evaluation, make_form_version, small_form
from tests.second_scores.sampled import drawn, finished, issued

pytestmark = pytest.mark.django_db


def said_of(life, on=None, place=None, approved_only=False):
    unit = life.evaluation.unit
    return summary_of(
        life.evaluation.cycle,
        place or unit.parent.parent,
        on or timezone.localdate(),
        usual().content(),
        approved_only=approved_only,
    )


def only(life, **given):
    (one,) = said_of(life, **given).filings
    return one


def test_an_approved_filing_says_what_it_was_filed_with():
    life = begin().to(*ALL)

    one = only(life)

    assert one.figures is not None
    assert (one.stands, one.state, one.returns, one.signed) == ("approved", "审核通过", 0, False)
    assert (one.figures.version, one.figures.frozen) == (1, life.evaluation.submissions.get().frozen.sha256)
    assert [str(value) for value in (one.figures.adjusted, one.figures.executed, one.figures.score)] == [
        "200",
        "200",
        "100",
    ]
    assert (one.figures.initial, one.figures.grade, one.figures.unmet) == (None, "优", 0)
    assert (one.division, one.department) == (
        life.evaluation.unit.division.name,
        life.evaluation.unit.parent.name,
    )


def test_what_is_with_the_unit_again_has_no_figures():
    one = only(returned())

    assert (one.stands, one.returns, one.figures) == ("returned", 1, None)
    assert one.filed_first == timezone.localdate().isoformat()


def test_the_last_submission_of_the_day_counts(time_machine):
    time_machine.move_to("2022-04-01T10:00:00+08:00", tick=False)
    life = returned()
    time_machine.move_to("2022-04-03T10:00:00+08:00", tick=False)
    life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
    life.move(Action.SUBMIT, "filer")

    then, now = only(life, on=date(2022, 4, 2)), only(life, on=date(2022, 4, 3))

    assert (then.stands, now.stands, now.filed_first) == ("returned", "in_review", "2022-04-01")
    assert now.figures is not None
    assert (now.figures.version, now.figures.filed_on) == (2, "2022-04-03")


def test_what_is_excused_is_told_why_and_since_when():
    life = begin(cycle_given={"exempt_reasons": ["项目已取消"]})
    life.move(Action.EXEMPT, "performance", reason="项目已取消")

    one = only(life)

    assert (one.stands, one.excused, one.excused_on) == (
        "exempt",
        "项目已取消",
        timezone.localdate().isoformat(),
    )


def test_a_signed_sheet_covers_the_filings_in_it_until_it_is_void():
    life = begin().to(*ALL)
    whole = dossier_of(life.people["filer"], life.evaluation.cycle_id, life.evaluation.unit_id)
    order = print_all(whole, by=life.people["filer"])
    copy = SignedCopy.objects.create(
        cycle=life.evaluation.cycle,
        unit=life.evaluation.unit,
        frozen_set=order.frozen_set,
        way="paper",
        signed_by="赵局长",
        signed_on=timezone.localdate(),
        recorded_by=life.people["filer"],
    )

    before = only(life).signed
    Voiding.objects.create(copy=copy, reason="缺页", voided_by=life.people["filer"])

    assert (before, only(life).signed) == (True, False)


def test_questions_asked_of_the_filer_are_counted():
    life = begin().to()
    first = life.evaluation.submissions.get()
    asked = [
        {"severity": "must_explain", "audience": "filer"},
        {"severity": "must_explain", "audience": "office"},
        {"severity": "hint", "audience": "filer"},
    ]
    Submission.objects.create(
        evaluation=life.evaluation,
        number=2,
        frozen=first.frozen,
        findings=asked,
        submitted_by=first.submitted_by,
    )

    said = only(life).figures

    assert said is not None
    assert said.explained == 1


def test_a_form_without_funds_and_points_has_neither():
    form = small_form(
        code="plain",
        funds=None,
        grading=None,
        indicators={**small_form().indicators.model_dump(), "scored": False},
    )
    life = begin(form=form)
    Move.objects.create(
        evaluation=life.evaluation,
        number=1,
        action="submit",
        from_status="draft",
        to_status="in_review",
        to_step="performance",
        actor=life.people["filer"],
        capacity="filer",
    )
    from documents.services import freeze
    from evaluations.dossiers.snapshots import as_it_stands

    frozen = freeze(as_it_stands(life.evaluation).snapshot, life.evaluation.form_version)
    Submission.objects.create(
        evaluation=life.evaluation, number=1, frozen=frozen, findings=[], submitted_by=life.people["filer"]
    )

    said = only(life).figures

    assert said is not None
    assert (said.scored, said.score, said.adjusted, said.executed, said.initial) == (
        False,
        None,
        None,
        None,
        None,
    )
    assert said_of(life).grades == ()


def test_a_department_has_its_own_units_alone():
    life = begin()
    make_evaluation(cycle=life.evaluation.cycle)

    said = said_of(life, place=life.evaluation.unit.parent)

    assert [one.number for one in said.filings] == [life.evaluation.number]
    assert said.place == life.evaluation.unit.parent.name


def test_a_whole_unit_comes_before_its_projects_and_is_named_after_the_unit():
    life = begin()
    whole = make_form_version(small_form(code="whole", scope="department"))
    unit = life.evaluation.unit
    Evaluation.objects.create(
        cycle=life.evaluation.cycle,
        form_version=whole,
        form_code="whole",
        unit=unit,
        number="W",
        due_on=life.evaluation.due_on,
    )

    names = [(one.scope, one.name) for one in said_of(life).filings]

    assert names[0] == ("department", f"{unit.name}整体支出")
    assert [scope for scope, _ in names] == ["department", "project"]


def test_after_an_extension_the_later_day_counts():
    life = begin()
    before, until = only(life), life.evaluation.due_on + timedelta(days=10)
    by = life.people["division"]
    extend(life.evaluation.cycle, [life.evaluation.pk], until=until, reason="数据尚未核实", by=by)

    after = only(life)

    assert (before.due_on, before.first_due_on) == ("2022-04-30", "")
    assert (after.due_on, after.first_due_on) == ("2022-05-10", "2022-04-30")


class TestExtended:
    """Due on 2022-04-30; 延期 until 2022-05-31, granted at noon of a day of May."""

    @pytest.fixture
    def on(self, time_machine):
        return lambda day, hour=12: time_machine.move_to(f"2022-{day}T{hour}:00:00+08:00", tick=False)

    def grant(self, life, until=date(2022, 5, 31)):
        by = life.people["division"]
        extend(life.evaluation.cycle, [life.evaluation.pk], until=until, reason="数据尚未核实", by=by)

    def late(self, life, day):
        """The days late, and whether the table says that something was extended."""
        progress = tables(said_of(life, on=date(2022, 5, day)))[3]
        return progress.lines[0].texts["late"], "已延期" in progress.note

    def test_a_table_of_a_day_before_it_was_granted_stays(self, on):
        on("04-01")
        life = begin()
        before = self.late(life, 10)
        on("05-12")
        self.grant(life)

        found = [self.late(life, day) for day in (10, 11, 12)]

        assert [before, *found] == [("10", False), ("10", False), ("11", False), ("—", True)]

    def test_what_was_filed_late_is_not_excused_backwards(self, on):
        on("04-01")
        life = begin()
        on("05-10")
        life.to().move(Action.RETURN, "unit_head", reason="数据不实")
        on("05-12")
        self.grant(life)

        assert [self.late(life, day) for day in (11, 12, 20)] == [("10", False)] * 3

    @pytest.mark.parametrize(("hour", "found"), [(11, ("—", True)), (13, ("10", False))])
    def test_what_was_granted_before_it_was_filed_counts(self, on, hour, found):
        on("04-01")
        life = begin()
        on("05-10", hour=hour)
        if hour < 12:
            self.grant(life)
        on("05-10")
        life.to().move(Action.RETURN, "unit_head", reason="数据不实")
        on("05-10", hour=13)
        if hour > 12:
            self.grant(life)

        assert self.late(life, 10) == found

    def test_of_two_each_counts_from_its_own_day_on(self, on):
        on("04-01")
        life = begin()
        on("05-02")
        self.grant(life, until=date(2022, 5, 5))
        on("05-12")
        self.grant(life)

        assert [self.late(life, day) for day in (1, 2, 11, 12)] == [
            ("1", False),
            ("—", True),
            ("6", True),
            ("—", True),
        ]


def test_what_was_issued_of_a_review_stands_beside_what_was_filed():
    life = begin().to(*ALL)
    drawn_one = drawn(life)
    before = only(life)

    issued(drawn_one, life)

    after = only(life)
    assert before.figures is not None
    assert after.figures is not None
    assert (before.figures.reviewed, after.figures.reviewed) == (None, Reviewed(Decimal(90), "优"))


def test_what_is_finished_and_not_issued_is_nobodys_yet():
    life = begin().to(*ALL)

    finished(drawn(life), life)

    one = only(life)
    assert one.figures is not None
    assert one.figures.reviewed is None
