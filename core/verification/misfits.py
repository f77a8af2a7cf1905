"""Which third-level indicators do not look like their second level, by the words of their names (C20).

A guess, so it names only what is plain: what is not known to be strange is taken to fit. Source: domain.md §7
and R30 (level mismatch), S0 and S3.
"""

from __future__ import annotations

from collections.abc import Mapping

SATISFACTION = ("满意", "认可", "好评", "评价", "投诉", "表扬")
ECOLOGY = (
    *(
        "生态",
        "环境",
        "环保",
        "污染",
        "排放",
        "绿",
        "节能",
        "节约",
        "节水",
        "节电",
        "耗",
        "能源",
        "资源",
        "水质",
    ),
    *(
        "用水",
        "水土",
        "水源",
        "水体",
        "空气",
        "大气",
        "垃圾",
        "废",
        "森林",
        "林",
        "草",
        "湿地",
        "土壤",
        "噪声",
    ),
    *(
        "碳",
        "尘",
        "火灾",
        "卫生",
        "秸秆",
        "植被",
        "无纸化",
        "纸张",
        "物种",
        "渔",
        "耕地",
        "治理",
        "修复",
        "能耗",
    ),
)
TIME = ("时", "期", "进度", "完成", "速度", "效率", "月", "年", "天", "提前", "按序", "率先")
STRANGE: Mapping[str, tuple[str, ...]] = {
    "数量": ("及时率", "合格率", "达标率", "支出率", "执行率", "支付率", "准确率", "满意度", "支出总额"),
    "质量": ("及时率", "满意度", "支出总额"),
    "时效": ("合格率", "达标率", "覆盖率", "能力", "质量", "满意度"),
    "成本": ("知晓率", "满意度", "覆盖率", "及时率", "合格率", "能力"),
}
"""How the names end that do not belong under a second level with this word in its name."""
NOT_MONEY = ("社会成本", "生态环境成本")


def misfit(name: str, levels: tuple[str, str], *, has_satisfaction: bool) -> bool:
    """Whether an indicator of this name looks strange under `levels` (first, second).

    `has_satisfaction`: whether the form has a level for 满意度 at all.

    >>> misfit("医保参保率", ("效益指标", "生态效益指标"), has_satisfaction=True)
    True
    >>> misfit("慢性病通过人数", ("产出指标", "数量指标"), has_satisfaction=True)
    False
    """
    plain, second = name.strip(), levels[1]
    if any("满意" in level for level in levels):
        return not _has(plain, SATISFACTION)
    if "满意度" in plain:
        return has_satisfaction
    if _has(second, NOT_MONEY):
        return False
    if "生态" in second:
        return not _has(plain, ECOLOGY)
    ends = next((ends for word, ends in STRANGE.items() if word in second), ())
    return plain.endswith(ends) and not ("时效" in second and _has(plain, TIME))


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
