"""C43: shares of one list that leave nothing out add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from core.figures import printing
from core.verification.findings import Case, Finding, Severity
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.reader import reading_of
from core.verification.prose.structure import Reading

NEAR = Fraction(2, 100)
"""Three shares and more that come so near to 100 % were meant to make it."""
ALLOWED = Fraction(1, 1000)
ENOUGH = 3


def shares_that_do_not_make_a_whole(case: Case) -> Iterator[Finding]:
    """C43 甲占a%、乙占b%、丙占c%: a known whole (基本支出、项目支出), with 其他, or nearly 100 %."""
    for ref in case.sections:
        lists = {
            " + ".join(share.text for share in shares): (shares, total)
            for shares, total in _wrong(reading_of(case.prose(ref)))
        }
        for parts, (shares, total) in lists.items():
            found = f"{printing.score(total * 100)}%"
            message = f"{case.name(ref)}中各项占比{parts} = {found}，合计应为100%，请核对。"
            spans = tuple(share.span for share in shares)
            yield Finding("C43", Severity.MUST_EXPLAIN, (ref,), parts, "100%", message, spans=spans)


def _wrong(reading: Reading) -> Iterator[tuple[list[Figure], Fraction]]:
    places = [place for place, role in enumerate(reading.roles) if role == "share"]
    for _, same in groupby(places, lambda place: _list(reading.figures[place])):
        group = list(same)
        shares = [reading.figures[place] for place in group]
        total = sum((share.amount for share in shares), Fraction(0))
        gap = abs(total - 1)
        allowed = max(ALLOWED, sum((share.half for share in shares), Fraction(0)))
        if gap > allowed and all(share.is_exact for share in shares) and _is_whole(reading, group, gap):
            yield shares, total


def _list(share: Figure) -> tuple[int, int, str]:
    """The sentence, the brackets and the whole of a share: 占基本支出的."""
    _, sign, whole = share.label.rpartition("占")
    return share.sentence, share.depth, whole if sign and not whole.startswith("比") else ""


def _is_whole(reading: Reading, group: Sequence[int], gap: Fraction) -> bool:
    if len(group) >= ENOUGH and gap <= NEAR:
        return True
    return len(group) > 1 and leaves_nothing_out([_part(reading, place) for place in group])


def _part(reading: Reading, place: int) -> str:
    """What a share is of the whole: its own words before 占, or those of the amount before it."""
    own = reading.figures[place].label.rpartition("占")[0]
    return own or reading.figures[place - 1].label
