"""Which of two amounts is what was and which what is, by the words that date them."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.words import CARRIED, COMPARES, LESS, MORE, names

BEFORE = names(
    "实施前 改革前 上年同期 去年同期 上年度 上年 去年 上一年 同期 年初 期初 原来 原 上期 上月 上季"
)
AFTER = names("实施后 改革后 本年度 本年 今年 目前 现在 现 本期 年末 期末 年底 当年")
BECAME = names(
    "达到 达 增至 降至 升至 减至 增到 降到 升到 减到 增加到 减少到 提高到 上升到 下降到 "
    "增加至 减少至 提高至 上升至 下降至 增长到 增长至 变为"
)
BARE_BECAME = ("为", "共", "后为", "后达到", "全年为", "全年共", "总额为", "总数为")
WHOLE = names("全年 本年 年度 实际 总 共 合计")
CHANGE_HEADS = names(
    "一年内 一年来 两年间 三年间 年内 期内 累计 合计 实现 "
    "的基础上 基础上 同比 环比 较 比 与 全年 共 净 本年 实际 也 同 均 相应 相比"
)
BARE = 5
"""So long are words of a change that name nothing: 下降了, 净增加."""
VERBS = names("支出 收入 资金 经费 预算")


def is_was(figure: Figure) -> bool:
    """上年为o, 在上年o基础上, 支出上年o, 上年，支出o; not 较上年支出."""
    label = figure.label.removesuffix("为").removesuffix("是").removesuffix("的").removesuffix("数")
    if any(word in label for word in ("实施前", "改革前")):
        return True
    if label.endswith(BEFORE) or label.lstrip("是在而").startswith(BEFORE):
        return label.endswith(BEFORE) or not any(word in label for word in CARRIED)
    return _opens_with(figure, BEFORE)


def is_now(figure: Figure, told: str) -> bool:
    """达到n, 本年为n, 支出达到n where the words of the change, `told`, are of 支出 or of nothing."""
    label = figure.label
    if "实施后" in label or "改革后" in label:
        return True
    if label in (*BECAME, *BARE_BECAME) or label.startswith(("即", *AFTER)) or _opens_with(figure, AFTER):
        return True
    if _is_subject(label, told):
        return True
    became = next((word for word in BECAME if label.endswith(word)), "")
    rest = label.removesuffix(became)
    return bool(became) and (
        rest in ("总额", "总数", "总量", "全年", "累计") or not told or overlaps(rest, told)
    )


def _is_subject(label: str, told: str) -> bool:
    """全年支出n behind 支出较上年减少d: the amount of what changed, not of a part of it."""
    rest = label.removesuffix("为").removesuffix("达")
    for word in WHOLE:
        rest = rest.removeprefix(word)
    subject = next((told.partition(word)[0] for word in ("比", "较", "同", "与") if word in told), "")
    return bool(rest) and (subject.endswith(rest) if told else rest in VERBS)


def _opens_with(figure: Figure, times: tuple[str, ...]) -> bool:
    """Whether a clause before the figure is nothing but a time: 上年，公用经费支出30万元."""
    clauses = figure.lead.replace("；", "，").replace("。", "，").split("，")
    return any(clause in times for clause in clauses[:-1])


def overlaps(label: str, other: str) -> bool:
    """Whether two words name one thing: two signs in common."""
    pairs = (label[at : at + 2] for at in range(len(label) - 1))
    return any(pair in other for pair in pairs)


def thing_of(label: str) -> str:
    """What a change names: 药店 of 全年药店增加, nothing of 同比增加.

    >>> thing_of("全年药店增加"), thing_of("同比增加")
    ('药店', '')
    """
    for word in (*CHANGE_HEADS, *BEFORE, *COMPARES):
        label = label.removeprefix(word)
    label = label.removesuffix("了")
    for word in (*LESS, *MORE):
        label = label.removesuffix(word)
    return label


def is_bare_change(label: str) -> bool:
    """下降, 同比下降, 比上年增加, 较2021年净增加: a change that names no thing of its own."""
    rest = label
    for word in (*CHANGE_HEADS, *BEFORE, *COMPARES):
        rest = rest.removeprefix(word)
    year = rest.partition("年")
    rest = year[2] if year[0].isdecimal() else rest
    return len(rest) <= BARE
