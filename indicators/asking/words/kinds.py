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
    "manual": "人工评分",
}
