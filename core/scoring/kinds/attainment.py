"""Scores that a person chooses: tiers of attainment (words) and 人工评分. The machine gives the range."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from core.figures import printing
from core.figures.printing import said
from core.figures.rounding import Exact
from core.figures.text import clip, narrow
from core.scoring import answers
from core.scoring.answers import Asked, MissingError
from core.scoring.kinds.given import percent
from core.scoring.outcome import Claim, Outcome, earned, undecided
from core.scoring.parameters import Manual, Rounding, Tier, Tiers
from core.scoring.rounding import round_score

NEXT_TO = Fraction(1, 10**9)
END_SIGNS = "。.;；,，、!！ "


def tiers(rule: Tiers, claim: Claim) -> Outcome:
    """R17 定性指标：达成情况的用语定档，得分在该档区间之内由填报人确定；also words for a number (D8).

    The words are the form's, and taken whole: 未达成预期 contains 达成预期. Ends are exact.

    Source: 财预〔2020〕10号: 达成 0.8–1, 部分达成 0.6–0.8, 未达成 below 0.6 of the points.

    >>> from decimal import Decimal
    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> partly = Tier(name="部分达成", words=("部分达成预期",), low="0.6", high="0.8")
    >>> claim = Claim(parse_target("85%"), parse_actual("部分达成预期"), Decimal(8))
    >>> outcome = tiers(Tiers(tiers=(partly,)), claim)
    >>> outcome.score, outcome.low, outcome.high
    (None, Fraction(24, 5), Fraction(32, 5))
    >>> outcome.working
    '「部分达成预期」属于“部分达成”，得分区间为4.8分（含）至6.4分（不含）'
    """
    if claim.actual.kind == "empty":
        return undecided("尚未填写实际完成情况，填写并保存后显示得分区间。")
    tier = find_tier(rule, claim.actual.text)
    if tier is None:
        known = "、".join(tier.name for tier in rule.tiers)
        return undecided(f"「{clip(claim.actual.text)}」不能自动定档，请填写数值，或从“{known}”中选用。")
    named = _word(claim.actual.text) == _word(tier.name)
    beginning = f"“{tier.name}”：" if named else f"「{clip(claim.actual.text)}」属于“{tier.name}”，"
    return replace(_of_tier(rule, tier, claim, beginning), tier=tier.name)


def asks_share(rule: Tiers) -> tuple[Asked, ...]:
    return (Asked("share", "达成程度", "rate", unit="%", required=False),) if rule.asks_share else ()


def _of_tier(rule: Tiers, tier: Tier, claim: Claim, beginning: str) -> Outcome:
    """The score of a tier that has one, or of the share that the filer says, else the range."""
    points = claim.worth
    low, high = Fraction(tier.low) * points, Fraction(tier.high) * points
    if low == high:
        text = f"{beginning}{said(points)} × {percent(tier.low)}"
        return earned(low, text, formula=True)
    asked = asks_share(rule)
    if asked and claim.answers.get("share", "").strip():
        return _by_share(tier, answers.rate(claim, asked[0]), points)
    working = f"{beginning}{_range(low, high, closed=tier.high_closed)}"
    return Outcome(low=low, high=high, high_closed=tier.high_closed, working=working)


def _by_share(tier: Tier, share: Fraction, points: Fraction) -> Outcome:
    """R17 “部分达成”75%: three quarters of the points, where the tier holds 75 %."""
    text = percent(share)
    low, high = Fraction(tier.low), Fraction(tier.high)
    if not (low <= share < high or (tier.high_closed and share == high)):
        ends = f"{percent(low)}（含）至{percent(high)}"
        raise MissingError(f"达成程度{text}不在“{tier.name}”的{ends}之内，请核对后重新填写。")
    return earned(share * points, f"“{tier.name}”，达成程度{text}：{said(points)} × {text}", formula=True)


def manual(_rule: Manual, claim: Claim) -> Outcome:
    """R29 人工评分：0 至分值之间，须说明理由. Source: seed 001, 经济效益“按实现程度计算得分”.

    >>> from decimal import Decimal
    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> manual(Manual(), Claim(parse_target("定性"), parse_actual("有所提高"), Decimal(5))).working
    '人工评分并说明理由，得分区间为0分（含）至5分（含）'
    """
    low, high = Fraction(0), claim.worth
    text = f"人工评分并说明理由，{_range(low, high, closed=True)}"
    return Outcome(low=low, high=high, high_closed=True, working=text, asks_reason=True)


def find_tier(rule: Tiers, text: str) -> Tier | None:
    """Return the tier that these words name, None where they are no words of the form."""
    word = _word(text)
    return next((tier for tier in rule.tiers if word in map(_word, (tier.name, *tier.words))), None)


def within(outcome: Outcome, score: Exact, rounding: Rounding) -> bool:
    """Say whether a self score lies in the range, or is what `rounding` makes of a score in it.

    Where a form gives whole points, 2 is what is left of 1.2 to 1.6; outside the range a reason is due (D8).

    >>> partly = Outcome(low=Fraction(6, 5), high=Fraction(8, 5))
    >>> within(partly, 2, Rounding(decimals=0)), within(partly, 2, Rounding())
    (True, False)
    """
    if outcome.low is None or outcome.high is None:
        return False
    value = Fraction(score)
    if value < outcome.high:
        return value >= outcome.low or value == Fraction(round_score(outcome.low, rounding))
    if value == outcome.high:
        return outcome.high_closed
    below = outcome.high if outcome.high_closed else outcome.high - NEXT_TO
    return value == Fraction(round_score(below, rounding))


def _range(low: Fraction, high: Fraction, *, closed: bool) -> str:
    end = "含" if closed else "不含"
    return f"得分区间为{printing.score(low)}分（含）至{printing.score(high)}分（{end}）"


def _word(text: str) -> str:
    return "".join(narrow(text).split()).strip(END_SIGNS)
