"""Tables as filed, on their forms of the catalogue. Nothing of a case is corrected.

A case says where it is from (`seed`, `source`) and what in it is invented because nobody published it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.filing import canonical, cells
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.snapshot import Identity, Line, Snapshot
from tests.golden import yuancheng
from tests.golden.yuancheng import catalogue_form

GOLDEN = Path(__file__).parent
FILER = {"filer": "林清和", "phone": "0937-0000000", "filled_on": "2022年5月26日"}
NAMES = {"points": "weight"}
"""What a case calls otherwise than a form."""


@dataclass(frozen=True, eq=False)
class Case:
    """`funds`: the keys of the fund rows in the order of the case; `more`: what stands beside the table."""

    stem: str
    form_name: str
    funds: tuple[str, ...] = ()
    header: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def filed(self) -> dict[str, Any]:
        """What was read off the paper."""
        text = (GOLDEN / f"{self.stem}.json").read_text(encoding="utf-8")
        return dict(json.loads(text))

    @property
    def form(self) -> FormDefinition:
        return catalogue_form(self.form_name)

    def texts(self) -> dict[str, str]:
        """What was typed, by address; a “—” in a cell that is not asked is no cell."""
        filed, form = self.filed, self.form
        header = {**FILER, **filed.get("header", {}), **self.header}
        found = {str(cells.header(key)): text for key, text in header.items()}
        found |= {f"texts/{box}": text for box, text in filed.get("texts", {}).items()}
        found |= _funds(form, self.funds, filed["funds"])
        for number, goal in enumerate(filed["goals"], start=1):
            found |= {str(cells.goal(number, side)): text for side, text in goal.items() if text}
        for line, row in zip(self.lines(), filed["indicators"], strict=True):
            found |= _row(form, line, row)
        total = filed["total"] or {}
        asked = form.paper.total if form.indicators.scored else ()
        found |= {
            str(cells.total(name)): total[NAMES.get(name, name)]
            for name in asked
            if total[NAMES.get(name, name)]
        }
        sections = form.report.sections if form.report else ()
        report = filed.get("report", {})
        found |= {
            str(cells.report(section.key)): report.get(section.key, "无。")
            for section in sections
            if section.has_text
        }
        if filed.get("duties"):
            found["texts/duties/text"] = filed["duties"]
        return found | dict(self.more)

    def lines(self) -> tuple[Line, ...]:
        """The rows: of the form where it prescribes them, else by their second level."""
        form, rows = self.form, self.filed["indicators"]
        if form.indicators.level3 == "fixed":
            return tuple(_fixed(form))
        return tuple(_lines(form, rows))

    def snapshot(self, **altered: str | None) -> tuple[FormDefinition, Snapshot]:
        """The form and the filing; `altered` replaces cells (`total__score="93"`), None empties one."""
        form, filed = self.form, self.filed
        texts = self.texts() | {name.replace("__", "/"): text for name, text in altered.items()}
        filled = {ref: read_cell(form, CellRef.parse(ref), text) for ref, text in texts.items() if text}
        sha256 = canonical.sha256(canonical.form_to_json(form))
        goals = max(len(filed["goals"]), 1)
        return form, Snapshot(self.identity(), sha256, goals=goals, lines=self.lines(), cells=filled)

    def identity(self) -> Identity:
        filed = self.filed
        return Identity(
            number=f"{filed['year']}-301-001",
            data_year=filed["year"],
            work_year=filed["year"] + 1,
            unit_code=filed.get("department_code", "301"),
            unit_name=filed["unit"],
            department_name=filed["department"],
            project_code="p1" if filed["project"] else "",
            project_name=filed["project"] or "",
        )


def _funds(form: FormDefinition, keys: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, str]:
    columns = form.funds.columns if form.funds else ()
    totals = {row.key for row in form.funds.totals} if form.funds else set()
    filed = {
        str(cells.fund(key, column.key)): row.get(NAMES.get(column.role, column.role))
        for key, row in zip(keys, rows, strict=True)
        for column in columns
        if key in totals or not column.only_total
    }
    return {ref: text for ref, text in filed.items() if text}


def _lines(form: FormDefinition, rows: list[dict[str, Any]]) -> Iterator[Line]:
    groups = {(group.name, leaf.name): leaf.key for group, leaf in form.indicators.leaves()}
    (first, *_) = groups.values()
    for number, row in enumerate(rows, start=1):
        key = groups[row["level1"], row["level2"]] if row["level1"] else first
        yield Line(f"r{number}", key, row["level3"], row["target"] or "", row["weight"])


def _fixed(form: FormDefinition) -> Iterator[Line]:
    for _, leaf in form.indicators.leaves():
        for row in leaf.rows:
            yield Line(row.key, leaf.key, row.name, row.target, row.points)


def _row(form: FormDefinition, line: Line, row: dict[str, Any]) -> dict[str, str]:
    scored = ("points", "score") if form.indicators.scored else ()
    more = [column.key for column in form.indicators.more]
    named = {name: row.get(NAMES.get(name, name)) for name in ("target", "actual", *scored, "note", *more)}
    return {
        str(form.indicators.cell(line.key, name)): str(text)
        for name, text in named.items()
        if text is not None
    }


YUANCHENG = Case(
    "yuancheng-2021-medical-aid",
    "yuancheng-project-2021",
    funds=yuancheng.FUND_ROWS,
    header=yuancheng.HEADER,
    more={
        "indicators/r2/not_applicable": "是",
        **{str(cells.report(key)): text for key, text in yuancheng.REPORT.items()},
    },
)
CHRONIC_DISEASE = Case(
    "jiayuguan-2021-chronic-disease",
    "jiayuguan-project-2021",
    funds=("total", "central", "provincial", "municipal", "other_funds"),
    more={"texts/remark/text": "无"},
)
TRANSFER = Case(
    "jiayuguan-2021-transfer",
    "jiayuguan-transfer-2021",
    funds=("total", "central", "local", "other_funds"),
    header={"central_department": "国家医疗保障局", "local_department": "甘肃省财政厅"},
    more={"texts/remark/text": "无"},
)
OVERALL = Case(
    "jiayuguan-2021-overall",
    "jiayuguan-department-2021",
    funds=("total", "basic", "project"),
)
PINGAN = Case(
    "pingan-2024-overall",
    "pingan-department-2024",
    funds=(
        "appropriation",
        "other_income",
        "income",
        "personnel",
        "operations",
        "specific_purpose",
        "spending",
    ),
)
HESHAN_ANSWERS = json.loads((GOLDEN / "heshan-2021-answers.json").read_text(encoding="utf-8"))
HESHAN = Case("heshan-2021-overall", "heshan-department-2021", more=HESHAN_ANSWERS["cells"])

TABLE = ("total",)
PARTS = ("total", "current_appropriation", "carryover", "other_funds")
HUBEI = Case("hubei-2020-fishing-ban", "hubei-project-2022", funds=TABLE)
CHONGQING = Case("chongqing-2021-media-centre", "chongqing-project-2021", funds=TABLE)
SICHUAN = Case(
    "sichuan-2023-salaries",
    "sichuan-project-2023",
    funds=("total", "fiscal", "special_account", "unit", "other_funds"),
)
YUNNAN = Case("yunnan-2022-nutrition", "yunnan-project-2022", funds=PARTS)
HUOSHAN = Case(
    "huoshan-2024-transfer", "national-transfer-2023", funds=("total", "central", "local", "other_funds")
)
NATIONAL = Case("national-2020-relief", "national-project-2020", funds=PARTS)
NATIONAL_COST = Case("national-2021-relief-cost", "national-project-2021", funds=PARTS)
ELSEWHERE = (HUBEI, CHONGQING, SICHUAN, YUNNAN, HUOSHAN, NATIONAL, NATIONAL_COST)
"""Forms that are in no seed."""
PANZHIHUA = Case("panzhihua-2022-overall", "panzhihua-department-2022")
PANZHIHUA_PROJECT = Case("panzhihua-2022-resident-insurance", "panzhihua-project-2022")
REPORTS = (PANZHIHUA, PANZHIHUA_PROJECT)
"""Forms that are a report without a table."""
