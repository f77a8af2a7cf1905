"""A small consolidated filing: three rows, two sources of money, and what each unit filed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.filing.child_form import child_form
from core.filing.children import child_of
from core.filing.form import FormDefinition
from core.filing.snapshot import Child, Line, Snapshot
from tests.core.filing.forms import IDENTITY, TIERS, make_form, read_filing

RULES = {"at_least": {"kind": "at_least"}, "at_most": {"kind": "at_most"}, "equal": {"kind": "equal"}}
LINES = (
    Line("people", "quantity", "救助人数", "≥100人", Decimal(40)),
    Line("rate", "quality", "资金拨付率", "≥95%", Decimal(30)),
    Line("words", "quality", "拨付及时", "按时拨付", Decimal(20)),
)
TARGETS = {
    "indicators/people/target": "≥100人",
    "indicators/rate/target": "≥95%",
    "indicators/words/target": "按时拨付",
    "indicators/people/points": "40",
    "indicators/rate/points": "30",
    "indicators/words/points": "20",
}


def consolidated_form(**ways: Any) -> FormDefinition:
    """`ways`: how the rows of quantity and quality are put together."""
    groups = [
        {"key": key, "name": key, "points": points, **({"aggregation": ways[key]} if key in ways else {})}
        for key, points in (("quantity", "40"), ("quality", "50"))
    ]
    rules = {**RULES, "qualitative": TIERS, "words": TIERS}
    return make_form(indicators={"level3": "per_project", "groups": groups, "rules": rules})


def unit(
    name: str, people: str, rate: str, budget: str, *, executed: str = "", leads: bool = False, **typed: str
) -> Child:
    """What one unit filed and had approved; `typed`: `words`, `people_not_applicable`."""
    texts: dict[str, str | None] = {
        "indicators/people/actual": people,
        "indicators/rate/actual": rate,
        "indicators/words/actual": typed.get("words", ""),
        "indicators/people/not_applicable": typed.get("people_not_applicable", ""),
        "funds/total/adjusted": budget,
        "funds/total/executed": executed or budget,
        "funds/carryover/adjusted": budget,
        "funds/carryover/executed": executed or budget,
        "header/filer": "某人",
    }
    form = child_form(consolidated_form())
    filed = read_filing(form, LINES, texts)
    identity = replace(IDENTITY, unit_name=name, number=f"2021-{name}-001", parent_number="2021-001")
    return child_of(form, replace(filed, identity=identity), sha256="a" * 64, leads=leads)


def whole(*children: Child, form: FormDefinition | None = None, **typed: str) -> Snapshot:
    """The filing of the leading unit; `typed`: `people_actual`, `funds_total_adjusted` …"""
    texts: dict[str, str | None] = dict(TARGETS)
    for name, text in typed.items():
        key, column = name.rsplit("_", 1)
        texts[key.replace("_", "/") + f"/{column}" if "funds" in key else f"indicators/{key}/{column}"] = text
    return replace(read_filing(form or consolidated_form(), LINES, texts), children=children)
