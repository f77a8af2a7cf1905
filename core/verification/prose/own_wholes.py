"""Ratios of what each thing has of its own, where a figure says it only of the first.

一标段支付a，占合同价T的p%；二标段支付b，占合同价的q%: q is of another 合同价 than T. Where two ratios of T
come out, it is of both of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.verification.prose.adding import total_of
from core.verification.prose.share_names import is_total, names_a_plan, plan_name
from core.verification.prose.share_parts import explicit_whole, leader
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading, words_before

RATIOS = ("share", "rate")
SHARED = 2
"""So many ratios that come out of one whole show that it is of all of them."""


@dataclass(frozen=True)
class OwnWholes:
    """`over`: the shares in rows that make more than 100 % of what is told with one of them.

    `ratios`: by paragraph those of two figures; `right`: how many come out of each whole.
    """

    reading: Reading
    over: Container[int]
    ratios: Mapping[int, Sequence[Statement]]
    right: Mapping[int, int]

    @classmethod
    def of(cls, reading: Reading, told: Sequence[Statement]) -> OwnWholes:
        ratios = defaultdict[int, list[Statement]](list)
        rows = defaultdict[tuple[int, int], list[Statement]](list)
        for one in (one for one in told if one.kind in RATIOS and len(one.operands) > 1):
            ratios[one.claimed.paragraph].append(one)
            if one.kind == "share":
                rows[one.claimed.sentence, one.operands[1].start].append(one)
        over = (one for row in rows.values() if len(row) > 1 and _is_too_much(reading, row) for one in row)
        right = Counter(_whole(one) for some in ratios.values() for one in some if one.holds == "yes")
        return cls(reading, {one.claimed.start for one in over}, ratios, right)

    def has(self, one: Statement) -> bool:
        """Whether the whole may be one that this item has and no figure says."""
        if one.kind not in RATIOS or _says_it(self.reading, one):
            return False
        if len(one.operands) > 1 and self.right.get(_whole(one), 0) >= SHARED:
            return False
        return one.claimed.start in self.over or self._is_of_its_plan(one)

    def _is_of_its_plan(self, one: Statement) -> bool:
        """占合同价T的p%；…，占合同价的q%: a ratio of a plan behind another one, and no plan between."""
        name, wholes = plan_name(one.claimed.label), one.operands[1:]
        before = [
            other
            for other in self.ratios.get(one.claimed.paragraph, ())
            if other.claimed.start < one.claimed.start
            and (name == plan_name(_said(self.reading, other)) or other.operands[1] in wholes)
        ]
        last = max((other.claimed.start for other in before), default=None)
        if not name or last is None:
            return False
        return not any(figure.start > last and names_a_plan(figure.label) for figure in wholes)


def _whole(one: Statement) -> int:
    return one.operands[1].start


def _is_too_much(reading: Reading, row: Sequence[Statement]) -> bool:
    """Whether shares of a plan, or of what is told with one of them, make more of it than there is.

    Of a total that is called so, the parts must be too much as well.
    """
    shares, whole = [one.claimed for one in row], row[0].operands[1]
    loose = sum((share.half for share in shares), Fraction(0))
    is_plan = names_a_plan(whole.label)
    if total_of(shares) - loose <= 1 or not (is_plan or any(_says_it(reading, one) for one in row)):
        return False
    is_all = not is_plan and is_total(whole.label.rpartition("占")[2])
    return not is_all or total_of([one.operands[0] for one in row]) > whole.amount


def _said(reading: Reading, one: Statement) -> str:
    """占合同价 of 占合同价的85% and of 占合同价700万元的80%."""
    at = explicit_whole(reading, reading.places[one.claimed.start])
    return one.claimed.label if at is None else words_before(reading.figures[at])


def _says_it(reading: Reading, one: Statement) -> bool:
    return explicit_whole(reading, leader(reading, reading.places[one.claimed.start])) is not None
