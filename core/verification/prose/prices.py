"""What a price is for: the things that it names (每人, 元/户, 亩均), and the times (每月, 每天)."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.measures import word_at
from core.verification.prose.words import AVERAGED, PER_HEAD, names

FAR = 16
FEW = 6
BESIDE = 3
"""So near behind a number stands the noun of what it counts."""
PEOPLE = names("人 生 位 名 童 员 学生")
SAME = {
    "辆": ("台",),
    "车": ("辆", "台"),
    "餐": ("人次", "份", "次"),
    "案": ("件",),
    "例": ("人次", "人", "例次"),
    "次": ("人次", "例", "例次", "批次"),
    "人": ("人次",),
    "人次": ("人", "次", "例"),
}
"""What else a price for these may be for."""
MONTH = "月"
TIMES = names("月 天 日 学期 季 季度 周 半年 工作日 小时 课时 次")
"""A further factor beside the number and the price."""
MONTHLY = names(
    "每月需 每月共 每月支 每月发 每月合计 每月应 每月补 月发放额 月发放总额 月支出 月需 月共 月合计 月补贴额 "
    "每月总 每月所需"
)
NO_FACTOR = names("年 年度")
NOUNS = names("学期 工作日 半年 季度 课时 小时 社区 学生 公里 年度 单位 人次")
THINGS = names("个 家 所 座 处 支")
"""Measures that say nothing of what they count."""
ANY = ("单价", "均价", "单位造价", "单位成本", "标准", "各")
COSTS = ("费", "费用", "成本", "经费", "支出", "花费", "开支")
"""人均接待费 is what 支出 makes for each."""
OF = frozenset("/·")


def names_of(price: Figure) -> tuple[str, ...]:
    """Return what stands behind 每, / and before 均 of a price.

    >>> from core.verification.prose import scanner, steps
    >>> [names_of(figure) for figure in scanner.scan("每人每天100元，户均300元，5元/人·月。", steps.Steps())]
    [('人', '天'), ('户',), ('人', '月')]
    """
    words, found = price.priced, list[str]()
    for at, sign in enumerate(words):
        if sign == "每" or (sign == "单" and price.kind == "money" and _is_single(words, at)):
            found.append(_name(words, at + 1))
        elif sign == "均" and _is_of_each(words, at):
            found.append("人次" if words.endswith("人次", 0, at) else words[at - 1])
    for at, sign in enumerate(price.measure):
        if sign in OF:
            found.append(_name(price.measure, at + 1))
    if "月" in words[-FEW:] and MONTH not in found:
        found.append(MONTH)
    return tuple(dict.fromkeys("人" if name in PEOPLE else name for name in found if name not in NO_FACTOR))


def _is_of_each(words: str, at: int) -> bool:
    """人均, 户均; any sign shortly before the figure, not 平均."""
    return words[at - 1 : at] in AVERAGED or (at > max(0, len(words) - FAR) and words[at - 1] != "平")


def _is_single(words: str, at: int) -> bool:
    """单次, 单台, 单车, not 单位."""
    return words[at + 1 : at + 2] == "车" or (bool(word_at(words, at + 1)) and words[at + 1] != "位")


def _name(words: str, at: int) -> str:
    noun = next((noun for noun in NOUNS if words.startswith(noun, at)), "")
    return noun or word_at(words, at) or words[at : at + 1]


def times_of(price: Figure) -> tuple[str, ...]:
    """每月, 每天 of a price; 每次 alone is what it is for."""
    return tuple(name for name in names_of(price)[1:] if name in TIMES) or tuple(
        name for name in names_of(price)[:1] if name in TIMES and name != "次"
    )


def counts_of(price: Figure, number: Figure) -> bool:
    """Whether a number counts what the price is for: 200户 of 每户, 20个村 of 每村, any of a bare 标准."""
    if number.kind != "count" or number.name in (*TIMES, "个月", "年", "倍"):
        return any(is_timely(number, name) for name in names_of(price)[:1])
    things = [name for name in names_of(price) if name not in times_of(price)]
    if not things:
        return any(word in price.label[-FAR:] for word in ANY) or bool(times_of(price))
    together = [f"{thing}{time}" for thing in things for time in times_of(price)]
    return number.name in together or any(
        number.name in (thing, f"{thing}次", *SAME.get(thing, ())) or _is_called(number, thing)
        for thing in things
    )


def _is_called(number: Figure, noun: str) -> bool:
    """20个村, 48个单位, 16个乡镇, 行政村23个, 参保人数200."""
    if number.tail.startswith(noun) or number.label.endswith((noun, f"{noun}共", f"{noun}数")):
        return True
    return number.name in THINGS and noun not in THINGS and noun in number.tail[:BESIDE]


def is_timely(figure: Figure, time: str) -> bool:
    """Whether a figure counts a time: 6个月 of 月, 1905人天 of 天, 床月."""
    name = figure.name.removeprefix("个").removeprefix("人")
    return figure.kind == "count" and (
        name == time or {name, time} == {"日", "天"} or figure.tail.startswith(f"·{time}")
    )


def is_of_time(price: Figure) -> bool:
    """每月共支6800元, 月发放额4.228万元: what all numbers and prices of a month make; not 200元/月."""
    return (
        not any(sign in price.measure for sign in OF)
        and any(word in price.label for word in MONTHLY)
        and not any(word in price.label for word in ("人", "户", "名", "工资", "标准"))
    )


def is_averaged(price: Figure) -> bool:
    """人均, 平均每批, 折合每人: worked out from a total, wherever that stands; not 人均补助标准."""
    return "标准" not in price.label and any(word in price.label for word in ("均", "折合", "折算"))


def is_average(price: Figure, total: Figure) -> bool:
    """Whether a price is what its total makes for each: 人均补助, 户均投资 of 投资, not 人均增收."""
    _, sign, tail = price.label.rpartition("均")
    if not sign:
        return "每" in price.label or price.label.endswith(("单价", "单价为"))
    tail = tail.removeprefix("每").removeprefix(next(iter(names_of(price)), "")).removesuffix("为")
    tail = tail.lstrip("人户次名例件亩批")
    for vague in ("金额", "标准", "资金", "费用", "成本"):
        tail = tail.removesuffix(vague)
    if sign and price.label.endswith("费用") and "费用" in total.label:
        return True
    if tail.endswith(COSTS) and total.label.endswith(COSTS):
        return True
    pairs = (tail[at : at + 2] for at in range(len(tail) - 1))
    return tail in PER_HEAD or tail in ("单价", "投资") or any(pair in total.label for pair in pairs)
