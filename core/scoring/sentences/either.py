"""R20 in words."""

from __future__ import annotations

from dataclasses import replace

from core.figures.targets import parse_target
from core.scoring.parameters import Alternative, EitherOr
from core.scoring.sentences.row import RowWords
from core.scoring.simple import SIMPLE

PICKS = {"chosen": "选择其中一种方式计分", "best": "取得分最高的一种方式计分"}


def either_or(rule: EitherOr, row: RowWords) -> str:
    """R20

    >>> from core.scoring.parameters import AtMost
    >>> ways = ("结转结余率", "≤9%"), ("变动率", "≤-30%")
    >>> rule = EitherOr(alternatives=[Alternative(name=n, rule=AtMost(), target=t) for n, t in ways])
    >>> either_or(rule, RowWords())[:40]
    '选择其中一种方式计分：（1）结转结余率（指标值≤9%）：实际完成值≤指标值得满分'
    """
    ways = "；".join(f"（{n}）{_way(way, row)}" for n, way in enumerate(rule.alternatives, start=1))
    return f"{PICKS[rule.pick]}：{ways}"


def _way(way: Alternative, row: RowWords) -> str:
    if not way.target:
        return f"{way.name}：{SIMPLE[way.rule.kind].words(way.rule, row)}"
    own = replace(row, target=parse_target(way.target))
    return f"{way.name}（指标值{way.target}）：{SIMPLE[way.rule.kind].words(way.rule, own)}"
