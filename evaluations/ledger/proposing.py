"""What a heading or a kind of money most likely means, by the words of words.toml; a person confirms it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core.figures.text import narrow
from core.filing.form import FundRow, Funds

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
NOTHING = "none"
MEANINGS = {
    "code": "项目编码",
    "name": "项目名称",
    "source": "资金来源",
    "nature": "资金性质",
    "carried": "是否结转",
    "initial": "年初预算数",
    "change": "调整数（增加为正，减少为负）",
    "adjusted": "全年预算数（调整后）",
    "executed": "支出数（全年执行数）",
}
AMOUNTS = ("initial", "change", "adjusted", "executed")
KINDS = ("source", "nature", "carried")
Kind = tuple[str, str, str]
"""Of money: source, nature, carried over, as the ledger says."""
TAIL = re.compile(r"(?:数|额|金额)?(?:\([^()]*\))?[:.]?$")
"""What may stand behind the word of a sum: 合计数（元）, 小计：."""
JOINT = "·"
"""Between the two lines of a heading that has two."""


def meaning_of(title: str) -> str:
    """The meaning of a heading; empty where its words say nothing.

    >>> meaning_of("全年预算数（元）"), meaning_of("预算数·年初"), meaning_of("预算科目编码")
    ('adjusted', 'initial', '')
    """
    above, _, below = squeezed(title).partition(JOINT)
    hits = [
        (len(word), meaning)
        for meaning, words in WORDS["titles"].items()
        for word in words
        if any(word in text for text in (below + above, above + below))
    ]
    found = max(hits, default=(0, NOTHING))[1]
    return "" if found == NOTHING else found


def meanings_of(titles: Iterable[str]) -> dict[str, str]:
    """Of several headings; each meaning once, for the first that has it."""
    found: dict[str, str] = {}
    for title in titles:
        meaning = meaning_of(title)
        found[title] = "" if meaning in found.values() else meaning
    return found


def is_sum(texts: Iterable[str]) -> bool:
    """Whether a row adds up others or tells of which they are, as its words say: 合计, 小计, 其中.

    >>> is_sum(["小计："]), is_sum(["其中：中央资金"]), is_sum(["防汛物资累计"])
    (True, True, False)
    """
    return any(map(_is_sum, map(squeezed, texts)))


def _is_sum(text: str) -> bool:
    words, told = WORDS["sums"], TAIL.sub("", text)
    return (
        text.startswith(tuple(words["starts"]))
        or told.endswith(tuple(words["ends"]))
        or told in words["whole"]
    )


def targets(funds: Funds) -> list[FundRow]:
    """The fund rows that money can go to: parts, and totals that have none."""
    return [row for row in funds.rows if row.role == "part" or (row.role == "total" and not funds.parts(row))]


def row_of(funds: Funds, kind: Kind) -> str:
    """The key of the fund row that a kind of money most likely goes to; empty where no word says so."""
    rows = targets(funds)
    if len(rows) == 1:
        return rows[0].key
    said = "".join(map(squeezed, kind[:2]))
    if squeezed(kind[2]) in WORDS["carried"]["yes"] or _has(said, WORDS["funds"]["carried_rows"]):
        return _labelled(rows, WORDS["funds"]["carried_rows"])
    lines = (line for line in WORDS["funds"]["lines"] if _has(said, line["says"]))
    return next(filter(None, (_labelled(rows, line["rows"]) for line in lines)), "")


def squeezed(text: str) -> str:
    """In half-width signs, without spaces."""
    return "".join(narrow(text).split())


def _has(said: str, words: Iterable[str]) -> bool:
    return any(word in said for word in words)


def _labelled(rows: Sequence[FundRow], words: Iterable[str]) -> str:
    return next((row.key for word in words for row in rows if word in row.label), "")
