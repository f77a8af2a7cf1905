"""Sections of a report: four to ten true statements among headings, list numbers and harmless sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from tests.prose.phrasing import Phrasing
from tests.prose.statements import TEXT, Statement
from tests.prose.vocabulary import FILLERS, FUNDS, HEADINGS, OFFICES, PLACES
from tests.prose.writing import Style, write

FEWEST, MOST = 4, 10
SHORTEST, LONGEST = 600, 1_500
NUMBERS = "一二三四五六七八九十"
RANGE = re.compile(r"\{(\d+)\.\.(\d+)\}")
WORD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Placed:
    """A statement and where it stands: `start` to `end` of the section's text."""

    statement: Statement
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.statement.text)


@dataclass(frozen=True)
class Section:
    """Harmless text and statements in the order of the page."""

    parts: tuple[str | Statement, ...]

    @cached_property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        found, at = [], 0
        for part in self.parts:
            if isinstance(part, Statement):
                found.append(Placed(part, at))
            at += len(part if isinstance(part, str) else part.text)
        return tuple(found)

    def replacing(self, old: Statement, new: Statement) -> Section:
        return Section(tuple(new if part is old else part for part in self.parts))


def sections(count: int, seed: int, phrasings: Sequence[Phrasing]) -> Iterator[Section]:
    """`count` sections, the same for the same seed. All phrasings come before any comes again."""
    rng = Random(seed)
    deck: list[Phrasing] = []
    for _ in range(count):
        hand: list[Phrasing] = []
        for _ in range(rng.randint(FEWEST, MOST - 2)):
            if len(deck) < MOST:
                deck = [*deck, *rng.sample(phrasings, len(phrasings))]
            fitting = next((one for one in deck if fits(one, hand)), None)
            if fitting is not None:
                deck.remove(fitting)
                hand.append(fitting)
        yield section(hand, rng)


def fits(phrasing: Phrasing, hand: Sequence[Phrasing]) -> bool:
    """Two sentences about the same thing would have to agree with each other."""
    return all(
        phrasing.id != other.id and (not phrasing.about or phrasing.about != other.about) for other in hand
    )


def section(hand: Sequence[Phrasing], rng: Random) -> Section:
    """One section with these phrasings, or with as many as have room."""
    year = rng.randint(2018, 2025)
    place = rng.choice(PLACES)
    words = {"y": str(year), "ly": str(year - 1), "ny": str(year + 1), "place": place}
    words["org"] = place + rng.choice(OFFICES)
    funds = iter(rng.sample(FUNDS, len(FUNDS)))
    style = Style(spaced=rng.random() < 0.25, wide_percent=rng.random() < 0.1, grouped=rng.random() < 0.05)
    statements = [write(one, {**words, "fund": next(funds)}, style, rng) for one in hand]
    if rng.random() < 0.05:
        statements[0] = across_pages(statements[0], rng)
    while sum(len(one.text) for one in statements) > LONGEST * 3 // 4:
        statements.pop()
    fillers = [style.typed(filled(one, words, rng)) for one in rng.sample(FILLERS, len(FILLERS))]
    return arranged(statements, fillers, rng)


def filled(filler: str, words: dict[str, str], rng: Random) -> str:
    text = RANGE.sub(lambda found: str(rng.randint(int(found[1]), int(found[2]))), filler)
    return WORD.sub(lambda found: words[found[1]], text)


def across_pages(statement: Statement, rng: Random) -> Statement:
    """A scanned page may end in the middle of a sentence (seed 000), though not inside a number."""
    candidates = [at for at, piece in enumerate(statement.pieces) if piece.role == TEXT and cuts(piece.text)]
    at = rng.choice(candidates)
    text = statement.pieces[at].text
    cut = rng.choice(cuts(text))
    return statement.with_text(at, f"{text[:cut]}\n\n{text[cut:]}")


def cuts(text: str) -> list[int]:
    return [at for at in range(1, len(text)) if not text[at - 1 : at + 1].isascii()]


def arranged(statements: Sequence[Statement], fillers: list[str], rng: Random) -> Section:
    """Statements and as many harmless sentences as make the section long enough, in paragraphs."""
    sentences: list[str | Statement] = list(statements)
    goal = rng.randint(SHORTEST, LONGEST - 350)
    length = sum(len(one.text) for one in statements)
    while length < goal:
        filler = fillers.pop()
        sentences.insert(rng.randint(0, len(sentences)), filler)
        length += len(filler)
    return Section(tuple(laid_out(sentences, rng)))


def laid_out(sentences: Sequence[str | Statement], rng: Random) -> Iterator[str | Statement]:
    """A heading before each five sentences; a new line, sometimes numbered, before some of the others."""
    headings = rng.sample(HEADINGS, len(HEADINGS))
    numbered = rng.random() < 0.5
    for at, sentence in enumerate(sentences):
        heading, item = divmod(at, 5)
        if item == 0:
            yield f"{chr(10) * (heading > 0)}（{NUMBERS[heading]}）{headings[heading]}\n"
        elif rng.random() < 0.25:
            yield "\n"
            if numbered:
                yield f"{item}."
        yield sentence
