"""Every relation that the figures around a claim may have with it, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from core.verification.prose.beside import says_all
from core.verification.prose.figures import Figure
from core.verification.prose.nearly import differences, is_amount, likely, of_pair, relations
from core.verification.prose.operands import candidates
from core.verification.prose.rate_operands import words_of
from core.verification.prose.rate_words import fits_above, fits_below, terms_of
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names
from core.verification.prose.worth import Product

BACK, AHEAD = 10, 6
"""So many figures before and behind a percentage its amounts may stand."""
PAIRS, PRODUCTS, PRICES = 40, 12, 6
RESTS = names(
    "结余 剩余 其余 余额 节余 尚欠 尚有 尚余 结存 余下 结转 差额 仍有 还有 节约 缺口 尚缺 尚差 欠 沉淀 净 剩 "
    "余 差 空置 落选 节支 节省 审减 扣减 扣除 超 多出 多 少 短 相差 剔除 实付 实补 失分 "
    "未支付 未使用 未办结 少付"
)
TRAVEL = "差旅"
"""Begins as a rest is called, and is none."""
PLAIN, BESIDE, CHANGED, LEFT = Fraction(1), Fraction(1, 4), Fraction(1, 2), Fraction(1, 8)
"""How much of a say chance has: a part right before its share, a change, what is called a rest have less."""
SHARED = Fraction(4)
"""So much more where several prices may make a total."""


@dataclass(frozen=True)
class Try:
    """`chance`: how many were tried before it, weighed by how little its words say."""

    told: Statement
    chance: Fraction


def tries(reading: Reading, place: int) -> Iterator[Try]:
    """What may be meant by the figure at `place`."""
    figure, role = reading.figures[place], reading.roles[place]
    if figure.kind == "rate":
        yield from _ratios(reading, place)
    elif role == "change":
        yield from _ranked(differences(reading, place), CHANGED)
    else:
        told = enumerate(relations(reading, place), 1)
        yield from (Try(one, rank * likely(one)) for rank, one in told if one)
        said = figure.label.removeprefix(TRAVEL)
        if said.startswith(RESTS) or said.endswith(RESTS):
            left = (replace(one, kind="sum") for one in differences(reading, place))
            yield from (Try(one, rank * LEFT * likely(one)) for rank, one in enumerate(left, 1))
    if role == "price":
        for rank, product in enumerate(islice(candidates(reading, place), PRODUCTS), 1):
            told_one = product.statement("yes" if product.fits else "no")
            yield Try(told_one, rank * _of_price(reading, place, product))


def _ranked(told: Iterator[Statement], weight: Fraction) -> Iterator[Try]:
    yield from (Try(one, rank * weight) for rank, one in enumerate(told, 1))


def _ratios(reading: Reading, place: int) -> Iterator[Try]:
    """The ratios of the amounts around a percentage; of 执行率 only of those that its words fit."""
    role = reading.roles[place]
    fits = _fitting(reading, place) if role == "rate" else None
    if role not in ("share", "change") and not fits:
        return
    pairs = _pairs(reading, place)
    told = (one for pair in pairs for one in of_pair(reading, place, *pair) if not fits or fits(one))
    before = reading.figures[place - 1 : place]
    for rank, one in enumerate(told, 1):
        is_beside = role == "share" and any(part in one.operands for part in before)
        yield Try(one, rank * (BESIDE if is_beside else PLAIN))


def _fitting(reading: Reading, place: int) -> Callable[[Statement], bool] | None:
    """Whether the words of two amounts are numerator and denominator of a rate."""
    terms = terms_of(reading.figures[place])
    if not terms or terms.scope:
        return None

    def fits(one: Statement) -> bool:
        above, below = (words_of(reading, reading.places[figure.start]) for figure in one.operands)
        return bool(fits_above(terms, above) and fits_below(terms, below))

    return fits


def _pairs(reading: Reading, place: int) -> Iterator[tuple[Figure, Figure]]:
    """The larger and the smaller of two amounts around a claim, the nearest first."""
    claimed, figures = reading.figures[place], reading.figures
    around = [
        other for far in range(1, BACK + 1) for other in (place - far, place + far)[: 1 + (far <= AHEAD)]
    ]
    near = [figures[other] for other in around if 0 <= other < len(figures)]
    near = [figure for figure in near if is_amount(figure) and _is_by(figure, claimed)]
    ranked = sorted((one + other, one, other) for other in range(len(near)) for one in range(other))
    reading.steps.take(len(ranked))
    for _, one, other in ranked[:PAIRS]:
        low, high = sorted((near[one], near[other]), key=lambda figure: figure.amount)
        if low.is_close_to(high) and low.amount != high.amount:
            yield high, low


def _is_by(figure: Figure, claimed: Figure) -> bool:
    apart = abs(claimed.sentence - figure.sentence)
    return apart <= 1 and figure.paragraph == claimed.paragraph and figure.is_exact and bool(figure.amount)


def _of_price(reading: Reading, place: int, product: Product) -> Fraction:
    """How much of a say chance has: less where a total stands behind the only price of its sentence."""
    price, figures = reading.figures[place], reading.figures
    near = range(max(0, place - PRICES), min(len(figures), place + PRICES))
    prices = [other for other in near if reading.roles[other] == "price" and figures[other].is_like(price)]
    if any(figures[other].sentence == price.sentence for other in prices if other != place):
        return SHARED
    behind = product.total.start > max(figure.start for figure in product.operands)
    return BESIDE if product.is_in_one_sentence and behind and says_all(product.total) else PLAIN
