"""The kinds of rules as the chooser calls them, and which of them it shows first."""

FIRST = ("at_least", "at_most", "equal", "tiers", "execution_share", "all_or_nothing")
"""按比例, 反向, 等于, 定性三档, 执行率, 达到即满分; the rest stands under 更多."""

KINDS = {
    "at_least": "按比例",
    "at_most": "反向",
    "equal": "等于",
    "tiers": "定性三档",
    "execution_share": "执行率",
    "all_or_nothing": "达到即满分",
    "bands": "分档计分",
    "rate_share": "比率×分值",
    "steps": "逐次扣分（每超过、每低于）",
    "occurrences": "每发生一次扣分",
    "judgement": "按情形扣分",
    "delay": "滞后扣分",
    "checklist": "逐项符合得分",
    "options": "几种情况选一种",
    "periods": "分时段计分",
    "change_rate": "变动率",
    "ratio_limit": "控制率",
    "coefficient": "得分系数",
    "satisfaction": "满意度",
    "bonus": "加分",
    "either_or": "几种方式取其一",
    "manual": "人工评分",
}
