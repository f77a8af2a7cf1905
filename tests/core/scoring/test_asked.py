"""What each rule asks beside the actual value."""

import pytest

from core.scoring.asked import Asked, asked_of
from core.scoring.parameters import AtLeast, AtMost, Equal, ExecutionShare, Manual
from tests.core.scoring.claims import TIERS, claim


@pytest.mark.parametrize("rule", [AtLeast(), AtMost(), Equal(), ExecutionShare(), TIERS, Manual()])
def test_a_rule_of_the_actual_value_asks_nothing_beside(rule):
    assert asked_of(rule) == ()


def test_what_is_asked_must_be_answered_unless_said_otherwise():
    asked = Asked("item_1", "有年度计划", "tick")

    assert (asked.required, asked.choices, asked.unit) == (True, (), "")


def test_a_claim_has_no_answers_unless_given():
    assert claim("≥95%", "95%").answers == {}
