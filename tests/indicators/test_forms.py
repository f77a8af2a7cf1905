"""What a rule asks beside the actual value is asked in its try-out too."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.scoring.asked import Asked
from core.scoring.parameters import Manual
from indicators import forms
from indicators.forms import TryForm

ASKED = (
    Asked("a1", "已签合同", "tick"),
    Asked("a2", "方案", "choice", choices=(("1", "甲"), ("2", "乙"))),
    Asked("a3", "次数", "number", unit="次"),
)


@pytest.fixture
def rule_that_asks(monkeypatch):
    monkeypatch.setattr(forms, "asked_of", lambda rule: ASKED)
    return Manual()


def test_each_question_has_its_box(rule_that_asks):
    fields = TryForm(rule_that_asks).fields

    assert [value for value, _ in fields["answers.a1"].choices] == ["", "是", "否"]
    assert [label for _, label in fields["answers.a2"].choices] == ["—", "甲", "乙"]
    assert fields["answers.a3"].label == "次数（次）"


def test_what_is_answered_goes_with_the_example(rule_that_asks):
    sent = {"try-points": "10", "try-answers.a1": "是", "try-answers.a3": "2"}
    form = TryForm(rule_that_asks, sent)

    assert form.is_valid()
    assert form.example() == forms.Example("", "", Decimal(10), {"a1": "是", "a3": "2"})
