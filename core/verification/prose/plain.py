"""The text as the scanner wants it: half-width digits, full-width marks, no spaces, with origins."""

from __future__ import annotations

from dataclasses import dataclass

from core.figures.text import NARROW
from core.verification.prose.steps import Steps

DIGITS = frozenset("0123456789")
MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
SPACES = frozenset(" \u2002\u2003\u2009")
GOES_ON = frozenset("，、；：")
ENDS = frozenset("。！？")
WRAPPED = 20
"""A line of this length without a mark at its end was broken by the page, not by its writer."""
ITEM_MARKS = (".", "、", "）", ")", "．")
ITEM_HEADS = ("（", "(", "附", "[", "注", "第", "①")
NUMERALS = "0123456789一二三四五六七八九十"
LINE_ENDS = frozenset("\n\r\t")
SPECIAL = frozenset({chr(code) for code in NARROW} | set(MARKS) | SPACES | LINE_ENDS | {"*"})


@dataclass(frozen=True)
class Plain:
    """`text` for reading; `origin[i]`: where its sign i stood in the text as written."""

    text: str
    origin: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as written."""
        return self.origin[start], self.origin[end - 1] + 1


def plain_text(text: str, steps: Steps) -> Plain:
    """Return `text` for reading; two numbers that a space divides stay two.

    >>> plain_text("支 出１，１５５.50 万元", Steps()).text
    '支出1，155.50万元'
    """
    signs: list[str] = []
    origin: list[int] = []
    line = at = 0
    for place in [place for place, sign in enumerate(text) if sign in SPECIAL]:
        if place < at:
            continue
        signs += text[at:place]
        origin += range(at, place)
        char, at = _special(text, place, signs, len(signs) - line)
        if char:
            signs.append(char)
            origin.append(place)
        line = len(signs) if char == "\n" else line
    signs += text[at:]
    origin += range(at, len(text))
    steps.take(len(text))
    return Plain("".join(signs), tuple(origin))


def _special(text: str, at: int, signs: list[str], column: int) -> tuple[str, int]:
    """What stands for a sign that is not read as it is, and where the next one is."""
    char = narrowed(text[at])
    if char in LINE_ENDS:
        return _line_end(text, at, signs, column)
    if text.startswith("**", at):
        return "", at + 2
    if char == " ":
        return _space(text, at, signs, column)
    return _mark(text, at, char) if char in MARKS else char, at + 1


def narrowed(char: str) -> str:
    """The half-width form of one sign; nothing for one without width."""
    if char in SPACES:
        return " "
    form = NARROW.get(ord(char), char)
    return chr(form) if isinstance(form, int) else form or ""


def _mark(text: str, at: int, char: str) -> str:
    """A comma of thousands and the colon of a time stay as they are; others become full-width."""
    between = text[at - 1 : at] in DIGITS and text[at + 1 : at + 2] in DIGITS if at else False
    if between and text[at] == ":":
        return ":"
    group = text[at + 1 : at + 5]
    thousands = len(group) >= 3 and all(sign in DIGITS for sign in group[:3]) and group[3:4] not in DIGITS
    return "," if between and text[at] == "," and thousands else MARKS[char]


def _space(text: str, at: int, signs: list[str], column: int) -> tuple[str, int]:
    """What stands for spaces: one, where they divide two numbers or end a list number; and where they end."""
    end = at
    while end < len(text) and narrowed(text[end]) == " ":
        end += 1
    following = narrowed(text[end]) if end < len(text) else ""
    if not signs or signs[-1] not in DIGITS:
        return "", end
    is_item = 0 < column <= 2 and all(sign in DIGITS for sign in signs[-column:])
    return " " if following in DIGITS or is_item else "", end


def _line_end(text: str, at: int, signs: list[str], column: int) -> tuple[str, int]:
    """What stands for the end of a line, nothing where the sentence goes on; and where the next starts."""
    end = at
    while end < len(text) and (text[end] in LINE_ENDS or narrowed(text[end]) == " "):
        end += 1
    last = signs[-1] if signs else "\n"
    wrapped = (
        last not in ENDS and column >= WRAPPED and text[at] != "\t" and not _is_item(text[end : end + 4])
    )
    return "" if last in GOES_ON or last == "\n" or wrapped else "\n", end


def _is_item(head: str) -> bool:
    """Whether a list number or a heading starts so: 1. 二、 （三） 附件."""
    if head.startswith(ITEM_HEADS):
        return True
    body = head.lstrip(NUMERALS)
    return len(body) < len(head) and body.startswith(ITEM_MARKS)
