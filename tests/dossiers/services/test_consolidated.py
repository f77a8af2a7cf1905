"""合并填报: parts go to the leading unit and no further; the whole is put together from what was approved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.filing import cells
from core.filing.compute import compute
from core.verification import Severity
from core.workflow import Action
from evaluations.cycles.models import CycleForm
from evaluations.dossiers import permissions, queries, snapshots
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.issuing import issue_consolidated
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services import moves
from evaluations.dossiers.services.answers import Given, answer_all
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.moves import why_not_submit
from tests.dossiers.consolidated import PART, Consolidated, issue_one
from tests.factories import Role, fill_in, make_membership, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return issue_one()


def offers(one):
    whole = Evaluation.objects.get(pk=one.whole.pk)
    return compute(snapshots.form_of(whole), snapshots.snapshot(whole)).offers


def refused(one, which, action, who, **given):
    with pytest.raises(NotAllowed) as refusal:
        one.move(which, action, who, **given)
    return refusal.value.http_status, refusal.value.sentence


def test_a_part_has_the_rows_without_points_and_asks_for_no_report(one):
    form = snapshots.form_of(one.east)

    assert list(one.east.lines.values_list("key", "approved_points")) == [("r1", None), ("r2", None)]
    assert (form.report, form.indicators.scored) == (None, False)


def test_a_part_knows_whose_it_is(one):
    identity = snapshots.identity(one.east)

    assert (identity.parent_unit, identity.parent_number) == (one.whole.unit.name, one.whole.number)
    assert str(one.east) == f"{one.whole.project.name}（{one.east.unit.name}实施部分）"


def test_a_part_ends_approved_after_the_leading_unit(one):
    one.approve("east")

    assert (one.east.status, one.east.moves.last().remark) == ("approved", "")
    assert permissions.chain_of(one.east).steps == ("lead",)


@pytest.mark.parametrize("who", ["east_head", "department", "division", "performance", "administrator"])
def test_nobody_but_the_leading_unit_decides_on_a_part(one, who):
    one.file("east")

    status, sentence = refused(one, "east", Action.APPROVE, who)

    assert (status, sentence) == (403, "“审核通过”由牵头单位审核人员办理，您不能办理。")


@pytest.mark.parametrize("who", ["filer", "head"])
def test_the_people_of_the_leading_unit_decide(one, who):
    one.file("east")

    one.move("east", Action.APPROVE, who)

    assert one.east.status == "approved"


def test_nobody_approves_what_he_or_she_filed(one):
    make_membership(one.people["east"], one.whole.unit, Role.FILER)
    one.file("east")

    assert refused(one, "east", Action.APPROVE, "east")[0] == 403


def test_the_whole_waits_for_every_part_and_names_it(one):
    one.approve("east")
    one.fill_whole()

    status, sentence = refused(one, "whole", Action.SUBMIT, "filer")

    name = one.west.unit.name
    assert status == 422
    assert sentence == f"“{name}”的分单位自评尚未审核通过，暂不能送审。请催办、审核，或列为不纳入。"
    assert why_not_submit(one.people["filer"], Evaluation.objects.get(pk=one.whole.pk)) == sentence


def test_the_whole_is_filed_once_its_parts_are_approved(one):
    one.approve("east", "west").fill_whole()

    one.move("whole", Action.SUBMIT, "filer")

    filed = snapshots.snapshot(one.whole)
    assert (one.whole.status, one.whole.step) == ("in_review", "unit_head")
    assert [child.unit_name for child in filed.children] == [one.east.unit.name, one.west.unit.name]


def test_an_exempt_part_holds_nothing_up_and_is_not_put_in(one):
    one.move("west", Action.EXEMPT, "head", reason="未实施")
    one.approve("east")

    found = offers(one)

    assert found[cells.fund("total", "adjusted")] == "100.00"
    assert found[cells.indicator("r1", "actual")] == "60人"
    assert permissions.open_children(one.whole) == ()


def test_figures_of_the_parts_are_offered_to_the_whole_once_all_are_approved(one):
    one.approve("east")
    assert cells.indicator("r1", "actual") not in offers(one)

    one.approve("west")

    assert offers(one)[cells.indicator("r1", "actual")] == "120人"
    assert offers(one)[cells.fund("own", "executed")] == "160.00"


def test_what_a_part_types_after_its_return_counts_only_when_approved_again(one):
    one.approve("east", "west")
    one.move("east", Action.REOPEN, "head", reason="数据有误")
    one.move("east", Action.RETURN, "head", reason="数据有误")
    fill_in(one.east, one.people["east"], {"indicators/r1/actual": "70人"})
    assert cells.indicator("r1", "actual") not in offers(one)

    one.move("east", Action.SUBMIT, "east")
    one.move("east", Action.APPROVE, "head")

    assert offers(one)[cells.indicator("r1", "actual")] == "130人"


def test_an_older_page_of_the_whole_is_stale_once_a_part_is_settled(one):
    one.approve("east")
    one.fill_whole()
    revision = Evaluation.objects.get(pk=one.whole.pk).revision

    one.approve("west")

    with pytest.raises(Stale):
        moves.make_move(one.whole, Action.SUBMIT, by=one.people["filer"], revision=revision)


def test_the_counts_of_the_whole_follow_its_parts(one):
    one.approve("east")
    one.fill_whole()
    fill_in(one.whole, one.people["filer"], {"funds/own/adjusted": "210", "funds/total/adjusted": "210"})
    before = Evaluation.objects.get(pk=one.whole.pk).must_explain

    one.approve("west")

    assert Evaluation.objects.get(pk=one.whole.pk).must_explain == before + 2


@pytest.mark.parametrize(
    ("action", "which"), [(Action.REOPEN, "east"), (Action.RESTORE, "west")], ids=["reopen", "restore"]
)
def test_parts_do_not_move_once_the_whole_was_filed(one, action, which):
    one.approve("east")
    one.move("west", Action.EXEMPT, "head", reason="未实施")
    one.fill_whole()
    fill_in(
        one.whole,
        one.people["filer"],
        {
            **{f"funds/{row}/adjusted": "100" for row in ("total", "own")},
            **{f"funds/{row}/executed": "80" for row in ("total", "own")},
            "indicators/r1/actual": "60人",
            "indicators/r1/score": "30",
            "indicators/r1/note": "部分未实施",
            "total/score": "78",
            "total/grade": "中",
        },
    )
    one.move("whole", Action.SUBMIT, "filer")

    status, sentence = refused(one, which, action, "head", reason="重报")

    assert status == 409
    assert sentence.startswith("牵头单位的自评表当前为“待单位负责人审签”，不能")


def test_a_part_is_not_filled_in_once_the_whole_is_settled(one):
    Evaluation.objects.filter(pk=one.whole.pk).update(status="exempt")

    refusal = permissions.why_not_edit(one.people["east"], Evaluation.objects.get(pk=one.east.pk))

    assert refusal == "牵头单位的自评表当前为“不纳入”，分单位自评的内容不能修改。"


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("filer", {"whole", "east", "west"}),
        ("head", {"whole", "east", "west"}),
        ("east", {"east"}),
        ("east_head", {"east"}),
        ("department", {"whole"}),
        ("division", {"whole"}),
        ("performance", {"whole"}),
        ("administrator", {"whole", "east", "west"}),
        ("auditor", {"whole", "east", "west"}),
    ],
)
def test_parts_are_seen_by_their_units_and_the_leading_one(one, who, seen):
    found = set(queries.visible_to(one.people[who]))

    assert found == {getattr(one, name) for name in seen}


@pytest.mark.parametrize(
    ("who", "listed"),
    [
        ("filer", {"whole"}),
        ("east", {"east"}),
        ("department", {"whole"}),
        ("performance", {"whole"}),
        ("auditor", {"whole", "east", "west"}),
    ],
)
def test_lists_and_counts_show_parts_to_their_own_unit(one, who, listed):
    person = one.people[who]

    assert set(queries.in_lists(person)) == {getattr(one, name) for name in listed}
    assert queries.counts_by_status(person) == {"not_started": len(listed)}


def test_a_reviewer_who_files_too_has_the_own_parts_in_the_lists(one):
    make_membership(one.people["department"], one.east.unit, Role.FILER)

    assert set(queries.in_lists(one.people["department"])) == {one.whole, one.east}


def test_a_filed_part_waits_for_the_leading_unit_and_for_nobody_else(one):
    one.file("east")

    waiting = {name for name, person in one.people.items() if one.east in queries.to_do(person)}

    assert waiting == {"filer", "head"}


def test_the_reviewers_of_a_leading_department_decide_too():
    base = issue_one()
    lead = base.whole.unit.parent
    lead.department = lead
    lead.save()
    one = issue_one_led_by(lead, base)
    one.file("east")

    one.move("east", Action.APPROVE, "department")

    assert one.east.status == "approved"


def issue_one_led_by(department, base):
    """A department leads; its reviewer is the one who reviews its units."""
    used = CycleForm.objects.get(cycle=base.whole.cycle)
    units = [base.east.unit, base.west.unit]
    whole, *parts = issue_consolidated(used, f"project-{make_project(department).pk}", units, by=None)
    return Consolidated(whole, *parts, base.people)


def test_last_year_is_looked_up_among_parts_for_a_part(one):
    assert filed_before(one.east) is None


class Property(TestCase):
    @settings(max_examples=8, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**5)),
            min_size=2,
            max_size=2,
        )
    )
    def test_the_totals_of_the_whole_are_the_sums_of_its_parts(self, filed):
        one = issue_one()
        for which, (adjusted, executed, people) in zip(("east", "west"), filed, strict=True):
            typed = {
                **PART,
                **{f"funds/{row}/adjusted": f"{adjusted / 100:.2f}" for row in ("total", "own")},
                **{f"funds/{row}/executed": f"{executed / 100:.2f}" for row in ("total", "own")},
                "indicators/r1/actual": f"{people}人",
            }
            part = getattr(one, which)
            fill_in(part, one.people[which], typed)
            _settle(one, part, which)

        whole = check(Evaluation.objects.get(pk=one.whole.pk)).computed

        for column, place in (("adjusted", 0), ("executed", 1)):
            cents = sum(figures[place] for figures in filed)
            assert whole.child_sums[cells.fund("total", column)] * 100 == cents
        assert next(row for row in whole.rows if row.line.key == "r1").worked.value == sum(
            figures[2] for figures in filed
        )


def _settle(one, part, which):
    """Filed with whatever its checks find, then approved."""
    found = [one for one, _ in check(Evaluation.objects.get(pk=part.pk)).found]
    asked = [Given(each.fingerprint, "verified") for each in found if each.severity is Severity.MUST_EXPLAIN]
    answer_all(part, asked, by=one.people[which])
    one.move(which, Action.SUBMIT, which, problems_reason="按实填报")
    one.move(which, Action.APPROVE, "head")
