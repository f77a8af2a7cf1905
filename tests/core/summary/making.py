"""Filings as a 汇总表 reads them, made by functions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.summary.columns import DEFAULT, chosen
from core.summary.content import Figures, Filing, Layout, Summary

D = Decimal
GRADES = ("优", "良", "中", "差")


def figures(**given: Any) -> Figures:
    usual = {
        "version": 1,
        "frozen": "ab" * 32,
        "filed_on": "2022-04-06",
        "scored": True,
        "grade": "优",
        "initial": D(100),
        "adjusted": D(200),
        "executed": D(150),
        "score": D(94),
        "unmet": 0,
        "explained": 0,
    }
    return Figures(**{**usual, **given})


USUAL = figures()


def filing(number: str = "2021-1", *, said: Figures | None = USUAL, **given: Any) -> Filing:
    usual = {
        "number": number,
        "scope": "project",
        "department": "民政局",
        "division": "社保股",
        "unit": "救助站",
        "unit_code": "303001",
        "project_code": "P1",
        "name": "临时救助",
        "form": "项目自评表",
        "stands": "approved",
        "state": "审核通过",
        "due_on": "2022-04-30",
        "filed_first": "2022-04-06",
        "returns": 0,
        "signed": False,
        "excused": "",
        "excused_on": "",
    }
    return Filing(**{**usual, "figures": said, **given})


def unfiled(number: str, **given: Any) -> Filing:
    return filing(
        number,
        said=None,
        **{"stands": "open", "state": "未填报", "filed_first": "", "unit": "福利院", **given},
    )


def layout(*keys: str, **given: Any) -> Layout:
    return Layout(
        **{
            "name": "常用表样",
            "columns": chosen(keys or DEFAULT),
            "rate_below": D("0.6"),
            "score_below": D(80),
            **given,
        }
    )


def summary(*filings: Filing, **given: Any) -> Summary:
    return Summary(
        **{
            "place": "源城区财政局",
            "place_code": "B1",
            "cycle": "2021年度绩效自评工作",
            "data_year": 2021,
            "on": "2022-05-31",
            "approved_only": False,
            "layout": layout(),
            "grades": GRADES,
            "filings": filings,
            **given,
        }
    )
