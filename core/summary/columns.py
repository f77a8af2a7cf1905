"""The columns that a table over many filings can have, their usual titles, and those it has by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from core.paper.sheet import Align, Role
from core.summary.content import Chosen

Kind = Literal["words", "amount", "count", "mean", "rate", "share", "deviation"]
"""How a total comes about: not at all, a sum (twice), a mean, from two sums, as a part of the whole; not at
all, but each line from its two scores.
"""

ALIGN: dict[Kind, Align] = {"words": "left", "amount": "right"}
ROLES: dict[Kind, Role] = {"amount": "amount", "rate": "rate", "mean": "score", "count": "points"}


@dataclass(frozen=True)
class Column:
    """`width`: in mm, as a share of the page. `of`: of a share, the column of which it is the share."""

    key: str
    title: str
    width: int
    kind: Kind = "words"
    of: str = ""

    @property
    def align(self) -> Align:
        return ALIGN.get(self.kind, "center")

    @property
    def role(self) -> Role:
        return ROLES.get(self.kind, "rate" if self.kind in ("share", "deviation") else "text")


CATALOGUE: dict[str, Column] = {
    column.key: column
    for column in (
        Column("department", "主管部门", 36),
        Column("unit", "实施单位", 36),
        Column("unit_code", "单位代码", 20),
        Column("division", "归口业务股室", 26),
        Column("project_code", "项目代码", 26),
        Column("name", "项目名称", 52),
        Column("scope", "类别", 20),
        Column("initial", "年初预算数", 24, "amount"),
        Column("adjusted", "全年预算数", 24, "amount"),
        Column("executed", "全年执行数", 24, "amount"),
        Column("rate", "执行率", 18, "rate"),
        Column("score", "自评得分", 18, "mean"),
        Column("grade", "自评等级", 14),
        Column("reviewed_score", "复核得分", 18, "mean"),
        Column("reviewed_grade", "复核等级", 14),
        Column("deviation", "偏离度", 18, "deviation"),
        Column("unmet", "未达标指标数", 18, "count"),
        Column("explained", "需说明项数", 18, "count"),
        Column("state", "状态", 24),
        Column("filed_on", "报送日期", 22),
        Column("number", "编号", 36),
        Column("version", "报送稿", 18),
        Column("form", "自评表样", 40),
        Column("remark", "备注", 24),
    )
}
DEFAULT: tuple[str, ...] = (
    *("department", "unit", "project_code", "name", "initial", "adjusted", "executed", "rate"),
    *("score", "grade", "unmet", "number"),
)
OF_PROJECTS = frozenset({"project_code", "name"})
"""Columns that say nothing of a whole unit."""


def chosen(keys: Iterable[str]) -> tuple[Chosen, ...]:
    """Return these columns with their usual titles."""
    return tuple(Chosen(key, CATALOGUE[key].title) for key in keys)


def columns_of(columns: Iterable[Chosen], *, without: frozenset[str] = frozenset()) -> tuple[Column, ...]:
    """Return the columns as they are titled in a 表样; one that the product has no longer is left out."""
    return tuple(
        replace(CATALOGUE[one.key], title=one.title)
        for one in columns
        if one.key in CATALOGUE and one.key not in without
    )
