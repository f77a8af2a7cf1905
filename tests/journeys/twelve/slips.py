"""What the 股室 do with their workbooks: they read what stands in it and fill in what they know."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from indicators import catalogue
from tests.journeys.twelve.figures import MEASURES, OWN_GOAL, PROJECTS, REASON

ACTUAL, WHY, HOW = 3, 5, 6
"""Columns of 实际完成值, 未完成原因, 改进措施."""
BY_NAME = {project.name: project for project in PROJECTS}


def filled_slips(archive: Path, folder: Path) -> list[Path]:
    """The workbooks of the archive, each filled in by its 股室."""
    with ZipFile(archive) as given:
        given.extractall(folder)
    found = sorted(folder.glob("*.xlsx"))
    for path in found:
        book = openpyxl.load_workbook(path)
        for page in book.worksheets:
            if re.match(r"\d+\.", page.title):
                _fill(page)
        book.save(path)
    return found


def _fill(page: Worksheet) -> None:
    project = BY_NAME.get(str(page.cell(2, 2).value))
    known = project.actuals if project else _own_actuals()
    for line in range(1, page.max_row + 1):
        name = str(page.cell(line, 2).value or "")
        if name in known:
            page.cell(line, ACTUAL + 1).value = known[name]
            if project and project.is_missed and name == project.counted:
                page.cell(line, WHY + 1).value, page.cell(line, HOW + 1).value = REASON, MEASURES
        elif "实际完成情况" in name:
            page.cell(line, 3).value = project.reached if project else f"已完成：{OWN_GOAL}"


def _own_actuals() -> dict[str, str]:
    """What the whole unit's form asks: exactly what is due, or words that its form knows."""
    (path,) = [path for path in catalogue.available() if path.stem == "pingan-department-2024"]
    leaves = [leaf for _, leaf in catalogue.read(path).indicators.leaves()]
    return {row.name: _met(row.target) for leaf in leaves for row in leaf.rows}


def _met(target: str) -> str:
    return "效果显著" if target == "定性" else target.lstrip("≥=")
