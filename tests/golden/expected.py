"""The tables of the cases as they must stand on paper, row by row, written from the cases by hand.

It knows nothing of core.paper. A cell is its text and the rows over which it stands; where its columns begin
and end is a matter of widths.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.documents.reading import ReadCell, squeezed

GOLDEN = Path(__file__).parent
Cell = tuple[str, int]
Rows = list[list[Cell]]
HEADS = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标",
    "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分",
}  # fmt: skip
PINGAN_FUNDS = ("label", "initial", "adjusted", "executed")
UNSCORED = {name: head for name, head in HEADS.items() if name not in ("weight", "score")}


def read_rows(printed: Sequence[ReadCell]) -> Rows:
    """What a reader of the paper sees, left to right."""
    return [
        [(cell.text, cell.rowspan) for cell in sorted(row, key=lambda cell: cell.column)]
        for _, row in groupby(sorted(printed), key=lambda cell: cell.row)
    ]


def one(*texts: str | None) -> list[Cell]:
    """A row of cells of one row each."""
    return [(squeezed(text or ""), 1) for text in texts]


def funds(
    side: str, heads: Rows, case: dict[str, Any], columns: Sequence[str], *, only_total: Sequence[str] = ()
) -> Rows:
    """`heads` without the side label, which stands over all; what only the total has is “—” below it."""
    rows = [
        one(
            fund["label"],
            *(fund.get(name) or ("—" if number and name in only_total else "") for name in columns),
        )
        for number, fund in enumerate(case["funds"])
    ]
    return under(side, [*heads, *rows])


def under(side: str, rows: Rows) -> Rows:
    """The rows beside the label of their part."""
    (first, *others) = rows
    return [[(squeezed(side), len(rows)), *first], *others]


def goals(side: str, expected: str, actual: str, case: dict[str, Any]) -> Rows:
    rows = [one(goal["expected"], goal["actual"]) for goal in case["goals"]]
    return under(side, [one(expected, actual), *rows])


def indicators(side: str, names: dict[str, str], case: dict[str, Any], *, points: str = "（{}分）") -> Rows:
    """The rows with the names of their levels where these begin; `points` behind those that have some."""
    columns = [name for name in names if name not in ("level1", "level2")]
    rows = case["indicators"]
    body = [
        [
            *levels(rows, at, points),
            *one(*(None if row[name] is None else str(row[name]) for name in columns)),
        ]
        for at, row in enumerate(rows)
    ]
    return under(side, [one(*names.values()), *body])


def levels(rows: list[dict[str, Any]], at: int, points: str) -> Iterator[Cell]:
    """The merged cells of both levels that begin with a row."""
    for number, level in enumerate(("level1", "level2"), start=1):
        path = [row_path(row, number) for row in rows]
        if at == 0 or path[at - 1] != path[at]:
            weight = rows[at][f"{level}_weight"]
            text = rows[at][level] + (points.format(weight) if weight is not None else "")
            yield squeezed(text), path.count(path[at])


def row_path(row: dict[str, Any], levels: int) -> tuple[str, ...]:
    return tuple(row[f"level{number}"] for number in range(1, levels + 1))


def chronic_disease(case: dict[str, Any]) -> Rows:
    heads: Rows = [
        [("", 2), ("项目投资数", 1), ("全年执行数", 2), ("分值", 2), ("执行率", 2), ("得分", 2)],
        one("上年结转", "当年安排"),
    ]
    columns = ("carried_over", "allocated", "executed", "weight", "rate", "score")
    return [
        one("项目名称", case["project"]),
        one("主管部门", case["department"], "实施单位", case["unit"]),
        *funds("资金情况（万元）", heads, case, columns, only_total=("weight", "rate", "score")),
        *goals("年度总体目标", "预期目标", "实际完成情况", case),
        *indicators("绩效指标", {**HEADS, "note": case["note_column"]}, case),
        one("总分", case["total"]["weight"], case["total"]["score"], ""),
        one("说明", case["remark"]),
    ]


def transfer(case: dict[str, Any]) -> Rows:
    heads = {**UNSCORED, "actual": "全年完成值", "note": case["note_column"]}
    return [
        one("转移支付名称", case["project"]),
        one("中央主管部门", case["central_department"], "地方主管部门", case["local_department"]),
        one("实施单位", case["unit"]),
        *funds("项目资金（万元）", [one("", *case["fund_columns"])], case, ("adjusted", "executed", "rate")),
        *goals("年度总体目标", "年初设定目标", "全年实际完成情况", case),
        *indicators("绩效指标", heads, case),
        one("说明", case["remark"]),
    ]


def overall(case: dict[str, Any]) -> Rows:
    columns = ("initial", "adjusted", "executed", "rate", "weight", "score")
    heads: Rows = [one("", *case["fund_columns"])]
    only = ("weight", "score")
    return [
        one("部门（单位）名称", case["unit"]),
        *funds("部门（单位）整体支出（万元）", heads, case, columns, only_total=only),
        *goals("年度总体绩效目标完成情况", "预期目标", "目标实际完成情况", case),
        *indicators("年度绩效指标完成情况", {**HEADS, "note": case["note_column"]}, case),
        one("合计", case["total"]["score"], ""),
    ]


def pingan(case: dict[str, Any]) -> Rows:
    blocks: dict[int, Cell] = {0: ("收入构成", 3), 3: ("支出构成", 4)}
    rows = [
        [*([blocks[at]] if at in blocks else []), *one(*(fund[key] for key in PINGAN_FUNDS))]
        for at, fund in enumerate(case["funds"])
    ]
    named = [
        {**row, "level3": f"指标{numbered(case, at)}: {row['level3']}"}
        for at, row in enumerate(case["indicators"])
    ]
    return [
        one("部门（单位）名称", case["unit"], "部门代码", case["department_code"]),
        one("主要职能概述", case["duties"]),
        *under("部门收支情况（万元）", [one("", *case["fund_columns"]), *rows]),
        *goals("年度整体绩效目标", "预期目标", "实际完成情况", case),
        *indicators(
            "核心职能", {**UNSCORED, "target": "指标值", "note": case["note_column"]}, {"indicators": named}
        ),
    ]


def numbered(case: dict[str, Any], at: int) -> int:
    """The number of a row within its second level."""
    rows = case["indicators"]
    return 1 + sum(row_path(row, 2) == row_path(rows[at], 2) for row in rows[:at])


def heshan(case: dict[str, Any]) -> Rows:
    texts = json.loads((GOLDEN / "heshan-2021-rules.json").read_text(encoding="utf-8"))
    rows = case["indicators"]
    return [
        one(*case["columns"]),
        *(
            [
                *levels(rows, at, "（{}分）"),
                *one(f"{row['level3']}（{row['weight']}分）", row["score"], *texts[at]),
            ]
            for at, row in enumerate(rows)
        ),
    ]
