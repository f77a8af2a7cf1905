"""What each rule asks beside the actual value."""

import pytest

from core.scoring.asked import Asked, asked_of
from core.scoring.parameters import (
    AllOrNothing,
    AtLeast,
    AtMost,
    Band,
    Bands,
    Bonus,
    BonusItem,
    Coefficient,
    Delay,
    Equal,
    ExecutionShare,
    Fault,
    Judgement,
    Manual,
    Occurrences,
)
from tests.core.scoring.claims import TIERS, claim


@pytest.mark.parametrize("rule", [AtLeast(), AtMost(), Equal(), ExecutionShare(), TIERS, Manual()])
def test_a_rule_of_the_actual_value_asks_nothing_beside(rule):
    assert asked_of(rule) == ()


def test_what_is_asked_must_be_answered_unless_said_otherwise():
    asked = Asked("item_1", "有年度计划", "tick")

    assert (asked.required, asked.choices, asked.unit) == (True, (), "")


def test_a_claim_has_no_answers_unless_given():
    assert claim("≥95%", "95%").answers == {}


BANDS = (Band(low="0.9", score=1), Band(high="0.9", score=0))


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (Bands(bands=BANDS), []),
        (Bands(bands=BANDS, finished=1), ["finished"]),
        (Occurrences(deduction=1), []),
        (Occurrences(deduction=1, asked="迟报次数"), ["occurrences"]),
        (AllOrNothing(), []),
        (AllOrNothing(question="有年度计划"), ["met"]),
        (Delay(), ["start", "planned", "done"]),
        (Delay(mode="steps", deduction=1), ["planned", "done"]),
        (Coefficient(), ["coefficient"]),
        (Judgement(faults=(Fault(name="迟报", least=1, most=2),)), ["fault_1"]),
        (Bonus(items=(BonusItem(name="表彰", score=1),), highest=3), ["item_1"]),
    ],
    ids=lambda given: getattr(given, "kind", ""),
)
def test_a_rule_asks_what_it_reads(rule, keys):
    assert [asked.key for asked in asked_of(rule)] == keys
