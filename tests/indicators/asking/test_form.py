"""A page made from a class: its boxes, its answer, its errors at their boxes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, model_validator

from core.scoring.parameters.bands import Bands
from core.scoring.parameters.base import Share
from core.scoring.parameters.deductions import Steps
from indicators.asking.build import Builder
from indicators.asking.fields import Leaf
from indicators.asking.form import AskingForm, leaves
from indicators.asking.nodes import Choice, Link, Parts
from indicators.asking.shapes import Shape

Key = Annotated[str, Field(pattern="^[a-z0-9]+$")]


class Half(BaseModel):
    kind: Literal["half"] = "half"
    share: Share = Decimal("0.5")


class Whole(BaseModel):
    kind: Literal["whole"] = "whole"


Rule = Annotated[Half | Whole, Field(discriminator="kind")]


class Line(BaseModel):
    key: Key
    label: str = Field(min_length=1)
    wide: bool = False
    limit: int = 9


class Either(BaseModel):
    rule: Rule
    label: str = ""


class Note(BaseModel):
    text: str = ""


class Setting(BaseModel):
    level: Literal["high", "low"] | None = None


class Asked(BaseModel):
    name: str = Field(min_length=1)
    size: int = 3
    share: Share
    level: Literal[1, 2]
    words: tuple[str, ...] = ()
    marks: tuple[Literal["a", "b"], ...] = ()
    note: Note | None = None
    inner: Note = Note()
    lines: tuple[Line, ...] = ()
    settings: Mapping[str, Setting] = {}
    rule: Rule | None = None
    options: tuple[Either, ...] = ()

    @model_validator(mode="after")
    def _name_and_size(self):
        if self.name == "坏":
            raise ValueError("名称不行。")
        return self


VALUE = {
    "name": "甲",
    "share": "0.8",
    "level": 2,
    "words": ["一", "二"],
    "marks": ["b"],
    "lines": [{"key": "l1", "label": "第一"}, {"key": "l2", "label": "第二", "wide": True}],
    "settings": {"C01": {"level": "high"}},
    "rule": {"kind": "half", "share": "0.25"},
    "options": [{"rule": {"kind": "whole"}, "label": "选一"}],
}
FRESH = AskingForm(Builder(links=False).part(Asked, VALUE, ""))


def typed(**changed):
    """What a browser sends of the page with VALUE, some boxes changed (None: not sent)."""
    values = {field.html_name: field.value() for field in FRESH}
    sent = {
        name: "on" if value is True else str(value)
        for name, value in values.items()
        if value not in (None, False)
    }
    sent |= {name.replace("__", "."): value for name, value in changed.items()}
    return {name: value for name, value in sent.items() if value is not None}


def posted(value=VALUE, **changed):
    sent = typed(**changed)
    form = AskingForm(Builder(sent, links=False).part(Asked, value, ""), sent)
    form.is_valid()
    return form


def answered(**changed):
    return posted(**changed).answer({"l1", "l2"})


def checked(form):
    """Check the answer as a page does; return the errors by box."""
    try:
        Asked.model_validate(form.answer())
    except ValidationError as problem:
        form.tell(problem)
    return dict(form.errors)


def test_an_untouched_page_answers_what_it_was_given():
    assert Asked.model_validate(answered()) == Asked.model_validate(VALUE)


def test_a_share_is_shown_and_read_as_a_percentage():
    assert FRESH["share"].value() == "80%"
    assert answered(share="65%")["share"] == "0.65"


@pytest.mark.parametrize(("text", "read"), [("０．７", "0.7"), ("x%", "x%"), ("七成", "七成")])
def test_a_number_is_read_in_full_width_and_nonsense_goes_on_to_be_refused(text, read):
    assert answered(share=text)["share"] == read


def test_an_empty_box_leaves_the_default_to_the_class():
    answer = answered(size="", share="", level="")

    assert not {"size", "share", "level"} & set(answer)


def test_an_empty_box_that_may_be_empty_is_nothing():
    leaf = Leaf("x", "x", "", Shape("number", optional=True))
    choice = Leaf("x", "x", "", Shape("choice", optional=True, choices=("a",)))
    text = Leaf("x", "x", "", Shape("text", optional=True))

    assert [leaf.read(""), choice.read(""), text.read(" ")] == [None, None, None]


def test_a_choice_of_numbers_is_read_as_the_number():
    assert answered(level="1")["level"] == 1


def test_a_choice_that_is_none_is_refused_at_its_box():
    assert "level" in posted(level="7").errors


def test_words_stand_one_on_a_line():
    assert answered(words="一\r\n\r\n 三 ")["words"] == ["一", "三"]


def test_words_that_are_chosen_are_listed_and_read_by_their_labels():
    leaf = Leaf(
        "m", "m", "", Shape("words", choices=("a", "b")), value=["b"], choices=[("a", "甲"), ("b", "乙")]
    )

    assert (leaf.initial, leaf.make().help_text) == ("乙", "一行一个，可写：甲、乙。")
    assert leaf.read("乙\n甲\n丙") == ["b", "a", "丙"]


def test_unwritable_characters_are_refused_at_their_box():
    assert "name" in posted(name="甲\x00").errors


def test_a_part_that_may_be_missing_is_switched_on():
    assert answered()["note"] is None
    assert answered(note__on="on", note__text="有")["note"] == {"text": "有"}


def test_rows_are_put_in_the_order_typed():
    answer = answered(lines__0__order="5")

    assert [line["key"] for line in answer["lines"]] == ["l2", "l1"]


@pytest.mark.parametrize("order", ["", "x", "99999"])
def test_a_row_without_a_place_goes_to_the_end(order):
    answer = answered(lines__0__order=order)

    assert [line["key"] for line in answer["lines"]] == ["l2", "l1"]


def test_a_row_ticked_as_deleted_is_gone():
    assert [line["key"] for line in answered(lines__0__gone="on")["lines"]] == ["l2"]


def test_a_spare_row_gets_a_key_that_nobody_has():
    answer = answered(lines__2__label="第三", lines__3__label="第四")

    assert [line["key"] for line in answer["lines"]] == ["l1", "l2", "l3", "l4"]


def test_a_spare_row_in_which_only_something_is_ticked_is_no_row():
    assert len(answered(lines__2__wide="on")["lines"]) == 2


def test_a_stored_row_that_was_emptied_is_refused_and_not_dropped():
    assert checked(posted(lines__0__label="")) == {"lines.0.label": ["不能为空，请填写。"]}


@pytest.mark.parametrize("count", ["x", "", "-1", "99999999"])
def test_a_count_that_is_none_falls_back_to_what_is_stored(count):
    assert len(answered(lines__count=count)["lines"]) == 2


def test_no_more_rows_are_made_than_a_page_can_have():
    form = posted(lines__count="9999")

    assert len(next(node for node in form.nodes if isinstance(node, Parts)).rows) == 200


def test_named_rows_are_a_mapping_and_a_row_without_a_name_is_none():
    form = posted(settings__1__name="C02", settings__1__level="low")

    assert form.answer()["settings"] == {"C01": {"level": "high"}, "C02": {"level": "low"}}


def test_an_error_in_a_named_row_stands_at_its_box():
    form = posted()
    form.answer()
    form.tell(_problem("settings", "C01", "level"))

    assert dict(form.errors) == {"settings.0.level": ["缺少此项，请补上。"]}


def test_another_kind_of_rule_brings_its_own_boxes():
    sent = typed(rule__kind="whole")
    nodes = Builder(sent, links=False).part(Asked, VALUE, "")
    choice = next(node for node in nodes if isinstance(node, Choice))

    assert (choice.chosen, choice.nodes) == ("whole", [])


def test_a_rule_may_be_none():
    assert answered(rule__kind="")["rule"] is None


def test_where_rules_have_pages_of_their_own_they_stay_as_they_are():
    form = AskingForm(Builder({}).part(Asked, VALUE, ""), {})
    form.is_valid()
    link = next(node for node in form.nodes if isinstance(node, Link))

    assert (link.address, form.answer()["rule"]) == ("rule", VALUE["rule"])


def test_a_rule_that_is_not_there_is_left_to_the_class():
    form = AskingForm(Builder({}).part(Asked, {}, ""), {})
    form.is_valid()

    assert "rule" not in form.answer()


@pytest.mark.parametrize(
    ("changed", "box"),
    [
        ({"name": ""}, "name"),
        ({"size": "x"}, "size"),
        ({"rule__share": "2"}, "rule.share"),
        ({"lines__0__order": "5", "lines__1__label": ""}, "lines.1.label"),
        ({"lines__0__limit": "x"}, "lines.0.limit"),
        ({"options__0__rule__kind": ""}, "options.0.rule.kind"),
        ({"name": "坏"}, "__all__"),
    ],
)
def test_what_the_class_refuses_is_told_at_its_box(changed, box):
    assert list(checked(posted(**changed))) == [box]


@pytest.mark.parametrize(
    ("place", "box"),
    [
        (("rule",), "rule.kind"),
        (("note",), "note.on"),
        (("lines", 0), "lines.0.label"),
        (("lines",), "__all__"),
        (("inner",), "__all__"),
        (("else",), "__all__"),
    ],
)
def test_an_error_of_several_boxes_stands_at_the_nearest(place, box):
    form = posted()
    form.answer()
    form.tell(_problem(*place))

    assert list(form.errors) == [box]


def test_an_error_outside_the_page_is_told_with_its_place():
    form = posted()
    form.answer()
    form.tell(_problem("funds", "label"), base=("header",))

    assert form.non_field_errors() == ["项目资金·名称：缺少此项，请补上。"]


def _problem(*place):
    line = {"type": "missing", "loc": place, "input": {}}
    return ValidationError.from_exception_data("Asked", [line])


@pytest.mark.parametrize(
    ("measure", "low", "limit"), [({}, "90%", "5%"), ({"measure": "天"}, "0.9", "0.05")], ids=["rate", "days"]
)
def test_ends_and_steps_of_a_rule_of_rates_are_shown_as_percentages(measure, low, limit):
    bands = {**measure, "bands": [{"low": "0.9", "score": "10"}, {"high": "0.9", "score": "0"}]}
    steps = {**measure, "limit": "0.05", "step": "0.01", "deduction": "1"}

    shown = {
        leaf.name: leaf.initial
        for model, value in ((Bands, bands), (Steps, steps))
        for leaf in leaves(Builder().part(model, value, "rule"))
    }

    assert (shown["rule.bands.0.low"], shown["rule.limit"]) == (low, limit)
    assert shown["rule.bands.0.score"] == "10"
