"""How the figures stand to each other: which are changes, bases, prices, shares; where lists open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import Literal

from core.verification.prose import words
from core.verification.prose.figures import Figure
from core.verification.prose.steps import Steps

Role = Literal["plain", "share", "change", "base", "from", "to", "price", "rate"]
LONGEST_NOUN = 4
"""So long may be what a whole counts: 80个村的85%."""
LONG_YEAR = 4
_CHANGES = (*words.LESS, *words.MORE)
SHORT_VERB = 3
TENTHS = tuple("一二两三四五六七八九")
WINDOW = 40
"""How many figures back anything is looked for: what makes the reader linear."""


@dataclass(frozen=True)
class Reading:
    """The figures of a text with their roles. `opened[i]`: the first figure of the list in which i stands."""

    figures: tuple[Figure, ...]
    roles: tuple[Role, ...]
    opened: tuple[int | None, ...]
    steps: Steps = field(compare=False)

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each figure by where it starts in the text."""
        return {figure.start: place for place, figure in enumerate(self.figures)}

    def back(self, place: int, fits: Callable[[Figure], bool], *, window: int = WINDOW) -> Iterator[int]:
        """The places of the figures before `place` that fit, nearest first."""
        for other in range(place - 1, max(-1, place - 1 - window), -1):
            self.steps.take()
            if fits(self.figures[other]):
                yield other

    def amounts_before(
        self, place: int, like: Figure, *, sentences: int = 0, most: int = WINDOW
    ) -> list[int]:
        """Places of plain amounts of one measure, nearest first; `sentences` before its own count too."""
        first = self.figures[place].sentence - sentences
        beside = takewhile(
            lambda other: self.figures[other].sentence >= first, self.back(place, lambda other: True)
        )
        found = (
            other
            for other in beside
            if self.figures[other].is_like(like)
            and self.roles[other] in ("plain", "to")
            and self.figures[other].is_exact
        )
        return list(islice(found, most))

    def head(self, place: int) -> int | None:
        """The total of the list in which the figure stands: the amount before it opened."""
        first = self.opened[place]
        if first is None:
            return None
        figure, depth = self.figures[place], self.figures[first].depth
        before = self.amounts_before(first, figure, sentences=1)
        inside = [other for other in before if self.figures[other].depth <= depth]
        same = [other for other in inside if self.figures[other].sentence == figure.sentence]
        return next(iter(same), None) if same else self._outermost(inside)

    def _outermost(self, places: list[int]) -> int | None:
        """The amount right before a list of a later sentence, or the total of the list in which it is."""
        place = next(iter(places), None)
        while place is not None and self.opened[place] is not None:
            outer = self.head(place)
            place = outer if outer in places else None
        return place


def structure(figures: tuple[Figure, ...], steps: Steps) -> Reading:
    """Return the figures with their roles and lists."""
    roles = list[Role]()
    for place, figure in enumerate(figures):
        steps.take()
        before = figures[place - 1] if place else None
        roles.append(_role(figure, before, roles[-1] if roles else "plain"))
    return Reading(figures, tuple(roles), tuple(_lists(figures)), steps)


def _role(figure: Figure, before: Figure | None, last: Role) -> Role:
    label = figure.label or _before_brackets(figure)
    if before and figure.lead in ("、", "和", "及", "与", "，") and figure.is_like(before):
        return last
    if (figure.kind == "rate" and is_share(figure, before)) or (
        before and figure.name == "倍" and is_of(figure, before)
    ):
        return "share"
    if last == "from" and _ends_in(label, words.TO):
        return "to"
    if _is_change(label, last):
        return "change"
    if _ends_in(label, words.FROM):
        return "from"
    if figure.kind == "rate":
        return "base" if _is_base(label) else "rate"
    if _is_price(figure):
        return "price"
    return "base" if _is_base(label) else "plain"


def _is_change(label: str, last: Role) -> bool:
    if _becomes_a_price(label):
        return False
    return (
        bool(changes(label))
        or label.endswith(words.SIGNLESS_CHANGES)
        or (last == "to" and label.endswith("新增"))
    )


