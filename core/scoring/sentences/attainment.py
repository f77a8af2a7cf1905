"""R17 and R29 in words."""

from __future__ import annotations

from core.scoring.parameters import Manual, Tier, Tiers
from core.scoring.sentences.row import RowWords


def tiers(rule: Tiers, row: RowWords) -> str:
    """R17

    >>> from decimal import Decimal
    >>> tier = Tier(name="达成预期", low=Decimal("0.8"), high=Decimal(1), high_closed=True)
    >>> tiers(Tiers(tiers=(tier,)), RowWords(Decimal(8)))
    '按达成情况在区间内评分：达成预期得6.4分（含）至8分（含）'
    """
    each = "；".join(_tier(tier, row) for tier in rule.tiers)
    share = "；填写达成程度的，按达成程度×分值计分" if rule.asks_share else ""
    return f"按达成情况在区间内评分：{each}{share}"


def _tier(tier: Tier, row: RowWords) -> str:
    if tier.low == tier.high:
        return f"{tier.name}得{row.share(tier.low)}"
    end = "含" if tier.high_closed else "不含"
    return f"{tier.name}得{row.share(tier.low)}（含）至{row.share(tier.high)}（{end}）"


def manual(_rule: Manual, row: RowWords) -> str:
    """R29

    >>> from decimal import Decimal
    >>> manual(Manual(), RowWords(Decimal(5)))
    '人工评分，须说明理由，最多得5分'
    """
    return f"人工评分，须说明理由，{row.most}"
