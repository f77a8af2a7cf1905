"""Full points, and what is taken from them: per step, per occurrence, per fault."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from core.figures import measures, printing
from core.figures.printing import said
from core.figures.text import clip
from core.scoring import answers
from core.scoring.answers import Asked, MissingError
from core.scoring.comparison import NotComparableError, completion, figure, limit_of, shown_in
from core.scoring.kinds.bands import percent_apart
from core.scoring.outcome import Claim, Outcome, earned
from core.scoring.parameters import Judgement, Occurrences, Steps

NOT_COUNTED = "「{}」不是发生的次数，请填写0或正整数，例如0起、2起。"
OUT_OF_RANGE = "“{}”应扣{}分至{}分，没有此情形的填0，请核对后重新填写。"


class Deduction(Protocol):
    """Parameters that say the full points (None: those of the row) and the lowest score."""

    @property
    def full(self) -> Decimal | None: ...

    @property
    def lowest(self) -> Decimal: ...


def steps(rule: Steps, claim: Claim) -> Outcome:
    """R08, R08b 每超过（低于）起扣点一个 step 扣若干分，扣完为止；不足一个 step 的按 `rounding`.

    Source: seed 001, “三公经费”控制率 (103 %, 2 points, 0.5 for each point above 100 %: 0.5), 结转结余控制率
    (22 % of at most 15 %, 4 points, 1 for each 5: 3), 政府采购执行率 (below 100 %).

    >>> from core.scoring.kinds.example import example
    >>> steps(Steps(limit="1", step="0.01", deduction="0.5"), example("103%", 2)).working
    '103%超过100%，每1个百分点扣0.5分：2 − 3 × 0.5'
    """
    number, text = _looked_at(rule, claim)
    limit, limit_text = _limit(rule, claim)
    over = number - limit if rule.side == "above" else limit - number
    if over <= 0:
        return earned(
            full_of(rule.full, claim),
            f"{text}{'未超过' if rule.side == 'above' else '不低于'}{limit_text}，得满分",
        )
    times = _times(over / Fraction(rule.step), rule.rounding)
    word = "超过" if rule.side == "above" else "低于"
    each = f"每{step_in_words(rule)}扣{printing.plain(rule.deduction)}分"
    return remaining(rule, claim, times, rule.deduction, f"{text}{word}{limit_text}，{each}")


def occurrences(rule: Occurrences, claim: Claim) -> Outcome:
    """R09 每发生一次扣若干分，扣完为止. Source: 资金使用合规性3分，每例扣1分；缺一项扣0.5分.

    >>> from core.scoring.kinds.example import example
    >>> occurrences(Occurrences(deduction="1"), example("2起", 3)).working
    '发生2次，每次扣1分：3 − 2 × 1'
    """
    times = answers.numbers(claim, asks_number(rule), whole=True)[0] if rule.asked else _counted(claim)
    if not times:
        return earned(full_of(rule.full, claim), "没有发生，得满分")
    each = f"每次扣{printing.plain(rule.deduction)}分"
    return remaining(rule, claim, times, rule.deduction, f"发生{said(times)}次，{each}")


def asks_number(rule: Occurrences) -> tuple[Asked, ...]:
    return (Asked("occurrences", rule.asked, "number", unit="次"),) if rule.asked else ()


def judgement(rule: Judgement, claim: Claim) -> Outcome:
    """R13 按情形在范围内扣分，扣完为止. Source: 虚列套取扣4–7分，截留挤占挪用扣3–6分，超标准扣2–5分.

    >>> from core.scoring.kinds.example import example
    >>> from core.scoring.parameters import Fault
    >>> rule = Judgement(faults=(Fault(name="虚列套取", least="4", most="7"),))
    >>> judgement(rule, example("", 10, fault_1="5")).working
    '虚列套取扣5分：10 − 5'
    """
    taken = answers.numbers(claim, asks_faults(rule))
    found = [(fault, value) for fault, value in zip(rule.faults, taken, strict=True) if value]
    for fault, value in found:
        if not Fraction(fault.least) <= value <= Fraction(fault.most):
            ends = printing.plain(fault.least), printing.plain(fault.most)
            raise MissingError(OUT_OF_RANGE.format(clip(fault.name), *ends))
    if not found:
        return earned(full_of(rule.full, claim), "没有扣分情形，得满分")
    why = "，".join(f"{fault.name}扣{said(value)}分" for fault, value in found)
    return left_of(rule, claim, sum(taken, Fraction(0)), why, " − ".join(said(value) for _, value in found))


def asks_faults(rule: Judgement) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"fault_{number}", f"{fault.name}扣分", "number", unit="分")
        for number, fault in enumerate(rule.faults, start=1)
    )


def full_of(full: Decimal | None, claim: Claim) -> Fraction:
    """计…分 where the rule says so, else the points of the row."""
    return claim.worth if full is None else Fraction(full)


def remaining(rule: Deduction, claim: Claim, times: Fraction, each: Decimal, why: str) -> Outcome:
    """What `times` deductions leave."""
    if not times:
        return earned(full_of(rule.full, claim), f"{why}，不足一个的不扣，得满分")
    return left_of(rule, claim, times * Fraction(each), why, f"{said(times)} × {printing.plain(each)}")


def left_of(rule: Deduction, claim: Claim, taken: Fraction, why: str, sum_text: str) -> Outcome:
    """Full points − `taken`, never below the lowest score."""
    full, lowest = full_of(rule.full, claim), Fraction(rule.lowest)
    working = f"{why}：{said(full)} − {sum_text}"
    if full - taken >= lowest:
        return earned(full - taken, working, formula=True)
    end = "扣完为止" if not lowest else f"扣至{said(lowest)}分为止"
    return earned(min(lowest, full), f"{working}，{end}")


def step_in_words(rule: Steps) -> str:
    """One step: 5个百分点, 1天."""
    if rule.measure == "%":
        return f"{printing.plain(rule.step.scaleb(2))}个百分点"
    return shown_in(rule.step, rule.measure)


def _looked_at(rule: Steps, claim: Claim) -> tuple[Fraction, str]:
    if rule.of == "actual":
        return figure(claim, rule.measure)
    rate, text = completion(claim)
    return rate, f"{text} = {percent_apart(rate, [rule.limit])}"


def _limit(rule: Steps, claim: Claim) -> tuple[Fraction, str]:
    if rule.limit is None:
        return limit_of(claim, rule.measure)
    return Fraction(rule.limit), shown_in(rule.limit, rule.measure)


def _times(steps_over: Fraction, rounding: str) -> Fraction:
    """How many steps count: floor leaves a begun one out, ceil counts it, linear takes its part."""
    if rounding == "linear":
        return steps_over
    whole, rest = divmod(steps_over, 1)
    return Fraction(whole + 1 if rest and rounding == "ceil" else whole)


def _counted(claim: Claim) -> Fraction:
    """实际完成值 as a number of times: 2起, 0."""
    number, _ = figure(claim, claim.actual.measure)
    if number < 0 or number.denominator != 1 or measures.is_rate(claim.actual.measure):
        raise NotComparableError(NOT_COUNTED.format(clip(claim.actual.text)))
    return number
