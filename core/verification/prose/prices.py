"""What a price is for: the things that it names (每人, 元/户, 亩均), and the times (每月, 每天)."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.measures import word_at
from core.verification.prose.words import PER_HEAD, names

FAR = 16
FEW = 6
PEOPLE = names("人 生 位 名 童 员 学生")
SAME = {
    "辆": ("台",),
    "案": ("件",),
    "次": ("人次", "例", "例次", "批次"),
    "人": ("人次",),
    "人次": ("人", "次", "例"),
}
"""What else a price for these may be for."""
MONTH = "月"
TIMES = names("月 天 日 学期 季 季度 周 半年 工作日 小时 课时 次")
"""A further factor beside the number and the price."""
NO_FACTOR = names("年 年度")
NOUNS = names("学期 工作日 半年 季度 课时 小时 社区 学生 公里 年度")
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
    words, found = price.label[-FAR:], list[str]()
    for at, sign in enumerate(words):
        if sign == "每" or (sign == "单" and word_at(words, at + 1)):
            found.append(_name(words, at + 1))
        elif sign == "均" and at and words[at - 1] != "平":
            found.append("人次" if words.endswith("人次", 0, at) else words[at - 1])
    for at, sign in enumerate(price.measure):
        if sign in OF:
            found.append(_name(price.measure, at + 1))
    if "月" in words[-FEW:] and MONTH not in found:
        found.append(MONTH)
    return tuple(dict.fromkeys("人" if name in PEOPLE else name for name in found if name not in NO_FACTOR))


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
        return number.name == "次" and names_of(price)[:1] == ("次",)
    things = [name for name in names_of(price) if name not in times_of(price)]
    if not things:
        return any(word in price.label[-FAR:] for word in ANY) or bool(times_of(price))
    return any(number.name in (thing, *SAME.get(thing, ())) or _is_called(number, thing) for thing in things)


def _is_called(number: Figure, noun: str) -> bool:
    return number.tail.startswith(noun) or number.label.endswith((noun, f"{noun}共", f"{noun}数"))


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
