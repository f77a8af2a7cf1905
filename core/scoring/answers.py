"""What a rule asks beside 实际完成值, and how the answers are read: none of them ever counts as zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from core.figures.numbers import NOT_APPLICABLE, parse_number, parse_rate
from core.figures.text import FigureError, clip, narrow
from core.scoring.outcome import Claim

YES, NO = "是", "否"
"""How a tick is answered; an empty text is no answer, never a no."""
DATE = re.compile(r"((?:19|20)[0-9]{2})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")


@dataclass(frozen=True)
class Asked:
    """One answer that a rule reads from `Claim.answers[key]`, typed as text.

    `tick`: 是 or 否. `choice`: the first text of one of `choices`, the second is what is shown. `rate`: 95%.
    `date`: 2021-12-31 or 2021年12月31日. `unit`: stands behind the field.
    """

    key: str
    label: str
    kind: Literal["tick", "choice", "number", "rate", "date", "text"]
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    required: bool = True


class MissingError(Exception):
    """Something is not filled in yet, or cannot be read. The text tells the filer what to do."""


def answer(claim: Claim, asked: Asked) -> str:
    """Return the answer as typed, without spaces around; empty where there is none."""
    return narrow(claim.answers.get(asked.key, "")).strip()


def ticks(claim: Claim, several: Iterable[Asked]) -> list[bool]:
    """Return each 是 as True and each 否 as False; MissingError names all that have neither.

    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> asked = Asked("item_1", "有年度计划", "tick"), Asked("item_2", "有总结", "tick")
    >>> claim = Claim(parse_target(""), parse_actual(""), Decimal(2), {"item_1": "是", "item_2": "否"})
    >>> ticks(claim, asked)
    [True, False]
    """
    several = list(several)
    given = [answer(claim, asked) for asked in several]
    open_ones = [asked.label for asked, text in zip(several, given, strict=True) if text not in (YES, NO)]
    if open_ones:
        raise MissingError(f"请回答{_listed(open_ones)}：填“是”或“否”，保存后显示计算得分。")
    return [text == YES for text in given]


def choice(claim: Claim, asked: Asked) -> str:
    """Return which of its choices was taken."""
    given = answer(claim, asked)
    taken = next((value for value, _ in asked.choices if narrow(value).strip() == given), None)
    if taken is None:
        raise MissingError(f"请选择“{asked.label}”，保存后显示计算得分。")
    return taken


def numbers(claim: Claim, several: Iterable[Asked], *, whole: bool = False) -> list[Fraction]:
    """Return the filer's numbers, 0 or more; MissingError names all that are empty.

    `whole`: they count something.
    """
    several = list(several)
    empty = [asked.label for asked in several if answer(claim, asked) in NOT_APPLICABLE]
    if empty:
        raise MissingError(f"请填写{_listed(empty)}（没有的填0），保存后显示计算得分。")
    return [_number(claim, asked, whole=whole) for asked in several]


def rate(claim: Claim, asked: Asked) -> Fraction:
    """Return a rate of the filer, 0 or more, 1 being 100 %."""
    return Fraction(_parsed(claim, asked, parse_rate))


def day(claim: Claim, asked: Asked) -> date:
    """Return a date of the filer.

    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> claim = Claim(parse_target(""), parse_actual(""), Decimal(2), {"done": "2021年9月30日"})
    >>> day(claim, Asked("done", "实际完成日期", "date"))
    datetime.date(2021, 9, 30)
    """
    given = answer(claim, asked)
    if not given:
        raise _unanswered(asked)
    found = DATE.fullmatch(given)
    try:
        return date(*map(int, found.groups() if found else ()))
    except (TypeError, ValueError):
        raise MissingError(f"“{asked.label}”「{clip(given)}」不是日期，请写成例如2021-12-31。") from None


def _number(claim: Claim, asked: Asked, *, whole: bool) -> Fraction:
    value = Fraction(_parsed(claim, asked, parse_number))
    if whole and value.denominator != 1:
        raise MissingError(f"“{asked.label}”应为整数，例如0或2，请改正。")
    return value


def _parsed(claim: Claim, asked: Asked, parse: Callable[[str], Decimal | None]) -> Decimal:
    try:
        value = parse(answer(claim, asked))
    except FigureError as problem:
        raise MissingError(f"“{asked.label}”：{problem}") from problem
    if value is None:
        raise _unanswered(asked)
    return value


def _unanswered(asked: Asked) -> MissingError:
    return MissingError(f"请填写“{asked.label}”，保存后显示计算得分。")


def _listed(labels: Iterable[str]) -> str:
    return "、".join(f"“{label}”" for label in labels)
