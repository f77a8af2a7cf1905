"""Find numbers of persons in a text: resident identity, bank card, mobile phone. To point at, not to keep."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from core.figures.text import narrow

HYPHENS = str.maketrans("‐‑‒–—", "-----")
GAP = "[ -]{1,3}"
START, END = r"(?<![0-9A-Za-z])(?<![0-9]\.)", r"(?![0-9A-Za-z])(?!\.[0-9])"
SERIAL = re.compile(r"(?:代码|编码|编号|文号|单号|案号|批号|票号|流水号|合同号|第)[为是: (]{0,3}\Z")
"""Before a number: it names a project, a paper or a contract."""
AMOUNT = re.compile(r"[ ]?(?:[万亿千百]|元|人|户|件|条|份|次|吨|%|‰|号)")
"""Behind a number: it counts something, or is the number of a paper."""
AROUND = 8

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
EARLIEST = 1900
CARDS = re.compile(r"6[0-9]{14,18}|4[0-9]{15}|5[1-5][0-9]{14}|35[0-9]{14}|3[47][0-9]{13}|955[0-9]{16}")
"""How the cards begin that are in use here, with their lengths (ISO/IEC 7812)."""


@dataclass(frozen=True)
class PersonalNumber:
    """What it is, and the number with its middle hidden."""

    kind: str
    masked: str


@dataclass(frozen=True)
class _Kind:
    """`candidate`: what may be one, wherever it begins; `shown`: how many signs at both ends are."""

    name: str
    candidate: re.Pattern[str]
    is_one: Callable[[str], bool]
    shown: tuple[int, int]
    is_certain: bool = False

    def masked(self, signs: str) -> str:
        head, tail = self.shown
        return f"{signs[:head]}{'*' * (len(signs) - head - tail)}{signs[-tail:]}"


def personal_numbers(text: str) -> list[PersonalNumber]:
    """Return the numbers of persons in `text`, each once, in the order in which they stand.

    Full-width digits, and spaces and hyphens between digits, make no difference. Amounts, decimals, numbers
    of papers and codes of projects are none.

    >>> personal_numbers("联系人：张三，138-0013-8000。支出1155.50万元，源财〔2021〕12号。")
    [PersonalNumber(kind='手机号码', masked='138****8000')]
    """
    plain = narrow(text).translate(HYPHENS)
    taken: set[int] = set()
    found: dict[int, PersonalNumber] = {}
    for kind in KINDS:
        for start, end, signs in _matches(kind, plain):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found[start] = PersonalNumber(kind.name, kind.masked(signs))
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def _matches(kind: _Kind, plain: str) -> Iterator[tuple[int, int, str]]:
    for match in kind.candidate.finditer(plain):
        start, end = match.span(1)
        signs = re.sub("[ -]", "", match[1]).upper()
        if kind.is_one(signs) and (kind.is_certain or not _is_other(plain, start, end)):
            yield start, end, signs


def _is_other(plain: str, start: int, end: int) -> bool:
    """Whether the words around say that the number is no person's."""
    return bool(SERIAL.search(plain, start - AROUND, start) or AMOUNT.match(plain, end))


def _is_identity(signs: str) -> bool:
    """GB 11643: a day of birth that exists, and the check sign (ISO 7064, MOD 11-2).

    >>> _is_identity("11010519491231002X"), _is_identity("110105194912310021")
    (True, False)
    """
    try:
        born = date(int(signs[6:10]), int(signs[10:12]), int(signs[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(signs, WEIGHTS, strict=False))
    return born.year >= EARLIEST and CHECK_SIGNS[total % 11] == signs[17]


def _is_card(signs: str) -> bool:
    """A card in use here whose last digit is right (Luhn).

    >>> _is_card("6222021234567894"), _is_card("6222021234567895")
    (True, False)
    """
    digits = [int(digit) for digit in reversed(signs)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return bool(CARDS.fullmatch(signs)) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _candidate(*forms: str) -> re.Pattern[str]:
    return re.compile(f"{START}(?=({'|'.join(forms)}){END})")


IDENTITY = f"[1-8](?:(?:{GAP})?[0-9]){{16}}(?:{GAP})?[0-9Xx]"
CARD = (
    "[3-69][0-9]{14,18}",
    f"[3-69][0-9]{{3}}(?:{GAP}[0-9]{{4}}){{3}}(?:{GAP}[0-9]{{1,3}})?",
    f"3[0-9]{{3}}{GAP}[0-9]{{6}}{GAP}[0-9]{{5}}",
    f"[69][0-9]{{5}}{GAP}[0-9]{{10,13}}",
    f"[3-69](?:{GAP}[0-9]){{14,18}}",
)
MOBILE = (
    f"1[3-9][0-9](?:{GAP})?[0-9]{{4}}(?:{GAP})?[0-9]{{4}}",
    f"1{GAP}[3-9](?:{GAP}[0-9]){{9}}",
)
COUNTRY = f"(?:{START}(?:00)?86(?:{GAP})?)"
KINDS = (
    _Kind("身份证号码", _candidate(IDENTITY), _is_identity, (4, 2), is_certain=True),
    _Kind("银行卡号", _candidate(*CARD), _is_card, (4, 4)),
    _Kind("手机号码", re.compile(f"(?:{COUNTRY}|{START})(?=({'|'.join(MOBILE)}){END})"), bool, (3, 4)),
)
"""The surest first: what is one is not looked at again."""
