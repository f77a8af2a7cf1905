"""What a rule asks in a row: its cells, its answers, what they say in 实际完成值."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.text import FigureError
from core.filing import canonical, cells
from core.filing.asking import (
    ACTUAL_LENGTH,
    Question,
    actual_by_answers,
    answers,
    questions_in,
    read_answer,
    shown_answer,
    ticks_numbered,
)
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.difference import differences
from core.filing.entry import read_cell
from core.filing.last_year import Before, is_text, last_years_texts
from core.filing.naming import cell_name
from core.filing.order import paper_order
from core.scoring.asked import Asked
from core.verification import verify
from tests.asking import ANSWERED, EVERY_KIND, SAID, ask
from tests.core.filing.forms import make_filing, make_form, with_line

ROW = "r1"
REFS = {key: str(cells.answer(ROW, key)) for key in ANSWERED}
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**8), max_value=10**8)


@pytest.fixture(autouse=True)
def _asked(monkeypatch):
    ask(monkeypatch)


def filing(answered=ANSWERED, **typed):
    """The 源城 filing with a row that is judged by hand and asks every kind."""
    texts = {REFS[key]: text for key, text in answered.items()}
    return with_line(make_filing(**texts, **typed), ROW, rule={"kind": "manual"})


def line(snapshot):
    return next(one for one in snapshot.lines if one.key == ROW)


def row_of(snapshot):
    return next(row for row in compute(make_form(), snapshot).rows if row.line.key == ROW)


def test_a_row_asks_what_its_rule_asks_in_cells_of_its_own():
    asked = questions_in(make_form(), filing(), line(filing()))

    assert [(one.ref, one.asked) for one in asked] == [
        (cells.answer(ROW, asked.key), asked) for asked in EVERY_KIND
    ]


def test_answers_reach_the_rule_by_their_keys_without_the_empty_ones():
    asked = questions_in(make_form(), filing(), line(filing()))

    assert answers(filing({"plan": " 是 ", "late": ""}), asked) == {"plan": "是"}


def test_what_is_asked_stands_before_the_actual_in_the_order_of_the_paper():
    refs = [str(ref) for ref in paper_order(make_form(), filing()) if ref.row == ROW]

    assert refs[:9] == [
        f"indicators/{ROW}/target", *REFS.values(), f"indicators/{ROW}/actual"
    ]  # fmt: skip


def test_answers_offer_what_they_say_as_the_actual():
    computed = compute(make_form(), filing(**{f"indicators__{ROW}__actual": None}))

    assert computed.offers[cells.indicator(ROW, "actual")] == SAID


@pytest.mark.parametrize("key", [asked.key for asked in EVERY_KIND if asked.required])
def test_nothing_is_offered_while_a_required_answer_is_open(key):
    open_one = filing({**ANSWERED, key: ""})

    assert cells.indicator(ROW, "actual") not in compute(make_form(), open_one).offers


def test_a_row_that_does_not_apply_offers_nothing_and_lacks_no_answer():
    computed = compute(make_form(), filing({}, indicators__r1__not_applicable="是"))

    assert row_of(filing(indicators__r1__not_applicable="是")).offered_actual == ""
    assert not [ref for ref in computed.missing if ref.asks]


def test_required_answers_that_are_open_are_missing_and_the_others_are_not():
    missing = compute(make_form(), filing({})).missing

    assert [ref.asks for ref in missing if ref.row == ROW and ref.asks] == [
        asked.key for asked in EVERY_KIND if asked.required
    ]


def test_a_mark_is_no_answer():
    missing = compute(make_form(), filing({**ANSWERED, "late": "-"})).missing

    assert cells.answer(ROW, "late") in missing


def test_a_missing_answer_is_named_and_to_be_mended():
    found = verify(make_form(), filing({**ANSWERED, "late": ""}))

    assert "“医疗救助资金支出率”的“迟报次数”未填写，请补充。" in [
        one.message for one in found if one.check == "M01"
    ]


def test_an_empty_actual_that_answers_say_can_be_filled_in_with_them():
    found = verify(make_form(), filing(indicators__r1__actual=None))

    told = [one for one in found if one.check == "C12" and one.places[0].row == ROW]

    assert [one.offer for one in told] == [SAID]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("完成一项", ["“医疗救助资金支出率”的实际完成值与该指标下所填的评分内容不一致，请核对。"]),
        (SAID, []),
        (None, []),
    ],
)
def test_other_words_than_the_answers_say_are_a_hint(typed, told):
    found = verify(make_form(), filing(indicators__r1__actual=typed))

    assert [(one.message, one.stops) for one in found if one.check == "M06"] == [
        (words, False) for words in told
    ]


@pytest.mark.parametrize("target", ["≥100人", "定性"])
def test_what_answers_say_is_no_word_in_place_of_a_number_and_needs_no_tier(target):
    texts = {"indicators__r1__target": target, "indicators__r1__actual": SAID}

    found = verify(make_form(), filing({}, **texts))

    assert not [
        one for one in found if one.check in ("C13", "M02") and cells.indicator(ROW, "actual") in one.places
    ]


def test_a_cell_that_nothing_asks_keeps_its_address():
    ref = cells.answer(ROW, "unknown")

    assert cell_name(make_form(), filing(), ref) == str(ref)


def test_an_answer_that_changed_is_a_difference():
    after = filing({**ANSWERED, "pay": "及时"})

    found = differences(filing(), after)

    assert [(one.ref, one.before, one.after) for one in found] == [
        (cells.answer(ROW, "pay"), "不及时", "及时")
    ]


def test_answers_are_frozen_and_come_back():
    assert canonical.from_json(canonical.to_json(filing())) == filing()


def test_answers_are_of_this_year_and_never_taken_over():
    texts = last_years_texts(make_form(), filing({}), Before(make_form(), filing()))

    assert not [ref for ref in texts if ref.asks]
    assert not is_text(make_form(), cells.answer(ROW, "why"))


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("late", "１,２００.50", "1200.50"),
        ("late", "-3", "-3"),
        ("share", "60.7％", "0.607"),
        ("share", "-3%", "-0.03"),
        ("plan", "是", None),
        ("pay", "及时", None),
        ("why", "12", None),
        ("late", " ", None),
    ],
)
def test_numbers_and_rates_are_read_and_what_was_typed_stays(key, typed, value):
    asked = next(one for one in EVERY_KIND if one.key == key)

    cell = read_cell(make_form(), CellRef.parse(REFS[key]), typed, asked)

    assert (cell.typed, cell.value) == (typed, value and Decimal(value))


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("plan", "√", "请选择“是”或“否”。"),
        ("pay", "及时（2分）", "请从列出的选项中选择"),
        ("late", "两次", "请只填数字"),
        ("share", "95", "请注明百分号"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_to_do(key, typed, words):
    asked = next(one for one in EVERY_KIND if one.key == key)

    with pytest.raises(FigureError, match=words):
        read_answer(asked, typed)


@given(number=NUMBERS)
def test_a_number_that_was_answered_reads_back_as_it_was(number):
    assert read_answer(Asked("n", "n", "number"), f"{number:f}") == number


def only(*asked):
    return [Question(cells.answer(ROW, one.key), one) for one in asked]


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        ([Asked("a", "有计划", "tick")], {"a": "否"}, "否"),
        ([Asked("a", "一", "tick"), Asked("b", "二", "tick")], {"a": "否", "b": "否"}, "无"),
        ([Asked("a", "到位", "choice", (("及时", "及时（2分）"),))], {"a": "及时"}, "及时"),
        ([Asked("a", "次数", "number", unit="次")], {"a": "0"}, "0次"),
        ([Asked("a", "依据", "text", required=False)], {}, ""),
        ([Asked("a", "依据", "text")], {"a": "长" * ACTUAL_LENGTH}, "长" * ACTUAL_LENGTH),
        ([Asked("a", "依据", "text")], {"a": "长" * (ACTUAL_LENGTH + 1)}, ""),
    ],
)
def test_what_answers_say_is_short_where_one_thing_alone_is_asked(asked, given, said):
    assert actual_by_answers(only(*asked), given) == said


def test_each_of_several_answers_is_said_with_what_was_asked():
    asked = only(
        Asked("a", "有计划", "tick"), Asked("b", "次数", "number", unit="次"), Asked("c", "依据", "text")
    )

    assert actual_by_answers(asked, {"a": "是", "b": "2", "c": "通知"}) == "是；次数：2次；依据：通知"


@pytest.mark.parametrize(
    ("kind", "typed", "shown"), [("number", "2", "2次"), ("rate", "85%", "85%"), ("number", "", "")]
)
def test_a_number_alone_is_shown_with_its_unit(kind, typed, shown):
    assert shown_answer(Asked("a", "次数", kind, unit="次"), typed) == shown


def test_one_tick_alone_has_no_number():
    assert ticks_numbered([Asked("a", "有计划", "tick"), Asked("b", "次数", "number")]) == {}


CHECKLIST = {"kind": "checklist", "items": [{"name": name, "score": "4"} for name in ("有计划", "有总结")]}
TICKED = {"indicators__r1__answers.item_1": "是", "indicators__r1__answers.item_2": "否"}


def checklist(**typed):
    return with_line(make_filing(**TICKED, indicators__r1__target=None, **typed), ROW, rule=CHECKLIST)


def test_a_checklist_is_scored_by_its_answers_and_needs_no_target(monkeypatch):
    monkeypatch.undo()

    row = row_of(checklist(indicators__r1__actual=None))

    assert (row.outcome.score, row.offered_actual, row.needs_target) == (4, "①", False)
    assert not [one for one in verify(make_form(), checklist()) if one.places[0] == row.ref("target")]


def test_answers_beside_an_actual_that_is_read_say_nothing_in_its_place(monkeypatch):
    monkeypatch.undo()
    bands = {"kind": "coefficient"}

    row = row_of(with_line(make_filing(**{"indicators__r1__answers.coefficient": "85%"}), ROW, rule=bands))

    assert (row.offered_actual, row.needs_target) == ("", True)


def test_the_row_of_another_rule_asks_nothing():
    other = replace(filing(), lines=make_filing().lines)

    assert row_of(other).asked == ()