def _becomes_a_price(label: str) -> bool:
    """中标单价降为0.52万元: what it is now, not by how much it fell."""
    return label.endswith(words.BECAME_PRICE) and any(word in label for word in words.PRICED)


def _before_brackets(figure: Figure) -> str:
    """较2021年 of 较2021年（88.12%）."""
    return figure.lead[:-1].rpartition("，")[2] if figure.lead.endswith("（") else ""


def words_before(figure: Figure) -> str:
    """The words of a figure with those before its brackets: 占样本总数 of 占样本总数（400人）."""
    return f"{_before_brackets(figure)}{figure.label}"


def is_share(figure: Figure, before: Figure | None) -> bool:
    """占…的p%, 占比p%, 比重为p%, 占…605.35万元的p%."""
    if before and (is_of(figure, before) or _is_in_brackets(figure, before)):
        return True
    if figure.tail.startswith(("用于", "为", "是")) and (figure.lead == "的" or not figure.label):
        return True
    bare = figure.label.rstrip("为达到是仅约")
    return "占" in figure.label or bare.endswith("比重") or bare in ("比例", "比率", "所占比例")


def _is_in_brackets(figure: Figure, before: Figure) -> bool:
    """项目支出330.13万元（54.54%）."""
    return figure.lead == "（" and figure.tail.startswith("）") and before.kind in ("money", "count")


def is_of(figure: Figure, whole: Figure) -> bool:
    """占…605.35万元的p%, 占…（605.35万元）的p%, 完成预算100万元的p%: whether its whole is before."""
    between = figure.lead.lstrip("）")
    head, _, tail = between.partition("（")
    noun = head + tail.rpartition("）")[2]
    near = between.startswith(("的", "中占")) or (
        len(noun) <= LONGEST_NOUN and noun.endswith(("的", "比重为")) and "，" not in between
    )
    said = words_before(whole)
    return near and ("占" in said or said.startswith(("在", *words.EQUALS)))


def _ends_in(label: str, prepositions: tuple[str, ...]) -> bool:
    """“由”, “由上年的”, “提高至2022年的”: whether a preposition governs the figure, over a time at most."""
    at = max(label.rfind(word) for word in prepositions)
    time = label[at + 1 :].removesuffix("的") if at >= 0 else label
    for each in words.EACH_TIME:
        time = time.removeprefix(each)
    return at >= 0 and (not time or time in words.TIMES or is_year(time))


def is_year(text: str) -> bool:
    """
    >>> is_year("2022年"), is_year("2022年度"), is_year("年")
    (True, True, False)
    """
    return text[:4].isdecimal() and text[4:] in ("年", "年度", "年末", "年底", "年初")


def year_in(label: str) -> int:
    """The last year in the words before a figure; 0 where there is none.

    >>> year_in("补助资金2022年为"), year_in("上年为")
    (2022, 0)
    """
    at = label.rfind("年")
    while at >= LONG_YEAR:
        if label[at - LONG_YEAR : at].isdecimal():
            return int(label[at - LONG_YEAR : at])
        at = label.rfind("年", 0, at)
    return 0


def changes(label: str) -> int:
    """Return -1 or 1 where the words before a figure end in a change, else 0.

    >>> changes("较上年减少"), changes("同比增长了"), changes("新增"), changes("支出")
    (-1, 1, 0, 0)
    """
    if sign := _compares(label):
        return sign
    label = label[:-2] if label.endswith("成") and label[-2:-1] in TENTHS else label
    stem = label.removesuffix(next((tail for tail in words.CHANGE_TAILS if label.endswith(tail)), ""))
    if not (label.endswith(_CHANGES) or stem.endswith(_CHANGES)):
        return 0
    for sign, names in ((-1, words.LESS), (1, words.MORE)):
        for name in names:
            for text in (label, stem):
                if text.endswith(name) and not text[: -len(name)].endswith(words.NO_CHANGE_BEFORE):
                    return sign
    return 0


