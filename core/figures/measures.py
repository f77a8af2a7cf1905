"""Measures (计量单位): which of them are rates, which are multiples of another, which two can be compared."""

from decimal import Decimal

RATES = {"%": 2, "‰": 3, "个百分点": 2, "百分点": 2, "百分比": 2}
"""Values in these are kept as rates: the figure ÷ 10^n."""

MULTIPLES = {"万": 4, "亿": 8}
SAME = {
    "百分点": "个百分点",
    "‰": "%",
    "百分比": "%",
    "名": "人",
    "位": "人",
    "千米": "公里",
    "千克": "公斤",
    "平方米": "㎡",
}
COUNTED = (
    "人次 人日 人天 户次 车次 批次 工作日 个工作日 个月 小时 分钟 课时",
    "人 名 位 户 个 家 项 次 例 件 起 场 期 批 套 台 辆",
    "份 册 条 处 所 座 幢 栋 间 头 只 株 棵 篇 天 日 周 年 岁 村 镇 县 区 级 分",
    "平方米 平方公里 立方米 公里 千米 公斤 千克 亩 公顷 吨 米 ㎡ 元/人·月 元/人·年 元/人 元/亩 元",
    "km kg kW kWh MW GB TB",
)
WORDS = sorted(" ".join(COUNTED).split(), key=len, reverse=True)
PATTERN = f"%|‰|个?百分点|百分比|[万亿]?(?:{'|'.join(WORDS)})|[万亿]"


def is_rate(measure: str) -> bool:
    """Say whether a value in this measure is kept as a rate, 1 being 100 %."""
    return measure in RATES


def base(measure: str) -> tuple[str, int]:
    """Return the measure behind a multiple or another name, and the power of ten between them.

    >>> base("万元"), base("‰"), base("百分点")
    (('元', 4), ('%', 0), ('个百分点', 0))
    """
    power = MULTIPLES.get(measure[:1], 0)
    bare = measure[1:] if power else measure
    return SAME.get(bare, bare), power


def convert(value: Decimal, *, measure: str, into: str) -> Decimal | None:
    """Return `value` in another measure, exactly; None where the two are not of one kind (人 and 户).

    >>> convert(Decimal(28000), measure="元", into="万元"), convert(Decimal(3), measure="人", into="户")
    (Decimal('2.8000'), None)
    """
    kind, power = base(measure)
    wanted, wanted_power = base(into)
    return value.scaleb(power - wanted_power) if kind == wanted else None
