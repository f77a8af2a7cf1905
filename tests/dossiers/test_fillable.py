"""Which cells a filing has follows from its form; nothing else can be filled in."""

import pytest

from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.snapshot import Identity, Line, Snapshot
from evaluations.dossiers.fillable import fillable, read
from tests.asking import ANSWERED, ask
from tests.factories import SMALL_FORM, small_form

IDENTITY = Identity("2021-1-001", 2021, 2022, "1", "测试单位", "主管部门", "P1", "测试项目")
WHOLE_UNIT = Identity("2021-1-001", 2021, 2022, "1", "测试单位", "主管部门")
LINE = Line("r1", "quantity", "救助人数", "≥100人", 50)


def slots(count: int = 1, identity: Identity = IDENTITY, **given):
    """Cells by address, as text."""
    form = small_form(**given)
    found = fillable(form, Snapshot(identity, "0" * 64, count, (LINE,)))
    return {str(ref): slot for ref, slot in found.items()}


def test_the_cells_stand_in_the_order_of_the_paper():
    assert list(slots()) == [
        *("header/filer", "header/filled_on"),
        *(f"funds/total/{column}" for column in ("adjusted", "executed", "points", "rate", "score")),
        *(f"funds/own/{column}" for column in ("adjusted", "executed", "rate")),
        *("goals/1/expected", "goals/1/actual"),
        *(f"indicators/r1/{column}" for column in ("target", "actual", "points", "score", "score_reason")),
        *("indicators/r1/note", "indicators/r1/not_applicable"),
        *("total/points", "total/score", "total/grade", "report/s1"),
    ]


def test_a_form_without_money_goals_scores_and_report_has_none_of_their_cells():
    bare = {**SMALL_FORM["indicators"], "scored": False}

    found = slots(funds=None, goals=None, indicators=bare, report=None, grading=None)

    assert {ref.split("/")[0] for ref in found} == {"header", "indicators"}
    assert "indicators/r1/score" not in found


def test_a_form_without_grades_asks_for_none():
    assert "total/grade" not in slots(grading=None)


def test_a_heading_without_text_cannot_be_filled_in():
    report = {**SMALL_FORM["report"], "sections": [{"key": "s1", "heading": "情况", "has_text": False}]}

    assert "report/s1" not in slots(report=report)


def test_a_row_has_the_cells_that_its_form_asks_for():
    more = [{"key": "unit", "label": "度量单位"}]
    asked = {**SMALL_FORM["indicators"], "columns": ["level3", "unit", "points", "score"], "more": more}

    found = slots(indicators=asked)

    assert [ref for ref in found if ref.startswith("indicators/")] == [
        *(f"indicators/r1/{column}" for column in ("unit", "points", "score", "score_reason", "note")),
        "indicators/r1/not_applicable",
    ]


def test_several_goals_are_told_apart():
    found = slots(2)

    assert found["goals/2/actual"].label == "年度总体目标2 实际完成情况"
    assert slots()["goals/1/actual"].label == "年度总体目标 实际完成情况"


@pytest.mark.parametrize(
    ("ref", "label"),
    [
        ("funds/total/executed", "年度资金总额 全年执行数"),
        ("indicators/r1/actual", "救助人数 实际完成值"),
        ("total/score", "总分 得分"),
        ("report/s1", "项目基本情况"),
    ],
)
def test_a_cell_is_called_as_on_the_paper(ref, label):
    assert slots()[ref].label == label


APPROVED = {"goals/1/expected", "indicators/r1/target", "indicators/r1/points", "funds/total/points"}


@pytest.mark.parametrize(
    ("policy", "locked"),
    [
        ("locked", APPROVED),
        ("explain", {"goals/1/expected"}),
        ("open", set()),
    ],
)
def test_what_was_approved_is_locked_where_the_form_says_so(policy, locked):
    """The approved goal stands nowhere beside the typed one, so a change of it could not be explained."""
    asked = {**SMALL_FORM["indicators"], "target_policy": policy, "points_policy": policy}

    found = slots(indicators=asked)

    assert {ref for ref, slot in found.items() if slot.is_locked} == locked


def test_not_applicable_is_ticked_or_not():
    slot = slots()["indicators/r1/not_applicable"]

    with pytest.raises(FigureError, match="只能勾选或不勾选"):
        read(small_form(), slot, "也许")


def test_a_whole_unit_writes_its_own_goals():
    assert not slots(identity=WHOLE_UNIT)["goals/1/expected"].is_locked


def test_points_of_the_money_that_no_form_fixes_can_be_filled_in():
    funds = {**SMALL_FORM["funds"], "execution_points": None}

    assert not slots(funds=funds)["funds/total/points"].is_locked


def test_an_address_is_its_key():
    assert slots()["funds/own/rate"].ref == CellRef("funds", "own", "rate")


JUDGED = Line("r1", "quantity", "救助人数", "≥100人", 50, rule={"kind": "manual"})


def asked_slots():
    found = fillable(small_form(), Snapshot(IDENTITY, "0" * 64, 1, (JUDGED,)))
    return {ref.asks: slot for ref, slot in found.items() if ref.asks}


def test_what_a_rule_asks_is_a_cell_of_its_own_kind(monkeypatch):
    ask(monkeypatch)

    found = asked_slots()

    assert {key: slot.kind for key, slot in found.items()} == {
        "plan": "choice", "rules": "choice", "pay": "choice", "late": "number", "share": "rate", "on": "date",
        "why": "text",
    }  # fmt: skip
    assert found["late"].label == "救助人数 迟报次数"


def test_a_tick_is_yes_or_no_and_a_choice_one_of_its_own(monkeypatch):
    ask(monkeypatch)

    found = asked_slots()

    assert found["plan"].choices == (("是", "是"), ("否", "否"))
    assert [shown for _, shown in found["pay"].choices] == ["及时（2分）", "不及时（1分）"]
    assert found["late"].choices == slots()["indicators/r1/actual"].choices == ()


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [("plan", "√", "“是”或“否”"), ("late", "二", "不能识别为数字"), ("on", "12月", "不能识别为日期")],
)
def test_what_is_no_answer_is_refused(monkeypatch, key, typed, words):
    ask(monkeypatch)

    with pytest.raises(FigureError, match=words):
        read(small_form(), asked_slots()[key], typed)


@pytest.mark.parametrize(("key", "typed"), ANSWERED.items())
def test_an_answer_of_each_kind_is_taken_as_typed(monkeypatch, key, typed):
    ask(monkeypatch)

    assert read(small_form(), asked_slots()[key], typed).typed == typed
