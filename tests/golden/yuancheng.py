"""The real filing of 源城区 2021 医疗救助补助资金 (seed 000), as filed, on the form of the catalogue."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from core.filing import canonical, cells
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.snapshot import Identity, Line, Snapshot

GOLDEN = Path(__file__).parent
CATALOGUE = GOLDEN.parents[1] / "indicators" / "catalogue"
CASE: dict[str, Any] = json.loads((GOLDEN / "yuancheng-2021-medical-aid.json").read_text(encoding="utf-8"))
REPORT: dict[str, str] = json.loads((GOLDEN / "yuancheng-2021-report.json").read_text(encoding="utf-8"))
FUND_ROWS = ("total", "current_appropriation", "higher_level_transfer", "carryover", "other_funds")
HEADER = {"filer": "林清和", "phone": "0762-0000000", "filled_on": "2022年4月6日", "contact": "林清和"}
IDENTITY = Identity(
    number="2021-441602-0001",
    data_year=2021,
    work_year=2022,
    unit_code="441602",
    unit_name=CASE["unit"],
    department_name=CASE["department"],
    project_code="ylq",
    project_name=CASE["project"],
)


def catalogue_form(name: str) -> FormDefinition:
    """A form that ships with the product, as it stands in the catalogue."""
    text = (CATALOGUE / f"{name}.toml").read_text(encoding="utf-8")
    return FormDefinition.model_validate(tomllib.loads(text))


def yuancheng_form() -> FormDefinition:
    return catalogue_form("yuancheng-project-2021")


def yuancheng(**typed: str | None) -> tuple[FormDefinition, Snapshot]:
    """The form and the filing; `typed` replaces single cells (`total__score="93"`), None empties one."""
    form = yuancheng_form()
    texts = {**_texts(), **{name.replace("__", "/"): text for name, text in typed.items()}}
    filled = {ref: read_cell(form, CellRef.parse(ref), text) for ref, text in texts.items() if text}
    sha256 = canonical.sha256(canonical.form_to_json(form))
    return form, Snapshot(IDENTITY, sha256, goals=len(CASE["goals"]), lines=_lines(form), cells=filled)


def _lines(form: FormDefinition) -> tuple[Line, ...]:
    groups = {leaf.name: leaf.key for _, leaf in form.indicators.leaves()}
    return tuple(
        Line(f"r{number}", groups[row["level2"]], row["level3"], approved_target=row["target"])
        for number, row in enumerate(CASE["indicators"], start=1)
    )


def _texts() -> dict[str, str | None]:
    """What was typed, by the text of its CellRef; a “—” of a part row is no cell of the filing."""
    texts: dict[str, str | None] = {str(cells.header(key)): text for key, text in HEADER.items()}
    texts |= {str(cells.report(key)): text for key, text in REPORT.items()}
    for key, row in zip(FUND_ROWS, CASE["funds"], strict=True):
        for column in ("initial", "adjusted", "executed", "rate", "points", "score"):
            typed = row["weight" if column == "points" else column]
            texts[str(cells.fund(key, column))] = None if typed == "—" else typed
    for number, goal in enumerate(CASE["goals"], start=1):
        texts |= {str(cells.goal(number, side)): text for side, text in goal.items()}
    for number, row in enumerate(CASE["indicators"], start=1):
        texts |= _row(f"r{number}", row)
    total = {
        "points": CASE["total"]["weight"],
        "score": CASE["total"]["score"],
        "grade": CASE["total"]["grade"],
    }
    return texts | {str(cells.total(column)): text for column, text in total.items()}


def _row(key: str, row: dict[str, Any]) -> dict[str, str | None]:
    named = {**row, "points": row["weight"], "not_applicable": "是" if row["weight"] is None else None}
    columns = ("target", "actual", "points", "score", "note", "not_applicable")
    return {
        str(cells.indicator(key, column)): None if named[column] is None else str(named[column])
        for column in columns
    }
