"""Read what people write: 1700人, ≧98％, 控制在3万元以内, 12月底前, 是 (domain.md §8)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.figures import measures, printing
from core.figures.dates import NoSuchDayError, When, find_dates
from core.figures.numbers import DECIMAL_PLACES, DIGITS, GROUPED, MAX_DIGITS, NOT_APPLICABLE, as_rate
from core.figures.text import clip, foreign_digits, narrow

Kind = Literal["quantitative", "qualitative", "empty", "unreadable"]
Operator = Literal["", ">=", ">", "<=", "<", "="]

LONGEST = 2000
PROSE = 40
"""More characters than this are prose: figures without a sign in it are told, not claimed."""
AROUND = 12
"""How many characters beside a number can belong to it."""

DATES = re.compile(
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}(?:年度?|[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9]))"
    r"|[0-9]{1,2}月(?:份|底|末|初)?(?:[0-9]{1,2}[日号])?|[0-9]{1,2}[日号](?=之?前|以前)|[1-4]季度"
    r"|(?<=第)[0-9]{1,9}|(?<=[〔\[])(?:19|20)[0-9]{2}(?=[〕\]]))"
)
LIST_NUMBER = re.compile(
    r"(?m)^[ ]*\(?[0-9]{1,2}(?:[、)]|\.(?![0-9]))(?=.)|(?<=[目指]标)[0-9]{1,2}(?=[:完、])"
)
POINTS = re.compile(r"(?:[,;(]得?|[计扣加减])(?:[0-9]{1,3}-)?[0-9]{1,3}(?:\.[0-9]{1,2})?分(?!钟)")
"""What a rule gives, where somebody wrote the rule into the cell: 制度健全，得2分."""
HUNDREDTHS = re.compile(r"百分之(?:(百)|([0-9]{1,9}(?:\.[0-9]{1,9})?))")
RUN = re.compile(r"[0-9][0-9,.]*")

WRITTEN: dict[Operator, str] = {"": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
YES_OR_NO = {"是": True, "否": False}

NOT = "[不未](?:得|能|可)?"
PREFIXES: tuple[tuple[str, Operator], ...] = (
    (rf"{NOT}(?:低于|少于|小于|短于)|(?:大于|高于|多于)(?:或者?)?等于|至少|最少|最低|≥|>=|=>|≮", ">="),
    (
        rf"{NOT}(?:超过|高于|多于|大于|长于|超)|(?:小于|低于|少于)(?:或者?)?等于|至多|最多|最高|≤|<=|=<|≯",
        "<=",
    ),
    (r"大于|高于|多于|超过|>", ">"),
    (r"小于|低于|少于|不满|<", "<"),
    (r"等于|=", "="),
    (r"达到|达", ">="),
    (r"控制", "<="),
)
SIGNS = re.compile("(?:" + "|".join(f"({words})" for words, _ in PREFIXES) + r")(?:[ :到在为至约]{0,2})\Z")
WEAK = frozenset({"达到", "达", "控制"})
"""Words that say the direction only where nothing stronger follows: 控制在80%以上."""
MEASURE = re.compile(f"[ ]?({measures.PATTERN})")
SUFFIX = re.compile(r"[ ]?(?:\([不]?含[^)]{0,6}\))?(?:(及?以上)|(及?以下|及?以内|之内|内))")

SPACED = "「{}」的数字中间有空格，不能判断是一个数还是几个数，请去掉空格，或只填一个数字。"
SEVERAL = "「{}」含有多个数字，不能判断以哪一个为准，请只填一个数字和计量单位，例如95%。"
MALFORMED = "「{}」中的数字不能识别，请改为例如95%、1234.56万元的写法。"
TOO_LONG = "「{}」中的数字位数过多，整数最多9位，百分数最多保留4位小数，请核对后重新填写。"
NO_SUCH_DAY = "「{}」中的日期不存在，请核对年、月、日。"
CONTRADICTORY = "「{}」中的符号与后面的“以上”“以内”相互矛盾，请只保留一种写法。"


@dataclass(frozen=True)
class Reading:
    """What a text says. `value`: only where quantitative; a rate (1 = 100 %) where `measure` is % or ‰.

    `measure` as written (3 万元 stays 3, 万元). `day`, `yes`: of words that are one date, or 是 or 否.
    `problem`: why it is unreadable, for who wrote it; `is_malformed` where a figure itself is none (C35:
    91%%), not where there are several.
    """

    text: str
    kind: Kind
    value: Decimal | None = None
    measure: str = ""
    operator: Operator = ""
    problem: str = ""
    day: When | None = None
    yes: bool | None = None
    is_malformed: bool = False


@dataclass(frozen=True)
class Actual(Reading):
    """实际完成值. An `operator` in it is a finding (C14), not a mistake of reading."""


@dataclass(frozen=True)
class _Found:
    value: Decimal
    measure: str
    operator: Operator


class _MalformedError(Exception):
    """A figure is there and cannot be read."""


def parse_actual(text: str, *, year: int | None = None) -> Actual:
    """Read an 实际完成值; any text is taken, nothing is raised. `year`: that of dates without one.

    >>> actual = parse_actual("1782人")
    >>> actual.value, actual.measure, actual.kind
    (Decimal('1782'), '人', 'quantitative')
    """
    return Actual(**vars(read(text, year=year)))


def read(text: str, *, year: int | None = None) -> Reading:
    """Return what `text` says. One figure, or the only one with a sign, makes it quantitative.

    Dates, ordinals and list numbers count as words (2021年12月完成, 第3批); several figures are unreadable.
    `year`: that of dates without one.

    >>> read("控制在3万元以内").operator, read("7,00.0,77").kind, read("达成预期").kind, read("——").kind
    ('<=', 'unreadable', 'qualitative', 'empty')
    """
    if len(text) > LONGEST:
        return Reading(text, "qualitative")
    plain = narrow(text).strip()
    if plain in NOT_APPLICABLE:
        return Reading(text, "empty")
    if foreign_digits(plain):
        return Reading(text, "unreadable", problem=MALFORMED.format(clip(text)), is_malformed=True)
    try:
        found = list(_figures(_without_words(plain)))
        return _choose(text, found) if found else _words(text, plain, year)
    except _MalformedError as error:
        return Reading(text, "unreadable", problem=str(error).format(clip(text)), is_malformed=True)


def shown(value: Decimal, measure: str) -> str:
    """Return a value as a working shows it: rates as percentages, other figures without their measure.

    >>> shown(Decimal("0.607"), "%"), shown(Decimal("1782"), "人")
    ('60.7%', '1782')
    """
    if not measures.is_rate(measure):
        return printing.plain(value)
    power = measures.RATES[measure]
    return f"{printing.plain(value.scaleb(power))}{'‰' if measure == '‰' else '%'}"


def written(reading: Reading) -> str:
    """Return a figure as offices write it, with one sign and its measure; other texts as they are.

    >>> written(read("不低于９８％")), written(read("控制在 3 万元以内")), written(read("按时拨付"))
    ('≥98%', '≤3万元', '按时拨付')
    """
    if reading.value is None:
        return reading.text.strip()
    power, name = measures.RATES.get(reading.measure, 0), reading.measure
    measure = "%" if name == "百分比" else name
    return f"{WRITTEN[reading.operator]}{printing.plain(reading.value.scaleb(power))}{measure}"


def _without_words(plain: str) -> str:
    """The text without the digits that are dates, ordinals, list numbers and points of a rule."""
    plain = HUNDREDTHS.sub(_percent, plain)
    for words in (DATES, LIST_NUMBER, POINTS):
        plain = words.sub("·", plain)
    return plain


def _percent(match: re.Match[str]) -> str:
    return "100%" if match[1] else f"{match[2]}%"


def _choose(text: str, found: list[_Found]) -> Reading:
    signed = [figure for figure in found if figure.operator]
    chosen = signed if len(signed) == 1 else found
    if not signed and len(text) > PROSE:
        return Reading(text, "qualitative")
    if len(chosen) > 1:
        return Reading(text, "unreadable", problem=SEVERAL.format(clip(text)))
    figure = chosen[0]
    return Reading(text, "quantitative", figure.value, figure.measure, figure.operator)


def _words(text: str, plain: str, year: int | None) -> Reading:
    """Words without a figure: a date or an answer where they are no more than that."""
    if len(text) > PROSE:
        return Reading(text, "qualitative")
    try:
        days = find_dates(plain, year=year)
    except NoSuchDayError:
        raise _MalformedError(NO_SUCH_DAY) from None
    yes = YES_OR_NO.get(plain.lstrip("= ").rstrip("。. "))
    return Reading(text, "qualitative", day=days[0] if len(days) == 1 else None, yes=yes)


def _figures(plain: str) -> Iterator[_Found]:
    end = 0
    for run in RUN.finditer(plain):
        if end and plain[end : run.start()].isspace():
            raise _MalformedError(SPACED)
        digits = run.group().rstrip(",.")
        end = run.start() + len(digits)
        before, after = plain[max(0, run.start() - AROUND) : run.start()], plain[end : end + AROUND]
        if not (_latin(before[-1:]) or (_latin(after[:1]) and not MEASURE.match(after))):
            yield _figure(digits, before=before, after=after)


def _latin(char: str) -> bool:
    """Say whether a letter beside digits makes them part of a name: PM2.5, 5G."""
    return char.isascii() and char.isalpha()


def _figure(digits: str, *, before: str, after: str) -> _Found:
    negative = before.endswith("-") and (not before[:-1].strip() or bool(SIGNS.search(before[:-1])))
    sign = SIGNS.search(before[:-1] if negative else before)
    measure = MEASURE.match(after)
    rest = after[measure.end() :] if measure else after
    if rest[:1] in {"%", "‰"}:
        raise _MalformedError(MALFORMED)
    name = measure[1] if measure else ""
    value = _value(digits, name)
    return _Found(-value if negative and value else value, name, _operator(sign, SUFFIX.match(rest)))


def _value(digits: str, measure: str) -> Decimal:
    """Return the value, a rate where the measure is one; at most 15 digits with 6 decimals, as in a cell."""
    power = measures.RATES.get(measure, 0)
    if not (DIGITS.fullmatch(digits) or GROUPED.fullmatch(digits)):
        raise _MalformedError(MALFORMED)
    whole, _, decimals = digits.replace(",", "").partition(".")
    if len(whole) > MAX_DIGITS - DECIMAL_PLACES or len(decimals) > DECIMAL_PLACES - power:
        raise _MalformedError(TOO_LONG)
    value = Decimal(digits.replace(",", ""))
    return as_rate(value, power) if power else value


def _operator(sign: re.Match[str] | None, suffix: re.Match[str] | None) -> Operator:
    """Return the sign that the words before and behind make together; they must not contradict each other."""
    behind: Operator = "" if suffix is None else ">=" if suffix[1] else "<="
    if sign is None or sign.lastindex is None:
        return behind
    word, ahead = sign[sign.lastindex], PREFIXES[sign.lastindex - 1][1]
    if behind and word in WEAK:
        return behind
    if behind and behind[0] != ahead[0]:
        raise _MalformedError(CONTRADICTORY)
    return ahead
