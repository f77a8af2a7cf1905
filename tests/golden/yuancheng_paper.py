"""源城's table as it must stand on paper: every cell with position and span, written from the case by hand.

It knows nothing of core.paper. Columns are those of the printed grid: 12/18/24/25/17/8/12/14/7/9/9/8/15 mm.
"""

from __future__ import annotations

from typing import Any

from tests.documents.reading import ReadCell, squeezed

Place = tuple[int, int]  # column, colspan
SIDE: Place = (0, 1)
HEAD_ROWS = 2
FUND_LABEL: Place = (1, 2)
FUND_PLACES: tuple[Place, ...] = ((3, 1), (4, 2), (6, 2), (8, 2), (10, 2), (12, 1))
FUND_KEYS = ("initial", "adjusted", "executed", "weight", "rate", "score")
EXPECTED: Place = (1, 4)
ACTUAL: Place = (5, 8)
LEVEL1: Place = (1, 1)
LEVEL2: Place = (2, 1)
LEVEL3: Place = (3, 2)
ROW_PLACES: tuple[Place, ...] = ((5, 2), (7, 2), (9, 1), (10, 1), (11, 2))
ROW_KEYS = ("target", "actual", "weight", "score", "note")
ROW_HEADS = ("年度指标值", "实际完成值", "分值", "得分")


def expected_cells(case: dict[str, Any]) -> list[ReadCell]:
    """The 160 cells of the case in the order of the grid."""
    funds_at = HEAD_ROWS
    goals_at = funds_at + 1 + len(case["funds"])
    rows_at = goals_at + 1 + len(case["goals"])
    total_at = rows_at + 1 + len(case["indicators"])
    cells = [*_head(case), *_funds(case, funds_at), *_goals(case, goals_at)]
    cells += [*_indicators(case, rows_at), *_total(case, total_at)]
    return sorted(cells)


def _cell(row: int, place: Place, text: Any, rowspan: int = 1) -> ReadCell:
    column, colspan = place
    return ReadCell(row, column, rowspan, colspan, "" if text is None else squeezed(str(text)))


def _head(case: dict[str, Any]) -> list[ReadCell]:
    return [
        _cell(0, (0, 2), "项目名称"),
        _cell(0, (2, 11), case["project"]),
        _cell(1, (0, 2), "主管部门"),
        _cell(1, (2, 3), case["department"]),
        _cell(1, (5, 2), "实施单位"),
        _cell(1, (7, 6), case["unit"]),
    ]


def _funds(case: dict[str, Any], top: int) -> list[ReadCell]:
    cells = [_cell(top, SIDE, "项目资金(万元)", 1 + len(case["funds"])), _cell(top, FUND_LABEL, "")]
    cells += [
        _cell(top, place, label) for place, label in zip(FUND_PLACES, case["fund_columns"], strict=True)
    ]
    for row, fund in enumerate(case["funds"], start=top + 1):
        cells.append(_cell(row, FUND_LABEL, fund["label"]))
        cells += [_cell(row, place, fund[key]) for place, key in zip(FUND_PLACES, FUND_KEYS, strict=True)]
    return cells


def _goals(case: dict[str, Any], top: int) -> list[ReadCell]:
    cells = [
        _cell(top, SIDE, "年度总体目标", 1 + len(case["goals"])),
        _cell(top, EXPECTED, "预期目标"),
        _cell(top, ACTUAL, "实际完成情况"),
    ]
    for row, goal in enumerate(case["goals"], start=top + 1):
        cells += [_cell(row, EXPECTED, goal["expected"]), _cell(row, ACTUAL, goal["actual"])]
    return cells


def _indicators(case: dict[str, Any], top: int) -> list[ReadCell]:
    rows = case["indicators"]
    heads = zip(
        (LEVEL1, LEVEL2, LEVEL3, *ROW_PLACES),
        ("一级指标", "二级指标", "三级指标", *ROW_HEADS, case["note_column"]),
        strict=True,
    )
    cells = [_cell(top, SIDE, "绩效指标", 1 + len(rows))]
    cells += [_cell(top, place, label) for place, label in heads]
    for at, row in enumerate(rows):
        line = top + 1 + at
        number = 1 + sum(other["level2"] == row["level2"] for other in rows[:at])
        cells += _groups(rows, at, line)
        cells.append(_cell(line, LEVEL3, f"指标{number}: {row['level3']}"))
        cells += [_cell(line, place, row[key]) for place, key in zip(ROW_PLACES, ROW_KEYS, strict=True)]
    return cells


def _groups(rows: list[dict[str, Any]], at: int, line: int) -> list[ReadCell]:
    """The merged cells of both levels that begin with this row."""
    cells = []
    for level, place in (("level1", LEVEL1), ("level2", LEVEL2)):
        if at == 0 or rows[at - 1][level] != rows[at][level]:
            same = sum(row[level] == rows[at][level] for row in rows)
            cells.append(_cell(line, place, f"{rows[at][level]}({rows[at][level + '_weight']}分)", same))
    return cells


def _total(case: dict[str, Any], row: int) -> list[ReadCell]:
    total = case["total"]
    return [
        _cell(row, (0, 9), "总分"),
        _cell(row, (9, 1), total["weight"]),
        _cell(row, (10, 1), total["score"]),
        _cell(row, (11, 2), total["grade"]),
    ]
