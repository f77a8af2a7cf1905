"""Which two amounts a rate is of: those its words name for sure, and those that it may well be of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from core.verification.prose.rate_operands import Operand, is_comparable, operands
from core.verification.prose.rate_words import GIVEN, MONEY, NOT, SPENT, Terms, is_done
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

LEFT = names("结余 结转 剩余 余额 未 尚 还有 其余")
PLAIN = names(
    "项目资金 截至 截止 目前 实际 全年 年度 当年 本年 本项目 项目实际 累计 已经 已 共计 合计 共 总 财政 "
    "资金 经费 专项 完成 形成 决算 金额 实现 主要 年底 年末 月底 到位 其中 数额 按期 及时 支付 支出 执行 "
    "使用 拨付 列支 开支 用于 花费 采购 付款 发放 兑付 兑现 评价日 基准日 评价 本次"
)
SIGNS = frozenset("0123456789年月日数额了为的是达和至到底末共计实|（）“”AB\uff21\uff22")
SHORTEST = 2
SAVINGS = names("节约 节支 审减 核减 压减")
THINGS = names("其中 费 基本 项目 人员 公用 设备 工程 培训 补 奖 房 款 经费")
"""Another thing than what was given for, even where it was spent for sure."""
PAID = names("合同 成交 中标 采购 实际 审定 决算 折合 支出")


@dataclass(frozen=True)
class Pair:
    """`is_sure`: the text leaves no other choice, so that the rate is wrong where they do not give it.
    `is_rest`: of the denominator less `above`."""

    above: Operand
    below: Operand
    is_sure: bool
    is_rest: bool = False


def pairs(reading: Reading, place: int, terms: Terms) -> list[Pair]:
    """The pairs that the words of a rate and of the amounts around it name, the likeliest first."""
    found = operands(reading, place, terms)
    is_whole = reading.figures[place].amount == 1
    told = list(_of_the_nearest(found, place, terms, is_whole)) or list(
        _both_behind(reading, found, place, terms)
    )
    return sorted(told, key=lambda pair: not pair.is_sure)


def _of_the_nearest(found: list[Operand], place: int, terms: Terms, is_whole: bool) -> Iterator[Pair]:
    """`is_whole`: 100 % is said of much that its neighbours do not count."""
    before = [one for one in found if one.place < place]
    named = [one for one in before if not one.sentences and one.above]
    if not named:
        yield from _of_the_rest(before, terms)
        yield from _of_the_last_two(before, place, terms)
        return
    above = next((one for one in named if one.above > 1), named[0])
    below = [one for one in found if one is not above and is_comparable(terms, one.figure, above.figure)]
    for one in below:
        if one.below and _is_beside(one, above, place):
            sure = _is_sure(before, above, one, place, terms) and (above.above > 1 or not is_whole)
            yield Pair(above, one, sure)


def _of_the_rest(before: list[Operand], terms: Terms) -> Iterator[Pair]:
    """抽样b，不合格k: 合格率 of b less k; 预算b，成交a: 节约率 of b less a."""
    saved = terms.core in SAVINGS
    for rest in before:
        told = any(f"{word}{terms.core}" in rest.words for word in NOT)
        told = told or (saved and not rest.below > 1 and any(word in rest.words for word in PAID))
        for below in before if told and not rest.rates and not rest.sentences else ():
            like = below is not rest and below.figure.is_like(rest.figure)
            if like and below.below > 1 and not below.sentences and not terms.manner:
                yield Pair(rest, below, is_sure=not below.rates, is_rest=True)


def _of_the_last_two(before: list[Operand], place: int, terms: Terms) -> Iterator[Pair]:
    """The two amounts right before a rate, whatever their words: 指标b，最终a，指标完成率p%."""
    near = [one for one in before if not one.sentences and not one.rates][:2]
    if len(near) < 2 or terms.scope or any(_is_left(one) for one in near):
        return
    above, below = near
    if above.place == place - 1 and is_comparable(terms, above.figure, below.figure) and below.below:
        planned = terms.sort == "done" and below.below > 1 and not above.below > 1
        yield Pair(above, below, planned and _is_of_money(above, below, terms) and not terms.manner)


def _is_beside(below: Operand, above: Operand, place: int) -> bool:
    """What stands behind a rate is its denominator only where its words say so."""
    return below.place < place or (below.below > 1 and not above.rates)


def _is_sure(before: list[Operand], above: Operand, below: Operand, place: int, terms: Terms) -> bool:
    passed = 1 if above.above > 1 and terms.stem in above.words and not terms.is_known else 0
    if (
        (above.rates > passed and not terms.measure)
        or "分别" in above.words
        or _is_by_other_rules(above, below, terms)
    ):
        return False
    if not _is_of_money(above, below, terms) or not _is_of_one_thing(above, below, terms):
        return False
    first, last = sorted((above.place, below.place))
    like = [one for one in before if is_comparable(terms, one.figure, above.figure)]
    between = [one for one in like if first < one.place < last]
    behind = [one for one in like if last < one.place < place]
    if not all(_is_left(one) or one.figure.amount == below.figure.amount for one in behind):
        return False
    if not all(_may_stand_between(one, terms) for one in between):
        return False
    fit = (above.above, below.below)
    if below.place > place:
        return fit == (2, 2) and not below.rates
    if below.sentences:
        near = terms.sort == "spent" or not (between or behind)
        return fit == (2, 2) and near and not below.followed
    if fit == (2, 2):
        return above.figure.is_like(below.figure) or terms.core == "满意"
    return bool(between or behind or below.rates) is False and (
        (fit == (2, 1) and not terms.is_known) or (fit == (1, 2) and below.place < above.place)
    )


def _is_by_other_rules(above: Operand, below: Operand, terms: Terms) -> bool:
    """平均支付率; 按当年下达资金计算，支出a，下达b."""
    said = (above.figure.lead, below.figure.lead)
    if any(word in text and not text.startswith(word) for text in said for word in ("计算", "口径")):
        return True
    return bool(terms.manner) and terms.manner not in above.words + below.words


def _may_stand_between(one: Operand, terms: Terms) -> bool:
    """Another whole of the same chain (发放, 收回); what was left; what had been spent at an earlier day."""
    chained = one.below >= (2 if terms.is_known else 1)
    return chained or _is_left(one) or (terms.sort == "spent" and one.above > 1)


def _is_left(one: Operand) -> bool:
    return any(word in one.words for word in LEFT)


def _is_of_money(above: Operand, below: Operand, terms: Terms) -> bool:
    """项目完成率 is no rate of money; 执行率 is none of things."""
    if above.figure.kind != "money" or terms.sort != "done":
        return True
    head = terms.name.removesuffix("完成率")
    said = above.words + below.words
    return "完成" in above.words or any(word in head for word in MONEY) or (not head and "实际" in said)


def _is_of_one_thing(above: Operand, below: Operand, terms: Terms) -> bool:
    """基本支出 is not what the whole budget was for."""
    if terms.sort != "spent":
        return True
    said = above.words.partition("|")[0]
    for word in (*PLAIN, *SPENT, *GIVEN):
        said = said.replace(word, "")
    said = "".join(sign for sign in said if sign not in SIGNS)
    if is_done(above.words) and not any(word in said for word in THINGS):
        return True
    parts = [said[at : at + SHORTEST] for at in range(len(said) - 1)]
    return not parts or any(part in below.words or part in terms.name for part in parts)


def _both_behind(reading: Reading, found: list[Operand], place: int, terms: Terms) -> Iterator[Pair]:
    """执行率p%（预算b，执行a）; 签约率p%，应签约b，已签约a: both behind a rate that opens its sentence."""
    claimed = reading.figures[place]
    if place and reading.figures[place - 1].sentence == claimed.sentence:
        return
    behind = list(takewhile(lambda one: not one.rates, (one for one in found if one.place > place)))
    for above in behind:
        for below in behind:
            like = above is not below and is_comparable(terms, above.figure, below.figure)
            if like and above.above and below.below:
                least = 2 if terms.is_known else 1
                sure = above.above + below.below > 2 and below.below >= least and not terms.manner
                sure = sure and not (above.sentences or below.sentences)
                yield Pair(above, below, sure)
