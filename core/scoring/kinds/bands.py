"""R05, R06 A number looked up in bands, each end belonging to exactly one of them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.rounding import round_exact
from core.scoring import answers
from core.scoring.answers import Asked
from core.scoring.comparison import completion, figure, shown_in
from core.scoring.outcome import Claim, Outcome, earned
from core.scoring.parameters import Band, Bands

SHOWN_DECIMALS, MOST_DECIMALS = 2, 12
FINISHED = Asked("finished", "项目已完成且没有超出预算", "tick")


def bands(rule: Bands, claim: Claim) -> Outcome:
    """R05, R06 分档计分：数值落在哪一档，得哪一档的分；项目已完成的可不看比率（`finished`）.

    Source: 财预〔2021〕101号 (预算执行率 10/7/5/0); 湖南岳阳, 预算调整率 0得3分, 0–10%（含）得2分 ….

    >>> from core.scoring.kinds.example import example
    >>> rule = Bands(bands=(Band(low="0.9", score="5"), Band(high="0.9", score="4")))
    >>> bands(rule, example("90%", 5)).working
    '90%，属于“90%（含）以上”'
    """
    if rule.finished is not None and answers.ticks(claim, [FINISHED])[0]:
        score = _points(rule, rule.finished, claim)
        return earned(score, FINISHED.label)
    number, text = _number(rule, claim)
    band = next(band for band in rule.bands if holds(band, number))
    score = _points(rule, band.score, claim)
    return earned(score, f"{text}，属于“{ends_in_words(band, rule.measure)}”")


def asks_finished(rule: Bands) -> tuple[Asked, ...]:
    return () if rule.finished is None else (FINISHED,)


def holds(band: Band, number: Fraction) -> bool:
    """Whether a number lies in a band, exact at both ends.

    >>> ten = Band(low="0", low_closed=False, high="0.1", high_closed=True, score="2")
    >>> holds(ten, Fraction(0)), holds(ten, Fraction(1, 10)), holds(ten, Fraction(1, 20))
    (False, True, True)
    """
    above = band.low is None or number > band.low or (band.low_closed and number == band.low)
    below = band.high is None or number < band.high or (band.high_closed and number == band.high)
    return above and below


def ends_in_words(band: Band, measure: str) -> str:
    """The ends of a band as people write them.

    >>> ends_in_words(Band(low="0.8", high="0.9", score="4"), "%")
    '80%（含）至90%（不含）'
    >>> ends_in_words(Band(high="5", score="1"), "天")
    '5天（不含）以下'
    """
    if band.low is None:
        return f"{_end(band.high, band.high_closed, measure)}以下"
    if band.high is None:
        return f"{_end(band.low, band.low_closed, measure)}以上"
    if band.low == band.high:
        return shown_in(band.low, measure)
    return f"{_end(band.low, band.low_closed, measure)}至{_end(band.high, band.high_closed, measure)}"


def _end(value: Decimal | None, closed: bool, measure: str) -> str:
    return f"{shown_in(value or Decimal(0), measure)}（{'含' if closed else '不含'}）"


def _points(rule: Bands, score: Decimal, claim: Claim) -> Fraction:
    return Fraction(score) * claim.worth if rule.scores == "share" else Fraction(score)


def _number(rule: Bands, claim: Claim) -> tuple[Fraction, str]:
    """The number looked up, and its text; a rate that is not exact is shown apart from the ends it is not."""
    if rule.of == "actual":
        return figure(claim, rule.measure)
    rate, text = completion(claim)
    return (
        rate,
        f"{text} = {percent_apart(rate, [end for band in rule.bands for end in (band.low, band.high)])}",
    )


def percent_apart(rate: Fraction, ends: Iterable[Decimal | None]) -> str:
    """A rate with 2 decimals, or with as many as keep it apart from the ends it does not equal.

    >>> ninety = [Decimal("0.9")]
    >>> percent_apart(Fraction(70123, 115550), ninety), percent_apart(Fraction("0.899999"), ninety)
    ('60.69%', '89.9999%')
    """
    others = {Fraction(end) for end in ends if end is not None} - {rate}
    shown = (round_exact(rate * 100, decimals=decimals) for decimals in range(SHOWN_DECIMALS, MOST_DECIMALS))
    apart = next((value for value in shown if Fraction(value) / 100 not in others), None)
    return f"{printing.plain(apart)}%" if apart is not None else f"约{printing.rate(rate)}"
