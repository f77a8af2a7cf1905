"""Whatever a page asks has a Chinese name; what is missing is named here, for indicators/asking/words/."""

from __future__ import annotations

import pytest

from core.filing.form import FormDefinition, Section
from core.scoring.parameters import Steps, Tier
from indicators.asking.shapes import fields_of, shape_of
from indicators.asking.words import (
    ALL_CHOICES,
    NAMES,
    RATES,
    choice_name,
    help_of,
    is_rate,
    keys_of,
    kind_name,
    name_of,
)
from indicators.asking.words.kinds import FIRST, KINDS


def every_model():
    waiting, seen = [FormDefinition], {FormDefinition}
    while waiting:
        found = {inner for _, _, shape in fields_of(waiting.pop()) for inner in shape.models} - seen
        seen |= found
        waiting += found
    return sorted(seen, key=lambda model: model.__name__)


ASKED = [(model, name, shape) for model in every_model() for name, _, shape in fields_of(model)]
CHECKS = "FormDefinition.checks[]"


def test_every_field_has_a_name():
    assert [f"{model.__name__}.{name}" for model, name, _ in ASKED if name_of(model, name) == name] == []


def test_every_choice_has_a_name():
    unnamed = [
        f"{model.__name__}.{name}: {choice}"
        for model, name, shape in ASKED
        for choice in shape.choices
        if choice_name(model, name, choice) == str(choice)
    ]

    assert unnamed == []


def test_every_kind_of_rule_has_a_name():
    kinds = {
        model.model_fields["kind"].default
        for model in every_model()
        if "kind" in model.model_fields and len(shape_of(model.model_fields["kind"]).choices) == 1
    }

    assert kinds - set(KINDS) == set()
    assert set(KINDS) - kinds == set()
    assert set(FIRST) <= kinds


@pytest.mark.parametrize("table", [NAMES, ALL_CHOICES, RATES], ids=["names", "choices", "rates"])
def test_no_name_is_for_something_that_is_not_asked(table):
    known = {key for model, name, _ in ASKED for key in keys_of(model, name)}

    assert sorted(set(table) - known - {CHECKS}) == []


def test_a_name_and_its_help_are_one_entry():
    assert (name_of(Tier, "words"), help_of(Tier, "words")) == ("同义用语", "一行一个。")


def test_a_name_may_stand_with_the_class_above():
    assert name_of(Steps, "lowest") == "扣至多少分为止"


def test_what_has_no_name_yet_is_called_by_its_own():
    assert (name_of(Tier, "new"), kind_name("new"), choice_name(Section, "level", 9)) == ("new", "new", "9")


def test_some_numbers_are_written_as_rates():
    assert [is_rate(model, name) for model, name in ((Tier, "low"), (Steps, "limit"))] == [False, False]
    assert any(is_rate(model, name) for model, name, _ in ASKED)
