"""The 源城 form and filing for tests of the pure parts, and small filings beside it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.snapshot import Identity, Line, Snapshot

ROOT = Path(__file__).parents[3]
CASE = json.loads((ROOT / "tests" / "golden" / "yuancheng-2021-medical-aid.json").read_text(encoding="utf-8"))
TRUE_OF_IT = ("C20", "C28")
"""Hints that 源城 deserves (支出率 as 数量, 94 points at 60.7%): off where `checks` does not name them."""
EVERY_CHECK: dict[str, dict[str, str]] = {check: {} for check in TRUE_OF_IT}
FUND_ROWS = ("total", "current_appropriation", "higher_level_transfer", "carryover", "other_funds")
COLUMNS = {
    "initial": "年初预算数",
    "adjusted": "全年预算数",
    "executed": "全年执行数",
    "points": "分值",
    "rate": "执行率",
    "score": "得分",
}
TIERS = {
    "kind": "tiers",
    "tiers": [
        {"name": "达成预期", "low": "0.8", "high": "1", "high_closed": True},
        {"name": "部分达成预期", "low": "0.6", "high": "0.8"},
        {"name": "未达成预期", "low": "0", "high": "0.6"},
    ],
}
GROUPS = [
    (
        "output",
        "产出指标",
        50,
        [("quantity", "数量指标", 17), ("quality", "质量指标", 16), ("timeliness", "时效指标", 17)],
    ),
    ("benefit", "效益指标", 30, [("social", "社会效益指标", 16), ("sustained", "可持续影响指标", 14)]),
    ("satisfaction", "满意度指标", 10, [("service_satisfaction", "服务对象满意度指标", 10)]),
]


def make_form(**changes: Any) -> FormDefinition:
    """The 源城 form; `changes` replace whole fields, with __ single ones inside (`funds__label`)."""
    data = _form()
    changes["checks"] = data["checks"] | changes.get("checks", {})
    for name, value in changes.items():
        *path, last = name.split("__")
        place = data
        for key in path:
            place = place[key]
        place[last] = value
    return FormDefinition.model_validate(data)


def _form() -> dict[str, Any]:
    return {
        "code": "yuancheng-2021",
        "name": "项目支出绩效自评表",
        "scope": "project",
        "place": "源城区",
        "year": 2021,
        "source": "seed 000",
        "paper": {"title": "项目支出绩效自评表", "header": []},
        "header": [{"key": "filer", "label": "填报人"}],
        "funds": _funds(),
        "goals": {},
        "indicators": _indicators(),
        "grading": _grading(),
        "checks": {check: {"severity": "off"} for check in TRUE_OF_IT},
    }


def _funds() -> dict[str, Any]:
    return {
        "label": "项目资金（万元）",
        "rows": [
            {"key": key, "label": row["label"], "role": "total" if key == "total" else "part"}
            for key, row in zip(FUND_ROWS, CASE["funds"], strict=True)
        ],
        "columns": [
            {"key": key, "label": label, "role": key, "only_total": key in ("points", "score")}
            for key, label in COLUMNS.items()
        ],
        "execution_points": "10",
        "execution_rule": {"kind": "execution_share"},
    }


def _indicators() -> dict[str, Any]:
    return {
        "level3": "per_project",
        "groups": [_group(*group) for group in GROUPS],
        "rules": {
            "at_least": {"kind": "at_least"},
            "at_most": {"kind": "at_most"},
            "equal": {"kind": "equal"},
            "qualitative": TIERS,
            "words": TIERS,
        },
        "rounding": {"decimals": 0},
    }


def _grading() -> dict[str, Any]:
    bands = {"优": "90", "良": "80", "中": "60", "差": "0"}
    return {
        "bands": [{"name": name, "minimum": minimum} for name, minimum in bands.items()],
        "caps": [{"execution_rate_below": "0.9", "highest": "良", "reason": "预算执行率低于90%"}],
    }


def _group(key: str, name: str, points: int, children: list[tuple[str, str, int]]) -> dict[str, Any]:
    inner = [{"key": key, "name": name, "points": str(points)} for key, name, points in children]
    return {"key": key, "name": name, "points": str(points), "children": inner}


def shipped_form() -> FormDefinition:
    """The 源城 form as it ships with the product; its keys are those of `make_form`."""
    text = (ROOT / "indicators" / "catalogue" / "yuancheng-project-2021.toml").read_text(encoding="utf-8")
    return FormDefinition.model_validate(tomllib.loads(text, parse_float=Decimal))


def make_filing(form: FormDefinition | None = None, /, **typed: str | None) -> Snapshot:
    """The 源城 filing as filed; `typed` replaces cells: `funds__total__executed="1"`, None empties one."""
    texts = _texts()
    for name, text in typed.items():
        texts[name.replace("__", "/")] = text
    return read_filing(form or make_form(), _lines(), texts)


def read_filing(
    form: FormDefinition, lines: tuple[Line, ...], texts: dict[str, str | None], *, goals: int = 1
) -> Snapshot:
    """A snapshot of typed texts, read as the product reads them."""
    filled = {ref: read_cell(form, CellRef.parse(ref), text) for ref, text in texts.items() if text}
    return Snapshot(IDENTITY, form_sha256="0" * 64, goals=goals, lines=lines, cells=filled)


IDENTITY = Identity(
    number="2021-441602-0001",
    data_year=2021,
    work_year=2022,
    unit_code="441602",
    unit_name="市医保局源城分局",
    department_name="市医保局源城分局",
    project_code="ylq",
    project_name="医疗救助补助资金",
)


def _lines() -> tuple[Line, ...]:
    groups = {child[1]: child[0] for group in GROUPS for child in group[3]}
    return tuple(
        Line(
            f"r{number}",
            groups[row["level2"]],
            row["level3"],
            approved_target=row["target"],
            approved_points=None if row["weight"] is None else Decimal(row["weight"]),
        )
        for number, row in enumerate(CASE["indicators"], start=1)
    )


def _texts() -> dict[str, str | None]:
    """Every cell of the case by the text of its CellRef; what prints as “—” in part rows is no cell."""
    texts: dict[str, str | None] = {"header/filer": "张三"}
    for key, row in zip(FUND_ROWS, CASE["funds"], strict=True):
        named = {**row, "points": row["weight"]}
        for column in COLUMNS:
            if named[column] != "—":
                texts[str(cells.fund(key, column))] = named[column]
    for number, goal in enumerate(CASE["goals"], start=1):
        texts |= {str(cells.goal(number, side)): text for side, text in goal.items()}
    for number, row in enumerate(CASE["indicators"], start=1):
        texts |= _row_texts(f"r{number}", row)
    total = CASE["total"]
    return texts | {
        "total/points": total["weight"],
        "total/score": total["score"],
        "total/grade": total["grade"],
    }


def _row_texts(key: str, row: dict[str, Any]) -> dict[str, str | None]:
    named = {**row, "points": row["weight"]}
    columns = ("target", "actual", "points", "score", "note")
    texts = {str(cells.indicator(key, c)): None if named[c] is None else str(named[c]) for c in columns}
    if row["weight"] is None:
        texts[str(cells.indicator(key, "not_applicable"))] = "是"
    return texts


def with_line(snapshot: Snapshot, key: str, **changes: Any) -> Snapshot:
    """The snapshot with one row changed."""
    lines = tuple(replace(line, **changes) if line.key == key else line for line in snapshot.lines)
    return replace(snapshot, lines=lines)
