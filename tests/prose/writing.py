"""A phrasing with values becomes a statement: unit, precision, rounding, spaces and signs are drawn here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.prose.drawing import MONEY, Draw
from tests.prose.laws import UNITS
from tests.prose.phrasing import Phrasing
from tests.prose.statements import DIGITS, TEXT, TURN, UNIT, Piece, Statement

PLACES = {
    "元": (0, 0, 2),
    "万元": (0, 1, 2, 2, 2, 2),
    "亿元": (2, 2, 4),
    "%": (0, 1, 2, 2, 2),
}
TRIES = 200
BESIDE_DIGIT = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Style:
    """How a whole section is typed: spaces around numbers (from scans), full-width ％, 1,234.56."""

    spaced: bool = False
    wide_percent: bool = False
    grouped: bool = False

    def typed(self, text: str) -> str:
        """
        >>> Style(spaced=True).typed("截至2022年底")
        '截至 2022 年底'
        """
        return BESIDE_DIGIT.sub(" ", text) if self.spaced else text


@dataclass(frozen=True)
class Figures:
    """How the numbers of one statement are printed: unit of money, places by unit, trailing zeros or none."""

    money: str
    places: Mapping[str, int]
    trimmed: bool
    style: Style

    def place(self, unit: str) -> int:
        return self.places.get("%" if unit == "个百分点" else unit, 0)

    def step(self, unit: str) -> Decimal:
        return Decimal(1).scaleb(-self.place(unit)) * UNITS.get(unit, Decimal(1))

    def digits(self, value: Decimal, unit: str) -> str:
        number = abs(value) / UNITS.get(unit, Decimal(1))
        number = number.quantize(Decimal(1).scaleb(-self.place(unit)), ROUND_HALF_UP)
        text = f"{number:,f}" if self.style.grouped else f"{number:f}"
        return text.rstrip("0").rstrip(".") if self.trimmed and "." in text else text


def write(phrasing: Phrasing, words: Mapping[str, str], style: Style, rng: Random) -> Statement:
    """One true statement."""
    for _ in range(TRIES):
        figures = Figures(
            money="万元" if rng.random() < 0.9 else "元",
            places={unit: rng.choice(places) for unit, places in PLACES.items()},
            trimmed=rng.random() < 0.4,
            style=style,
        )
        units = {slot: unit or figures.money for slot, unit in phrasing.units.items()}
        steps = {slot: figures.step(unit) for slot, unit in units.items()}
        exact = rng.random() < 0.6
        draw = Draw(phrasing, units, steps, exact, rng)
        statement = Statement(phrasing, pieces(phrasing, words, draw, figures), rounded=not exact)
        if not statement.broken and believable(statement, units):
            return statement
    raise AssertionError(f"{phrasing.id}: no true statement in {TRIES} drawings")


def believable(statement: Statement, units: Mapping[str, str]) -> bool:
    """No zero; and nobody works out 67 % from two amounts that both print as 2万元."""
    amounts = [one.text for one in statement.pieces if one.role == DIGITS and units[one.slot] in MONEY]
    fine = all(len(re.sub(r"\D", "", one).lstrip("0")) >= 3 for one in amounts)
    return all(one.value for one in statement.figures.values()) and (fine or not statement.rounded)


def pieces(phrasing: Phrasing, words: Mapping[str, str], draw: Draw, figures: Figures) -> tuple[Piece, ...]:
    made: list[Piece] = []
    for token in phrasing.tokens:
        if token["slot"]:
            made += number(token["slot"], bool(token["shared"]), made, draw, figures)
        elif token["turned"]:
            made.append(turn(token, draw))
        else:
            text = token["literal"] or words[token["word"] or ""]
            made.append(Piece(figures.style.typed(text)))
    return tuple(made)


def turn(token: Mapping[str, str | None], draw: Draw) -> Piece:
    """The word for more or for less; only the word beside its number carries the number's sign."""
    slot, turns = token["turned"] or "", (token["up"] or "", token["down"] or "")
    word = turns[draw.values[slot] < 0]
    return Piece(word) if token["loose"] else Piece(word, TURN, slot, turns)


def number(slot: str, shared: bool, before: list[Piece], draw: Draw, figures: Figures) -> list[Piece]:
    unit = draw.units[slot]
    made = [Piece(figures.digits(draw.values[slot], unit), DIGITS, slot)]
    if figures.style.spaced and before and "\u4e00" <= before[-1].text[-1:] <= "\u9fff":
        made.insert(0, Piece(" "))
    if shared:
        return made
    if figures.style.spaced and unit != "%":
        made.append(Piece(" ", TEXT, slot))
    wide = unit == "%" and figures.style.wide_percent
    return [*made, Piece("％" if wide else unit, UNIT, slot)]
