"""Calculations that are written out: 执行率=95万元÷100万元×100%=95%, 200人×5天×100元=10万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Claim, Holds, Statement
from core.verification.prose.structure import Reading

LONGEST = 12
LONGEST_NOUN = 3
MINUS = "-"
TIMES, OVER, PLUS = "×*", "÷/", "+"
DIVIDED = ("除以",)
Term = tuple[str, Figure]


def formulas(reading: Reading) -> Iterator[Statement]:
    """Every calculation whose operands and result stand there."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if not figure.is_exact:
            continue
        terms = (
            _terms(reading, place)
            if figure.lead.lstrip("）").startswith("=")
            else in_brackets(reading, place)
        )
        if len(terms) > 1 and (found := _judged(figure, terms)):
            yield found


def _terms(reading: Reading, place: int) -> list[Term]:
    """The operands before the sign =, with the sign before each; none for the first."""
    terms = list[Term]()
    for other in range(place - 1, max(-1, place - 1 - LONGEST), -1):
        reading.steps.take()
        figure = reading.figures[other]
        sign = _sign(figure)
        terms.append((sign, figure))
        if not sign:
            return [] if MINUS in figure.lead else terms[::-1]
    return []


def _sign(figure: Figure) -> str:
    """The sign before an operand; a noun may stand before it: 126个村×52000元."""
    head = figure.lead.lstrip("）")
    if head.startswith(DIVIDED):
        return OVER[0]
    noun = next((at for at, sign in enumerate(head[:LONGEST_NOUN]) if not sign.isalpha()), 0)
    return next((signs[0] for signs in (TIMES, OVER, PLUS) if head[noun : noun + 1] in tuple(signs)), "")


def in_brackets(reading: Reading, place: int) -> list[Term]:
    """执行率95%（95/100）: the two that follow their rate in brackets."""
    behind = reading.figures[place + 1 : place + 3]
    if reading.figures[place].kind != "rate" or len(behind) < 2 or _sign(behind[1]) != OVER[0]:
        return []
    return [("", behind[0]), (OVER[0], behind[1])] if behind[0].lead.startswith("（") else []


def _judged(claimed: Figure, terms: Sequence[Term]) -> Statement | None:
    figures = [figure for _, figure in terms if figure.measure != "%" or claimed.kind != "rate"]
    signs = {sign for sign, _ in terms if sign}
    if not all(figure.is_exact for figure in figures) or len(figures) < 2:
        return None
    if signs == {PLUS}:
        return _sum(claimed, figures)
    if PLUS in signs or any(sign == OVER[0] and not figure.amount for sign, figure in terms):
        return None
    expected, loose = Fraction(1), Fraction(0)
    for sign, figure in terms:
        expected = expected / figure.amount if sign == OVER[0] else expected * figure.amount
        loose += figure.half / figure.amount if figure.amount and figure in figures else 0
    holds = _holds(claimed, expected, expected * loose)
    working = "".join(f" {sign} {shown(figure)}" for sign, figure in terms if figure in figures).strip()
    kind: Claim = "rate" if claimed.kind == "rate" else "product"
    return Statement(
        kind, claimed, tuple(figures), expected, holds, f"{working} = {written(expected, claimed)}"
    )


def _holds(claimed: Figure, expected: Fraction, slack: Fraction) -> Holds:
    if claimed.half:
        return ratio_holds(claimed, expected, slack)
    return "yes" if expected == claimed.amount else "no"


def _sum(claimed: Figure, figures: Sequence[Figure]) -> Statement | None:
    if not all(figure.is_like(claimed) for figure in figures):
        return None
    expected = sum((figure.amount for figure in figures), Fraction(0))
    working = f"{' + '.join(shown(figure) for figure in figures)} = {written(expected, claimed)}"
    return Statement("sum", claimed, tuple(figures), expected, sum_holds(claimed, figures, expected), working)
