"""The measures that figures in prose carry, and what kind of quantity each counts."""

from __future__ import annotations

from typing import Literal

from core.figures import measures as house

Kind = Literal["money", "count", "rate", "points", "score", "bare"]
"""元 and its multiples; things counted; % and ‰; 个百分点; 分; a number without a measure."""

MULTIPLES = {"亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3}
ABOUT = frozenset("余多来几")
RATES = {"%": 2, "‰": 3}
POINTS = ("个百分点", "百分点")
MORE = (
    "家次 家 例次 例 种类 种 笔 张 本 支 位次 人份 门次 门 户次 户 场次 场 堂 班 幅 面 块 宗 桩 "
    "盒 瓶 床 床位 席 剂次 剂 针 针次 条次 件次 批 轮次 轮 类 款 座 根 对 双 组 队 桶 箱 袋 盏 眼 "
    "口 匹 尾 羽 卷 封 页 字 通 艘 架 枚 节 段 部 样 项次 所次 个次 人天 学时 倍 平方 立方 公顷 "
    "路 单位 千瓦 千瓦时 度 立方 平方 延米 公斤 毫升 升 栋 孔 道 集 首 人月 学分 标段 期次 "
    "亩 斤 台次 辆次 井 名次 亩次 处次 元/人·年 元/人年 元/人/年 元/人/月 元/人·月 元/人次 元/户 "
    "元/人·天 元/人天 元/人/天 元/人 元/亩 元/例 元/次 元/平方米 元/月 元/年 元/天 元/吨 元/件 元/个 元/份 "
    "元/套 元/台 元/公里 元/公斤 元/斤 元/立方米 元/学时 元/课时 元/只 元/头 元/株 元/床 元/辆 元/米 "
    "元/生 元 路 道 卷 单位 班次 趟 架次 航次 台套 根 枪 孔 厘米 毫米 千瓦时 兆瓦时 兆瓦 千瓦 "
    "微克/立方米 毫克/立方米 "
    ""
    "毫克/升 微克 毫克 克 毫升 吨标准煤 公斤/亩 吨/日 立方米/日 讲 集 档 列 站次 车次 期次 校次 校"
)
SAME = {"名": "人", "位": "人"}
WORDS = frozenset(house.WORDS) | frozenset(MORE.split())
LONGEST = max(len(word) for word in WORDS)
PER_NOUNS = "村校班组课园井点社队桥站生"
"""元/村: what is no measure itself and may stand behind 元/."""
PER_TIMES = "年月天日"
NOT_MEASURES = frozenset("月日时号版")
"""Behind a number these make it a date, a paper's number, an edition."""
BROKEN_BY = {
    "人": "员口均民才力",
    "家": "庭长属",
    "分": "之别",
    "次": "要",
    "项": "目",
    "级": "别",
    "元": "旦",
}
"""人 before 员 is no measure: 3人员经费."""


def measure_at(text: str, at: int) -> tuple[str, int, bool]:
    """Return the measure that starts there, where it ends, and whether it says “about” (180余万元).

    >>> measure_at("180余万元未上解", 3), measure_at("52.33万人次", 5)
    (('万元', 6, True), ('万人次', 8, False))
    """
    start, about = _about(text, at)
    multiple = next((word for word in MULTIPLES if text.startswith(word, start)), "")
    end, later = _about(text, start + len(multiple))
    if multiple and not about and later:
        second = next((word for word in MULTIPLES if text.startswith(word, end)), "")
        multiple, end = (multiple, end) if not second else (multiple + second, end + len(second))
    word = word_at(text, end)
    return f"{multiple}{word}", end + len(word), about or later


def _about(text: str, at: int) -> tuple[int, bool]:
    return (at + 1, True) if text[at : at + 1] in ABOUT and at < len(text) else (at, False)


def word_at(text: str, at: int) -> str:
    """The longest measure that starts there.

    >>> word_at("户次均", 0), word_at("元/村", 0), word_at("均", 0)
    ('户次', '元/村', '')
    """
    for sign in (*POINTS, *RATES):
        if text.startswith(sign, at):
            return sign
    for length in range(LONGEST, 0, -1):
        word = text[at : at + length]
        if word == "元" and text[at + 1 : at + 2] == "/" and (noun := _per(text, at + 2)):
            return f"元/{noun}"
        if word in WORDS and text[at + length : at + length + 1] not in tuple(BROKEN_BY.get(word, "")):
            return word
    return ""


def _per(text: str, at: int) -> str:
    """What stands behind 元/: a noun or a measure, and a time: 村, 头, 床·月, 班/年."""
    noun = text[at : at + 1] if text[at : at + 1] in tuple(PER_NOUNS) else word_at(text, at)
    if not noun or noun.startswith((*RATES, *POINTS, "元")):
        return ""
    sign = text[at + len(noun) : at + len(noun) + 1]
    sign = sign if sign in ("·", "/") else ""
    time = text[at + len(noun) + len(sign) :][:1]
    return f"{noun}{sign}{time}" if time in tuple(PER_TIMES) and time else noun


def kind_of(measure: str) -> Kind:
    """Say what a figure in this measure is.

    >>> kind_of("万元"), kind_of("人次"), kind_of("%"), kind_of("亿")
    ('money', 'count', 'rate', 'bare')
    """
    name, _ = base(measure)
    if name in RATES:
        return "rate"
    if name in POINTS:
        return "points"
    if name.startswith("元"):
        return "money"
    if name == "分":
        return "score"
    return "count" if name else "bare"


def base(measure: str) -> tuple[str, int]:
    """Return the measure without its multiple, and the power of ten of that.

    >>> base("万元"), base("万人次"), base("名"), base("%")
    (('元', 4), ('人次', 4), ('人', 0), ('%', -2))
    """
    if measure in RATES:
        return measure, -RATES[measure]
    if measure in POINTS:
        return POINTS[0], -2
    multiple = next((word for word in MULTIPLES if measure.startswith(word)), "")
    name = measure[len(multiple) :]
    return SAME.get(name, name), MULTIPLES.get(multiple, 0)
