"""函: the letter with which a set is handed in, as Blocks (GB/T 9704-2012, 信函格式)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.paper.report import Addressee, Attachments, Block, Closing, Paragraph, Title
from core.paper.sheet import PrintedLine

NO_DATE = "　　年　月　日"
NOT_A_NUMBER = (
    "发文字号请按“机关代字〔年份〕顺序号”填写，如“平医保函〔2025〕29号”：年份四位，顺序号前不加“第”、不补零。"
)
_BRACKETS = re.compile(r"[(（\[［【〖〔]\s*(\d{4})\s*[)）\]］】〗〕]")
_NUMBER = re.compile(r"[^〔〕\s]{1,30}〔\d{4}〕[1-9]\d{0,4}号")


@dataclass(frozen=True)
class Letter:
    """What one 函 says, in words. `attachments`: their names; `dated`: 成文日期, ISO 8601 or empty.

    `unit_code`, `cycle_name`, `data_year`, `label` (送签稿 or 定稿) say which paper it is.
    """

    issuer: str
    unit_code: str
    cycle_name: str
    data_year: int
    label: str
    number: str
    addressee: str
    title: str
    body: str
    attachments: tuple[str, ...]
    dated: str = ""


@dataclass(frozen=True)
class Letterhead:
    """红头: 发文机关标志, and 发文字号 below it."""

    kind: ClassVar[str] = "letterhead"
    issuer: str
    number: str


LetterBlock = Letterhead | Block


def letter_blocks(said: Letter) -> tuple[LetterBlock, ...]:
    """Return the letter: head, title, whom it is sent to, text, 附件说明, who sends it and when."""
    texts = (line.strip() for line in said.body.splitlines())
    return (
        Letterhead(said.issuer, said.number),
        Title(tuple(said.title.splitlines())),
        Addressee(said.addressee),
        *(Paragraph(text, "") for text in texts if text),
        *((Attachments(said.attachments),) if said.attachments else ()),
        Closing((PrintedLine("", said.issuer), PrintedLine("", written_day(said.dated)))),
    )


def written_day(dated: str) -> str:
    """Return 成文日期 in Arabic numerals without zeros in front; room for it where there is none yet.

    >>> written_day("2025-03-05")
    '2025年3月5日'
    """
    if not dated:
        return NO_DATE
    day = date.fromisoformat(dated)
    return f"{day.year}年{day.month}月{day.day}日"


def document_number(typed: str) -> str:
    """Return 发文字号 with the brackets of the standard; ValueError, in words, where it is none.

    >>> document_number("平医保函[2025] 29号")
    '平医保函〔2025〕29号'
    """
    plain = re.sub(r"\s+", "", _BRACKETS.sub(r"〔\1〕", typed))
    if plain and not _NUMBER.fullmatch(plain):
        raise ValueError(NOT_A_NUMBER)
    return plain
