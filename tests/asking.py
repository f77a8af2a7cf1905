"""A rule that asks everything that a rule can ask, for tests of what lies between the rules and the filer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.filing import asking
from core.scoring.asked import Asked

if TYPE_CHECKING:
    from evaluations.dossiers.models import Evaluation

EVERY_KIND = (
    Asked("plan", "有年度计划", "tick"),
    Asked("rules", "制度健全", "tick"),
    Asked("pay", "资金到位", "choice", (("及时", "及时（2分）"), ("不及时", "不及时（1分）"))),
    Asked("late", "迟报次数", "number", unit="次"),
    Asked("share", "按期办结率", "rate"),
    Asked("on", "验收日期", "date", required=False),
    Asked("why", "依据", "text", required=False),
)
ANSWERED = {
    "plan": "是",
    "rules": "否",
    "pay": "不及时",
    "late": "2",
    "share": "95%",
    "on": "2021年12月1日",
    "why": "验收单",
}
SAID = "①；资金到位：不及时；迟报次数：2次；按期办结率：95%；验收日期：2021年12月1日；依据：验收单"


def asks_everything(evaluation: Evaluation, *, rows: int = 1) -> Evaluation:
    """The filing with its first row judged by hand, which asks what `ask` says; `rows` such rows in all."""
    evaluation.lines.filter(key="r1").update(rule={"kind": "manual"})
    for number in range(1, rows):
        row = {"group": "quantity", "name": f"指标{number}", "rule": {"kind": "manual"}}
        evaluation.lines.create(key=f"more{number}", position=10 + number, **row)
    return evaluation


def ask(monkeypatch: pytest.MonkeyPatch, *asked: Asked) -> None:
    """Let 人工评分 ask `asked` (every kind where none is named)."""
    wanted = asked or EVERY_KIND
    monkeypatch.setattr(asking, "asked_of", lambda rule: wanted if rule.kind == "manual" else ())
