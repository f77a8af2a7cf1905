"""The name of a rate: 预算执行率 of “预算执行率达到”, 治安满意率 of “治安满意率最高，达到”."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.words import names

TAILS = names("率 比例 比率 进度 报销比 支付比 度")
BEHIND = names(
    "可达到 达到了 实际为 分别为 均达到 分别达到 分别达 约为 仅为 均为 高达 可达 达到 只有 为 "
    "达 仅 是 ： 即 计 已达 保持在 维持在 稳定在 均达 最终 已 均 也 仅有 ="
)
MOST_VERBS = 3
NO_RATES = names("年度 季度 幅度 额度 力度 深度 速度 序时进度 温度 湿度 程度 难度 长度 高度 宽度 密度")
QUOTED = names("低于 高于 超过 序时 上年 去年 同期 不低 约定 要求 力争 确保 应达 目标值 指标值 标准值 考核值")
"""A rate with one of these before it is not that of the amounts beside it."""


def name_of(figure: Figure) -> str:
    """The words that end with the name of the rate; nothing where they name none."""
    name = _ending(said(figure))
    if name or said(figure).strip("，为达到仅是：则即分别约高可") or "，" not in figure.lead:
        return name
    clause = figure.lead.rpartition("，")[0].rpartition("，")[2].rpartition("；")[2].rpartition("。")[2]
    end = max(clause.rfind(tail) + len(tail) if tail in clause else 0 for tail in ("率", "满意度", "进度"))
    return _ending(clause[:end])


def said(figure: Figure) -> str:
    """The words of a figure, those before its brackets where it stands behind them: 预算数（A）500万元."""
    return figure.label or figure.lead.rpartition("（")[0].rpartition("，")[2]


def _ending(label: str) -> str:
    name = label
    for _ in range(MOST_VERBS):
        tail = next((tail for tail in BEHIND if name.endswith(tail)), "")
        name = name.removesuffix(tail)
    return name if name.endswith(TAILS) and not name.endswith(NO_RATES) else ""


def stem_of(name: str) -> str:
    """一次验收合格率 without 率, its last four signs."""
    tail = next((tail for tail in TAILS if name.endswith(tail)), "")
    return name.removesuffix(tail)[-4:] if tail else ""
