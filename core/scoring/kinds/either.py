"""R20 One of several rules: the chosen, or the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.scoring import answers
from core.scoring.answers import Asked
from core.scoring.outcome import Claim, Outcome, undecided
from core.scoring.parameters import Alternative, EitherOr
from core.scoring.simple import SIMPLE

ACTUAL = "actual"


def either_or(rule: EitherOr, claim: Claim) -> Outcome:
    """R20 几种评分方式取其一：`chosen` 由填报人选定，`best` 取得分最高的.

    Source: 结转结余率≤9%或变动率≤−30%，20分.

    >>> from core.scoring.kinds.example import example
    >>> from core.scoring.parameters import AtMost
    >>> ways = ("结转结余率", "≤9%"), ("变动率", "≤-30%")
    >>> rule = EitherOr(alternatives=[Alternative(name=n, rule=AtMost(), target=t) for n, t in ways])
    >>> either_or(rule, example("", 20, which="变动率", way_2_actual="-31%")).working
    '按“变动率”：-31% ≤ -30%，得满分'
    """
    if rule.pick == "chosen":
        chosen = answers.choice(claim, _asks_which(rule))
        number, way = next(found for found in _numbered(rule) if found[1].name == chosen)
        return _of(way, number, claim)
    outcomes = [_of(way, number, claim) for number, way in _numbered(rule)]
    scores = {outcome: outcome.score for outcome in outcomes if outcome.score is not None}
    open_ones = [outcome for outcome in outcomes if outcome.score is None]
    best = max(scores, key=scores.__getitem__, default=None)
    if best and (not open_ones or scores[best] >= claim.worth):
        return best
    reason = open_ones[0]
    return undecided(reason.working, asks_reason=reason.asks_reason or reason.is_range)


def asks_of_ways(rule: EitherOr) -> tuple[Asked, ...]:
    """Which one, then what each of them asks, under its own keys; nothing there is required of the others."""
    which = (_asks_which(rule),) if rule.pick == "chosen" else ()
    return (*which, *(asked for number, way in _numbered(rule) for asked in _asks_way(rule, way, number)))


def most_of_ways(rule: EitherOr, points: Fraction) -> Fraction:
    return max(SIMPLE[way.rule.kind].most(way.rule, points) for way in rule.alternatives)


def _numbered(rule: EitherOr) -> Iterator[tuple[int, Alternative]]:
    return enumerate(rule.alternatives, start=1)


def _asks_which(rule: EitherOr) -> Asked:
    names = tuple((way.name, way.name) for way in rule.alternatives)
    return Asked("which", "按哪种方式评分", "choice", choices=names)


def _asks_way(rule: EitherOr, way: Alternative, number: int) -> Iterator[Asked]:
    needed = rule.pick == "best"
    if way.target:
        yield Asked(f"way_{number}_{ACTUAL}", f"{way.name}的实际完成值", "text", required=needed)
    for asked in SIMPLE[way.rule.kind].asked(way.rule):
        label = f"{way.name}：{asked.label}"
        yield replace(asked, key=f"way_{number}_{asked.key}", label=label, required=needed and asked.required)


def _of(way: Alternative, number: int, claim: Claim) -> Outcome:
    """What one of the rules gives for its own part of the answers."""
    prefix = f"way_{number}_"
    own = {key.removeprefix(prefix): text for key, text in claim.answers.items() if key.startswith(prefix)}
    part = replace(claim, answers=own)
    if way.target:
        actual = parse_actual(own.get(ACTUAL, ""))
        labels = (claim.labels[0], f"“{way.name}的实际完成值”")
        part = replace(part, target=parse_target(way.target), actual=actual, labels=labels)
    outcome = SIMPLE[way.rule.kind].give(way.rule, part)
    return replace(outcome, working=f"按“{way.name}”：{outcome.working}")
