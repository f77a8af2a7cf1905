"""What is typed is stored whole or not at all, and never over somebody else's words."""

from datetime import date
from decimal import Decimal

import pytest

from core.filing.cells import CellRef
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Cell, Contribution, Evaluation
from evaluations.dossiers.services import cells as service
from evaluations.dossiers.services.cells import UNKNOWN, Change, judge, save_cells
from evaluations.dossiers.snapshots import picture
from foundation.audit.models import AuditEvent
from tests.dossiers.services.saving import save, stored
from tests.factories import (
    FILLED,
    Role,
    fill_in,
    make_user,
)

pytestmark = pytest.mark.django_db
EXECUTED, ADJUSTED = "funds/total/executed", "funds/total/adjusted"


def test_what_was_typed_is_kept_as_typed_and_as_a_number(evaluation, filer):
    saved = save(evaluation, filer, funds__total__executed=("", "1,155.50"))

    cell = evaluation.cells.get(ref=EXECUTED)
    assert (saved.saved, saved.ok) == (1, True)
    assert (cell.typed, cell.value, cell.source) == ("1,155.50", Decimal("1155.5"), Cell.Source.TYPED)
    assert cell.changed_by == filer


def test_the_first_save_makes_it_a_draft(evaluation, filer):
    save(evaluation, filer, header__filer=("", "李雷"))

    evaluation.refresh_from_db()
    assert evaluation.status == "draft"
    assert list(evaluation.moves.values_list("action", "to_status")) == [("start", "draft")]


def test_every_save_raises_the_revision_and_tells_it(evaluation, filer):
    first = save(evaluation, filer, header__filer=("", "李雷"))
    second = save(evaluation, filer, header__filer=("李雷", "韩梅梅"))

    evaluation.refresh_from_db()
    assert (second.revision, evaluation.revision) == (first.revision + 1, second.revision)


def test_nothing_new_is_no_save(evaluation, filer):
    save(evaluation, filer, header__filer=("", "李雷"))
    before = Evaluation.objects.get(pk=evaluation.pk).revision

    saved = save(evaluation, filer, header__filer=("", "李雷"))

    assert (saved.saved, saved.ok, saved.revision) == (0, True, before)


def test_a_conflict_stores_nothing_and_shows_both_texts(evaluation, filer):
    other = make_user(evaluation.unit, Role.FILER, full_name="王芳")
    save(evaluation, other, funds__total__executed=("", "100"))

    saved = save(evaluation, filer, funds__total__executed=("", "200"), header__filer=("", "李雷"))

    conflict = saved.conflicts[0]
    assert (conflict.theirs, conflict.theirs_by, conflict.yours) == ("100", "王芳", "200")
    assert conflict.at is not None
    assert stored(evaluation)[EXECUTED] == "100"
    assert "header/filer" not in stored(evaluation)


def test_others_may_change_other_cells_meanwhile(evaluation, filer):
    other = make_user(evaluation.unit, Role.FILER)
    save(evaluation, other, funds__total__executed=("", "100"))

    saved = save(evaluation, filer, funds__total__adjusted=("", "200"))

    assert saved.ok
    assert (stored(evaluation)[EXECUTED], stored(evaluation)[ADJUSTED]) == ("100", "200")


def test_the_same_text_typed_twice_is_no_conflict(evaluation, filer):
    save(evaluation, make_user(evaluation.unit, Role.FILER), funds__total__executed=("", "100"))

    assert save(evaluation, filer, funds__total__executed=("", "100")).ok


def test_a_cell_emptied_by_somebody_else_conflicts_too(evaluation, filer):
    save(evaluation, filer, header__filer=("", "李雷"))
    save(evaluation, filer, header__filer=("李雷", ""))

    saved = save(evaluation, filer, header__filer=("李雷", "韩梅梅"))

    assert [conflict.theirs for conflict in saved.conflicts] == [""]


def test_line_ends_are_no_difference(evaluation, filer):
    save(evaluation, filer, report__s1=("", "一\r\n二"))

    saved = save(evaluation, filer, report__s1=("一\r\n二", "一\n二\n三"))

    assert (saved.ok, stored(evaluation)["report/s1"]) == (True, "一\n二\n三")


