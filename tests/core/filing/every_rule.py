"""A form whose rows ask everything that rules and measures can ask, with answers to all of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.filing.form import FormDefinition
from tests.core.filing.forms import TIERS, make_form

RATIO = {
    "inputs": [{"key": "staff", "label": "在职人员数"}, {"key": "posts", "label": "编制数"}],
    "steps": [{"key": "rate", "kind": "ratio", "of": ["staff", "posts"]}],
}
ITEMS = [
    {"name": "有年度计划", "score": "2"},
    {"name": "有工作总结", "score": "2"},
    {"name": "有考核", "score": "1"},
]
ROWS: tuple[tuple[str, dict[str, Any], dict[str, str], str, str], ...] = (
    (
        "checklist",
        {"kind": "checklist", "items": ITEMS},
        {"item_1": "是", "item_2": "否", "item_3": "是"},
        "①③",
        "3",
    ),
    (
        "options",
        {"kind": "options", "options": [{"name": "及时", "score": "5"}, {"name": "不及时", "score": "1"}]},
        {"option": "不及时"},
        "不及时",
        "1",
    ),
    ("yes", {"kind": "all_or_nothing", "question": "有年度计划"}, {"met": "是"}, "是", "5"),
    (
        "occurrences",
        {"kind": "occurrences", "deduction": "1", "asked": "违规次数"},
        {"occurrences": "2"},
        "2次",
        "3",
    ),
    (
        "periods",
        {"kind": "periods", "periods": [{"name": "一季度", "score": "2"}, {"name": "全年", "score": "3"}]},
        {"period_1": "否", "period_2": "是"},
        "②",
        "3",
    ),
    (
        "bonus",
        {
            "kind": "bonus",
            "base": "5",
            "items": [{"name": "正面批示", "score": "1", "most": "2"}],
            "highest": "7",
        },
        {"item_1": "3"},
        "3个",
        "7",
    ),
)
"""Key, rule, answers, the actual that they say, the score of 5 points."""
STAFF = {"inputs.staff": "30", "inputs.posts": "29"}


def every_rule_form(**changes: Any) -> FormDefinition:
    """One row of 5 points for each of ROWS, and one whose actual is worked out (staff)."""
    rows = [{"key": key, "name": f"指标{key}", "points": "5", "rule": rule} for key, rule, *_ in ROWS]
    rule = {"kind": "at_most"}
    worked = {"key": "staff", "name": "在职人员控制率", "target": "≤100%", "points": "5", "measure": RATIO}
    words = {name: TIERS for name in ("qualitative", "words")}
    rules = {"at_least": {"kind": "at_least"}, "at_most": rule, "equal": {"kind": "equal"}, **words}
    groups = [{"key": "input", "name": "投入", "rows": [*rows, {**worked, "rule": rule}]}]
    indicators = {"level3": "fixed", "groups": groups, "rules": rules}
    total = Decimal(10 + 5 * (len(ROWS) + 1))
    return make_form(code="every-rule", indicators=indicators, total_points=total, **changes)


def every_answer() -> dict[str, str]:
    """The answers by the text of their cells."""
    given = {
        f"indicators/{key}/answers.{one}": text for key, _, texts, *_ in ROWS for one, text in texts.items()
    }
    return given | {f"indicators/staff/{column}": text for column, text in STAFF.items()}


EXPECTED = {key: (actual, score) for key, _, _, actual, score in ROWS} | {"staff": ("103.45%", "4.83")}