def _compares(label: str) -> int:
    """比上年多查, 较预算少支: 多 or 少 with its verb behind what is compared with."""
    compared = max(label.rfind("比"), label.rfind("较"))
    tail = label[-SHORT_VERB:] if 0 <= compared < len(label) - SHORT_VERB else ""
    return 1 if "多" in tail else -1 if "少" in tail and "减少" not in tail else 0


def _is_price(figure: Figure) -> bool:
    """每人33.50元, 元/户, 单价; 每期50人, but not 每年200人."""
    if figure.kind == "count":
        each = "每" in figure.label[-6:] and figure.label.rpartition("每")[2][:1] not in words.NOT_EACH
        return each or "均每" in figure.label or _is_averaged(figure.label)
    if figure.kind != "money":
        return False
    return (
        "/" in figure.measure
        or _becomes_a_price(figure.label)
        or "每" in figure.label[-10:]
        or any(single in figure.priced for single in words.SINGLES)
        or figure.label.endswith(words.PRICES)
        or _is_averaged(figure.label)
        or (figure.measure == "元" and figure.label.endswith(("标准", "标准为", "标准是")))
    )


def _is_averaged(label: str) -> bool:
    """人均300元, 户均投资, 次均费用."""
    before, sign, tail = label.rpartition("均")
    return bool(sign) and before.endswith(words.AVERAGED) and len(tail) <= words.LONGEST_HEAD


def _is_base(label: str) -> bool:
    """“较上年基本支出506.53万元”: the amount that is compared with, not a change of it."""
    compares = label.startswith(words.COMPARES) or any(word in label for word in words.COMPARED)
    if compares and any(word in label for word in words.BASE_LABELS):
        return True
    said = label.lstrip("是在而")
    if said.removesuffix("为") == "年初":
        return True
    return said.startswith(words.BASE_HEADS) and not any(word in label for word in words.CARRIED)


def _lists(figures: tuple[Figure, ...]) -> Iterator[int | None]:
    """For each figure where its list opened; a list in brackets ends with them, others with the sentence."""
    open_lists: list[tuple[int, int]] = []
    sentence = -1
    for place, figure in enumerate(figures):
        if figure.sentence != sentence:
            open_lists, sentence = [], figure.sentence
        while open_lists and open_lists[-1][0] > figure.depth:
            open_lists.pop()
        deeper = place and figure.depth > figures[place - 1].depth and figures[place - 1].sentence == sentence
        if deeper or _opens(figure, figures[place - 1] if place else None):
            open_lists.append((figure.depth, place))
        yield open_lists[-1][1] if open_lists else None


def _divides(clause: str) -> bool:
    """按资金性质分, 从用途看: a clause that says by what something is divided."""
    return clause.startswith(words.BY) and clause.endswith(words.DIVIDED)


def _is_among(lead: str) -> bool:
    """12项中已完成, 受访50人中; not 中央, 中小."""
    return lead.startswith("中") and "占" not in lead and lead[1:2] not in words.AFTER_MIDDLE


def _opens(figure: Figure, before: Figure | None) -> bool:
    """其中, 包括, T：A、B; and T，即A、B right behind their total."""
    lead = figure.lead.replace("。", "；").rpartition("；")[2]
    if figure.lead.startswith("：") or any(mark in lead for mark in words.OPENERS):
        return True
    if any(_divides(clause) for clause in lead.replace("：", "，").split("，")):
        return True
    if before is not None and before.is_like(figure) and _is_among(lead):
        return True
    beside = before is not None and before.is_like(figure) and before.sentence == figure.sentence
    return beside and (figure.lead.startswith(("，即", "，含", "，涉及")) or "分别" in figure.lead)


def is_closed(reading: Reading, base: int, place: int) -> bool:
    """甲增加5人（上年20人）；乙减少3人: whether brackets give it to the change before them."""
    deeper = reading.figures[base].depth > reading.figures[place].depth
    return deeper and base > 0 and reading.roles[base - 1] == "change"
