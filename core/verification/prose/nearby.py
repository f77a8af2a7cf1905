"""The amounts around a rate, searched by its name: the numerator that it names, the denominator before it."""

from __future__ import annotations

from collections.abc import Iterator

from core.verification.prose.figures import Figure
from core.verification.prose.rate_words import Terms, fits_above, fits_below, is_evident, is_negated
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

NEAR = 10
COMPARED = ("rate", "share", "change")
FEW = ("", "中", "中有", "有", "的")
VAGUE = names("金额 资金 金额为 资金为 共计 合计 共")
DURATIONS = names("分钟 小时 天 日 年 个月 岁 周 工作日 个工作日")
SINCE = 3
"""So many amounts before its numerator may a rate be of."""
Pair = tuple[Figure, tuple[Figure, ...]]


def said(figure: Figure) -> str:
    """The words of a figure, those before its brackets where it stands behind them: 预算数（A）500万元.

    Where few stand before it, those behind it too: 受访50人中48人表示满意.
    """
    words = figure.label or figure.lead.rpartition("（")[0].rpartition("，")[2]
    return f"{words}{figure.tail}" if words in FEW else words


def said_widely(reading: Reading, place: int) -> str:
    """下达文件金额 of 下达文件11份，金额500万元: what counts an amount that says no more than 金额."""
    figure, before = reading.figures[place], reading.figures[place - 1 : place] if place else ()
    if figure.label not in VAGUE:
        return said(figure)
    return "".join(one.label for one in before if one.sentence == figure.sentence) + figure.label


def depth_of(claimed: Figure) -> int:
    """How deep in brackets the amounts of a rate stand: 预算a，支出b（执行率p%）."""
    return claimed.depth - (claimed.lead.startswith("（") and "）" not in claimed.lead)


def _is_amount(figure: Figure) -> bool:
    return figure.kind in ("money", "count") and figure.name not in DURATIONS


def amounts_near(reading: Reading, place: int) -> list[int]:
    """The amounts of its sentence and the one before, nearest first."""
    claimed = reading.figures[place]
    depth = depth_of(claimed)
    return [
        other
        for other in reading.back(place, _is_amount, window=NEAR)
        if claimed.sentence - reading.figures[other].sentence <= 1
        and reading.figures[other].paragraph == claimed.paragraph
        and reading.figures[other].depth == depth
    ]


def _inside(reading: Reading, place: int) -> list[int]:
    """The amounts of its own sentence, nearest first, that are neither bases nor prices."""
    sentence = reading.figures[place].sentence
    near = amounts_near(reading, place)
    return [other for other in near if reading.figures[other].sentence == sentence]


def named_pair(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """派车a次，出车b次，出车率p%: the one amount whose words are those of the rate, of the one before it."""
    inside, claimed = _inside(reading, place), reading.figures[place]
    named = _called(reading, inside, terms.stem) or _called(reading, inside, terms.core)
    if not terms.core or terms.scope or len(named) != 1 or not _is_plain(reading, named[0]):
        return None
    above = reading.figures[named[0]]
    before = [other for other in inside if other < named[0] and reading.figures[other].is_like(above)]
    if not before or not _is_plain(reading, before[0]):
        return None
    if not all(_has_its_own(reading, other, before[0]) for other in range(before[0], place)):
        return None
    return _of(claimed, above, reading.figures[before[0]])


def _called(reading: Reading, places: list[int], name: str) -> list[int]:
    """The amounts whose words have the name in them, and do not deny it."""
    words = {other: said(reading.figures[other]) for other in places}
    return [
        other
        for other in places
        if name in words[other] and (is_negated(name) or not is_negated(words[other]))
    ]


def searched_pair(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """预算b，一季度支出a，执行率p%，全年支出c，执行率q%: the one denominator of the sentence."""
    inside = [other for other in _inside(reading, place) if _is_plain(reading, other)]
    if not inside or not terms.below or inside[0] != place - 1:
        return None
    above = reading.figures[inside[0]]
    if not fits_above(terms, said(above)) or is_negated(said(above)):
        return None
    like = [other for other in inside[1:] if reading.figures[other].is_like(above)]
    fitting = [other for other in like if fits_below(terms, said_widely(reading, other), said(above))]
    if len(fitting) != 1 or not all(
        _has_its_own(reading, other, fitting[0]) for other in range(fitting[0], place)
    ):
        return None
    return _of(reading.figures[place], above, reading.figures[fitting[0]])


def _has_its_own(reading: Reading, place: int, whole: int) -> bool:
    """Whether a rate between has a numerator of its own: 一季度支出a，执行率p%."""
    own = place - 1 > whole and reading.figures[place - 1].is_like(reading.figures[whole])
    return own or reading.roles[place] not in COMPARED


def _of(claimed: Figure, above: Figure, below: Figure) -> Pair | None:
    """Some of the whole are no more than it, where the rate says so too."""
    fits = below.amount and (below.amount >= above.amount or claimed.amount > 1)
    return (above, (below,)) if fits else None


def likely_pairs(reading: Reading, place: int, terms: Terms) -> Iterator[tuple[Pair, bool]]:
    """What a rate may be of, where the words leave a choice, and whether both are named by it.

    One slip in one of the three must explain that it does not come out before anything is said.
    """
    near = [other for other in amounts_near(reading, place) if _is_plain(reading, other)]
    inside = [other for other in near if reading.figures[other].sentence == reading.figures[place].sentence]
    above = next((other for other in inside if not is_negated(said(reading.figures[other]))), None)
    if above is None:
        return
    top = reading.figures[above]
    like = [other for other in near if other < above and reading.figures[other].is_like(top)]
    alone = len(inside) == 2 and len(like) == 1
    for other in like[:SINCE]:
        words, below = said_widely(reading, other), reading.figures[other]
        named = bool(terms.below) and fits_below(terms, words, said(top))
        if alone and not named:
            yield (below, (top,)), False
        if alone or named or fits_above(terms, said(top)) or is_evident(terms, said(top), words):
            yield (top, (below,)), named


def _is_plain(reading: Reading, place: int) -> bool:
    return reading.roles[place] == "plain" and reading.figures[place].is_exact