@pytest.mark.parametrize(
    ("ref", "typed", "part"),
    [
        (EXECUTED, "NaN", "不能识别为数字"),
        (EXECUTED, "Infinity", "不能识别为数字"),
        (EXECUTED, "1E+1000000", "不能识别为数字"),
        (EXECUTED, "1_000", "不能识别为数字"),
        (EXECUTED, "1234567890123456", "位数过多"),
        (EXECUTED, "2000万", "请改为2000.00"),
        (EXECUTED, "9" * 200_000, "请删减"),
        (ADJUSTED, "-5", "不能填负数"),
        ("funds/total/rate", "87", "没有百分号"),
        ("funds/total/score", "十", "不能识别为数字"),
        ("indicators/r1/score", "-1", "不能填负数"),
        ("indicators/r1/not_applicable", "no", "只能勾选或不勾选"),
        ("indicators/r1/actual", "\ufffe", "不能显示或打印"),
        ("indicators/r1/note", "长" * 501, "请删减1字"),
        ("header/filer", "长" * 21, "请删减1字"),
        ("header/filled_on", "明天", "不能识别为日期"),
        ("header/filled_on", "2022-02-30", "不能识别为日期"),
        ("goals/1/actual", "⟦funds/total/executed⟧", "系统保留符号"),
        ("report/s1", "长" * 201, "请删减1字"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(evaluation, filer, ref, typed, part):
    changes = [Change(CellRef.parse("header/filer"), "", "李雷"), Change(CellRef.parse(ref), "", typed)]

    saved = save_cells(evaluation, changes, by=filer)

    assert part in saved.refused[CellRef.parse(ref)]
    assert stored(evaluation).get("header/filer") is None
    assert Evaluation.objects.get(pk=evaluation.pk).status == "not_started"


@pytest.mark.parametrize(
    ("ref", "typed"),
    [
        (EXECUTED, "-5"),
        (EXECUTED, "—"),
        ("funds/total/rate", "60.7％"),
        ("indicators/r1/actual", "=cmd|' /C calc'!A0"),
        ("indicators/r1/actual", "<img src=file:///etc/passwd>"),
        ("indicators/r1/score", "1000"),
        ("indicators/r1/not_applicable", "是"),
        ("header/filled_on", "2022年4月6日"),
        ("header/filled_on", "2022-04-06"),
    ],
)
def test_what_can_be_taken_is_kept_as_it_is(evaluation, filer, ref, typed):
    saved = save_cells(evaluation, [Change(CellRef.parse(ref), "", typed)], by=filer)

    assert saved.ok
    assert stored(evaluation)[ref] == typed


@pytest.mark.parametrize(
    "ref",
    [
        "funds/nothing/executed",
        "funds/own/points",
        "header/nothing",
        "goals/2/actual",
        "indicators/r9/actual",
        "indicators/r1/status",
        "report/s2",
        "total/status",
    ],
)
def test_a_cell_that_the_form_does_not_have_is_refused(evaluation, filer, ref):
    saved = save_cells(evaluation, [Change(CellRef.parse(ref), "", "1")], by=filer)

    assert saved.refused == {CellRef.parse(ref): UNKNOWN}


def test_the_columns_of_lists_follow_in_the_same_transaction(evaluation, filer):
    fill_in(evaluation, filer, FILLED)

    evaluation.refresh_from_db()
    assert (evaluation.total_score, evaluation.grade, evaluation.execution_rate) == (100, "优", 1)
    assert (evaluation.must_fix, evaluation.must_explain) == (0, 0)


def test_whoever_saves_has_contributed_once(evaluation, filer):
    for seen, typed in (("", "李雷"), ("李雷", "韩梅梅")):
        save(evaluation, filer, header__filer=(seen, typed))

    assert [row.user for row in Contribution.objects.all()] == [filer]


def test_a_save_is_on_the_record(evaluation, filer):
    save(evaluation, filer, header__filer=("", "李雷"))

    event = AuditEvent.objects.filter(action="填写").get()
    assert event.detail["栏目"] == ["header/filer"]


@pytest.mark.parametrize(
    ("role", "status", "step", "http_status"),
    [
        (Role.UNIT_HEAD, "draft", "", 403),
        (Role.FILER, "in_review", "unit_head", 409),
        (Role.FILER, "approved", "", 409),
        (Role.FILER, "exempt", "", 409),
    ],
)
def test_who_may_not_fill_in_now_changes_nothing(evaluation, role, status, step, http_status):
    Evaluation.objects.filter(pk=evaluation.pk).update(status=status, step=step)
    before = stored(evaluation)

    with pytest.raises(NotAllowed) as refusal:
        save(evaluation, make_user(evaluation.unit, role), header__filer=("", "李雷"))

    assert refusal.value.http_status == http_status
    assert stored(evaluation) == before


def test_a_closed_year_is_closed_for_a_page_that_was_open(evaluation, filer):
    evaluation.cycle.is_open = False
    evaluation.cycle.due_on = date(2022, 1, 1)
    evaluation.cycle.save()

    with pytest.raises(NotAllowed):
        save(evaluation, filer, header__filer=("", "李雷"))


class TestApart:
    """Each cell for itself, as an autosave asks for."""

    def test_what_can_be_stored_is_and_the_rest_is_told(self, evaluation, filer):
        save(evaluation, make_user(evaluation.unit, Role.FILER), funds__total__executed=("", "100"))
        typed = {"header/filer": "李雷", EXECUTED: "200", ADJUSTED: "二百"}
        changes = [Change(CellRef.parse(ref), "", text) for ref, text in typed.items()]

        saved = save_cells(evaluation, changes, by=filer, apart=True)

        assert (saved.saved, [str(ref) for ref in saved.refused]) == (1, [ADJUSTED])
        assert [str(conflict.ref) for conflict in saved.conflicts] == [EXECUTED]
        assert (stored(evaluation)["header/filer"], stored(evaluation)[EXECUTED]) == ("李雷", "100")

    def test_where_nothing_can_be_stored_the_filing_is_not_begun(self, evaluation, filer):
        saved = save_cells(evaluation, [Change(CellRef.parse(ADJUSTED), "", "二百")], by=filer, apart=True)

        evaluation.refresh_from_db()
        assert (saved.saved, evaluation.status, evaluation.revision) == (0, "not_started", 0)


class TestJudging:
    def test_it_says_what_saving_would_do_and_stores_nothing(self, evaluation, filer):
        before = stored(evaluation)
        typed = {"header/filer": "李雷", EXECUTED: "", ADJUSTED: "二百"}
        changes = [Change(CellRef.parse(ref), "", text) for ref, text in typed.items()]

        judged = judge(evaluation, changes, by=filer)

        assert [str(ref) for ref in judged.new] == ["header/filer"]
        assert [str(ref) for ref in judged.refused] == [ADJUSTED]
        assert stored(evaluation) == before

    def test_who_may_not_fill_in_is_refused(self, evaluation):
        with pytest.raises(NotAllowed):
            judge(evaluation, [], by=make_user(evaluation.unit, Role.UNIT_HEAD))


def test_a_save_that_was_overtaken_reads_again(evaluation, filer, monkeypatch):
    honest, calls = service.compare_and_set, []

    def overtaken(seen, **columns):
        calls.append(seen.revision)
        return len(calls) > 2 and honest(seen, **columns)

    fill_in(evaluation, filer)
    monkeypatch.setattr(service, "compare_and_set", overtaken)

    assert save(evaluation, filer, header__filer=(FILLED["header/filer"], "韩梅梅")).ok
    assert (len(calls), stored(evaluation)["header/filer"]) == (3, "韩梅梅")


@pytest.mark.parametrize("other", [{}, {"header__filer": ("", "李雷")}])
def test_what_the_caller_has_read_counts_where_nobody_wrote_since(evaluation, filer, other):
    fill_in(evaluation, filer, {ADJUSTED: "200"})
    seen = Evaluation.objects.get(pk=evaluation.pk)
    read = picture(seen)
    if other:
        save(evaluation, filer, **other)

    saved = save_cells(seen, [Change(CellRef.parse(EXECUTED), "", "100")], by=filer, read=read)

    assert (saved.saved, saved.revision) == (1, seen.revision + 1 + len(other))
    assert stored(evaluation)[EXECUTED] == "100"
    assert stored(evaluation)["header/filer" if other else ADJUSTED] == ("李雷" if other else "200")


def test_a_save_tells_the_filing_as_it_left_it(evaluation, filer):
    saved = save(evaluation, filer, funds__total__executed=("", "100"))

    left = Evaluation.objects.get(pk=evaluation.pk)
    assert (saved.checked.snapshot, saved.revision) == (picture(left).snapshot, left.revision)
    assert saved.checked.columns["must_fix"] == left.must_fix


def test_a_save_that_is_always_overtaken_ends_and_stores_nothing(evaluation, filer, monkeypatch):
    fill_in(evaluation, filer)
    before = stored(evaluation)
    monkeypatch.setattr(service, "compare_and_set", lambda seen, **columns: False)

    with pytest.raises(Stale):
        save(evaluation, filer, header__filer=(FILLED["header/filer"], "韩梅梅"))

    assert stored(evaluation) == before
