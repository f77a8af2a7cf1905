"""What the parameters of the rules are called (core.scoring)."""

RULES = {
    "AtMost.mode": "超过时怎样计分",
    "Equal.mode": "怎样比较",
    "Tiers.tiers": "各档\n从高到低；得分为分值的百分比。",
    "Tier.name": "档次",
    "Tier.words": "同义用语\n一行一个。",
    "Tier.low": "最低得分",
    "Tier.high": "最高得分",
    "Tier.high_closed": "含最高",
}
RULE_RATES: frozenset[str] = frozenset()
