"""C06 of a bonus and C11: what a row's own rule allows, and what it wants explained."""

from __future__ import annotations

import pytest

from core.verification import verify
from tests.core.filing.forms import make_form, with_line
from tests.core.verification.filings import mended

BONUS = {
    "kind": "bonus",
    "items": [{"name": "正面批示", "score": "1", "most": "2"}],
    "base": "5",
    "highest": "7",
}
NOTED = {"kind": "at_least", "over_target": {"threshold": "1.1"}}
REDUCED = {"mode": "reduce", "threshold": "1.1", "reductions": [{"above": "1.1", "share": "0.2"}]}


def found(rule, **typed):
    """The findings of the mended filing where r13 (5 points, 80%) has a rule of its own."""
    return verify(make_form(), with_line(mended(**typed), "r13", rule=rule))


def score_of_r13(score):
    return {"indicators__r13__score": score, "total__score": str(89 + int(score))}


def praised(times):
    return {"indicators__r13__answers.item_1": times, "indicators__r13__actual": f"{times}个"}


@pytest.mark.parametrize("times", ["2", "9"])
def test_a_bonus_may_exceed_the_points(times):
    assert found(BONUS, **praised(times), **score_of_r13("7")) == ()


def test_a_bonus_ends_at_its_own_limit():
    findings = found(BONUS, **praised("9"), **score_of_r13("8"))

    assert [(finding.check, finding.expected) for finding in findings] == [("C06", "0至7")]


@pytest.mark.parametrize("note", [None, "—", ""])
def test_far_more_than_was_asked_is_to_be_explained(note):
    findings = found(NOTED, indicators__r13__actual="88%", indicators__r13__note=note)

    assert [(finding.check, finding.severity, str(finding.places[0])) for finding in findings] == [
        ("C11", "must_explain", "indicators/r13/note")
    ]
    assert findings[0].message == (
        "“政策知晓率”的完成率110%，达到或超过110%，请在“偏差原因分析及改进措施”栏说明原因。"
    )


@pytest.mark.parametrize(
    ("rule", "typed"),
    [
        (NOTED, {"indicators__r13__actual": "87.9%"}),
        (NOTED, {"indicators__r13__actual": "88%", "indicators__r13__note": "目标偏低，明年调高。"}),
        ({"kind": "at_least"}, {"indicators__r13__actual": "88%"}),
    ],
)
def test_what_is_explained_or_not_far_beyond_is_silent(rule, typed):
    assert found(rule, **typed) == ()


def test_a_reduction_for_far_too_much_asks_for_its_reason_once():
    reduced = {"kind": "at_least", "over_target": REDUCED}

    findings = found(reduced, indicators__r13__actual="100%", **score_of_r13("4"))

    assert [finding.check for finding in findings] == ["C10"]
