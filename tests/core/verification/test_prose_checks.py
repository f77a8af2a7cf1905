"""C18, C32, C33: what the report's prose says of its own figures; asks with its calculation."""

import pytest

from core.filing.form import CheckSetting
from core.verification import Severity, verify
from tests.core.filing.forms import make_filing, shipped_form

SECTION = "report/s2"


def told(text):
    """The findings about the prose of one section."""
    form = shipped_form()
    found = verify(form, make_filing(form, **{SECTION.replace("/", "__"): text}))
    return [finding for finding in found if finding.check in ("C18", "C32", "C33")]


@pytest.mark.parametrize(
    ("text", "check", "found", "expected"),
    [
        ("发生费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。", "C32", "87.27%", "87.23%"),
        (
            "支出合计605.35万元，其中基本支出275.22万元，项目支出303.13万元。",
            "C33",
            "605.35万元",
            "578.35万元",
        ),
        ("共补贴220户，每户补助500元，发放补助10万元。", "C33", "10万元", "11万元"),
        ("基本支出275.22万元，其中公用经费21.79元，占7.92%。", "C18", "21.79元", "21.79万元"),
        ("全年预算300万元，支出200万元，执行率66.66%。", "C32", "66.66%", "66.67%"),
    ],
)
def test_contradiction_is_told_at_its_section(text, check, found, expected):
    (finding,) = told(text)

    assert (finding.check, finding.found, finding.expected) == (check, found, expected)
    assert [str(place) for place in finding.places] == [SECTION]
    assert finding.severity is (Severity.HINT if found == "66.66%" else Severity.MUST_EXPLAIN)
    assert not finding.stops
    assert found in [text[start:end] for start, end in finding.spans]


@pytest.mark.parametrize(("wanted", "given"), [("must_fix", "must_explain"), ("hint", "hint")])
def test_no_form_makes_it_stop_anybody(wanted, given):
    form = shipped_form().model_copy(update={"checks": {"C32": CheckSetting(severity=wanted)}})
    wrong = "发生费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。"

    found = verify(form, make_filing(form, **{SECTION.replace("/", "__"): wrong}))

    assert [finding.severity for finding in found if finding.check == "C32"] == [given]


def test_message_shows_what_was_compared():
    (finding,) = told("发生费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。")

    assert "“报销比例达87.27%”，按文中数字计算：1789.3 ÷ 2051.3 = 87.23%，请核对。" in finding.message


def test_inferred_total_and_rounding_are_said():
    shares = "甲支出733.68万元，占总额的92.64%；乙支出620.3万元，占总额的78.32%；"
    (inferred,) = told(f"{shares}丙支出113.38万元，占总额的14.32%；丁支出7.73万元，占总额的0.09%。")
    (rounded,) = told("全年预算300万元，支出200万元，执行率66.66%。")

    assert "文中没有列出" in inferred.message
    assert "属四舍五入差异" in rounded.message


def test_what_no_slip_explains_is_a_hint_that_says_when_to_leave_it():
    (finding,) = told("支付工程款120万元，支付监理费30万元，支付设计费50万元，以上三项共计255万元。")

    assert (finding.severity, finding.expected) == (Severity.HINT, "200万元")
    assert finding.message.endswith("请核对；如这几个数字本来就不是一回事，不用修改。")


def test_what_no_words_tie_is_asked_and_says_when_to_leave_it():
    (finding,) = told(
        "三区（412.30万元、387.65万元、290.10万元）加两县（655.48万元、518.77万元），共支出2344.30万元。"
    )

    assert (finding.severity, finding.expected) == (Severity.MUST_EXPLAIN, "2264.30万元")
    assert finding.message.endswith("请核对；如这几个数字本来就不是一回事，不用修改。")


def test_true_prose_and_other_cells_are_left_in_peace():
    assert told("发生费用2051.3万元，实际报销1789.3万元，报销比例达87.23%。") == []
