"""What stands before a figure: its words, its sentence, and whether that speaks of another year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.figures.text import narrow
from core.verification.prose.figures import Figure
from core.verification.references import words

FAR = 120
"""So many signs back a sentence is looked at."""
ENDS = "。！？!?\n；;"
DIGITS = frozenset("0123456789")
DROPPED = str.maketrans("", "", " \u3000\t\r“”‘’\"'*《》")
LAST_MONTH = "12"


@dataclass(frozen=True)
class Clause:
    """`words`: those of its own clause, bare; `head`: the sentence before; `before`: all that, and more."""

    words: str
    head: str = ""
    before: str = ""

    @property
    def sentence(self) -> str:
        return self.head + self.words


def squeezed(text: str) -> str:
    """A text without spaces, quotation marks and wide signs, as names are compared.

    >>> squeezed("“一站式” 结算（A）")
    '一站式结算(A)'
    """
    return narrow(text).translate(DROPPED)


def clause_of(text: str, figure: Figure) -> Clause:
    """The words of the figure's clause and the sentence before it."""
    before = text[max(0, figure.start - FAR) : figure.start]
    start = max(before.rfind(mark) for mark in ENDS) + 1
    sentence, own = squeezed(before[start:]), squeezed(figure.label)
    head = sentence.removesuffix(own)
    return Clause(own, head, squeezed(before))


def rest_of_sentence(text: str, figure: Figure) -> str:
    """What the sentence says behind a figure."""
    after = text[figure.end : figure.end + FAR]
    ends = [at for mark in ENDS if (at := after.find(mark)) >= 0]
    return squeezed(after[: min(ends, default=FAR)])


def without_links(label: str) -> str:
    """The name in the words before a figure: 年初预算 of 年初预算数共计.

    >>> without_links("年初预算数共计"), without_links("为")
    ('年初预算', '')
    """
    while label.endswith(words.LINKS) and not label.endswith(words.NO_LINKS):
        link = tail_of(label, words.LINKS)
        label = label.removesuffix(link)
    return label


def without_heads(name: str, own: Sequence[str] = ()) -> str:
    """A name without what makes it no other: years, 其中, 本单位, list numbers, names of the filer (`own`).

    >>> without_heads("2021年度其中基本支出"), without_heads("2.我局项目资金")
    ('基本支出', '项目资金')
    """
    heads = (*filter(None, own), *words.HEADS)
    while True:
        short = _without_year(_without_number(name))
        if short.startswith(heads):
            for head in heads:
                short = short.removeprefix(head)
        if short == name:
            return name
        name = short


def _without_number(name: str) -> str:
    """A name without the number of its item: 2.基本支出."""
    if name[:1] not in DIGITS:
        return name
    body = name.lstrip("0123456789")
    return body[1:] if len(body) < len(name) and body.startswith(".") else name


def _without_year(name: str) -> str:
    return name[4:].removeprefix("年度").removeprefix("年") if _year_at(name) else name


def _year_at(name: str) -> bool:
    return name[:2] in ("19", "20") and name[2:4].isdecimal() and name[4:5] == "年"


def tail_of(name: str, tails: Iterable[str]) -> str:
    """The longest of some words in which a name ends; empty where it ends in none."""
    known = tuple(tails)
    if not name.endswith(known):
        return ""
    return max((tail for tail in known if name.endswith(tail)), key=len)


def years_in(text: str) -> Iterator[int]:
    """Every year of four digits that is called one.

    >>> list(years_in("2021年度比2020年，3年"))
    [2021, 2020]
    """
    at = text.find("年")
    while at >= 0:
        digits = text[max(0, at - 4) : at]
        if len(digits) == 4 and DIGITS.issuperset(digits) and digits[:2] in ("19", "20"):
            yield int(digits)
        at = text.find("年", at + 1)


def is_of_the_year(sentence: str, year: int) -> bool:
    """Whether a sentence speaks of the whole year and of no other, and of what is and not of what may be."""
    if any(other != year for other in years_in(sentence)) or _is_before_the_end(sentence):
        return False
    return not any(word in sentence for word in (*words.OTHER_TIMES, *words.NOT_YET))


def _is_before_the_end(sentence: str) -> bool:
    """Whether a month but December is named: 截至9月底."""
    at = sentence.find("月")
    while at >= 0:
        digits = sentence[max(0, at - 2) : at].lstrip("年至-")
        if digits[-1:].isdecimal() and digits != LAST_MONTH:
            return True
        at = sentence.find("月", at + 1)
    return False
