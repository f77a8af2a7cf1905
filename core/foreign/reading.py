"""A foreign filing as it was read, and what is found in it: of what it does not speak nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.figures.text import REFUSED
from core.filing.cells import CellRef, indicator
from core.filing.form import NO_INDICATORS, FormDefinition
from core.filing.snapshot import Snapshot
from core.verification import Finding, verify

LONGEST = 60_000
"""Signs; the longest of the five filings has 12,000. The hardest take a fifth of a millisecond each."""
TOO_LONG = f"文字超过{LONGEST}字，请分几次校验。"
STRANGE = "文件第{place}个字符（U+{code:04X}）不能显示或打印，请删除后再校验。"


class Unreadable(ValueError):
    """The file cannot be checked. The text is Chinese, for who brought it, and says what to do."""


@dataclass(frozen=True)
class Reading:
    """`given`: the cells of which the file speaks, empty ones too. `refused`: what a cell could not take,
    and what is wrong around the table.

    `left_out`: in words, what stands in the file and has no place on the form; `missing`: rows of the form
    that the file does not have. `offsets`: where the text of a section begins in the file.
    """

    form: FormDefinition
    snapshot: Snapshot
    given: frozenset[str]
    refused: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    offsets: Mapping[CellRef, int] = field(default_factory=dict)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was not checked, in words."""
        return (*self.left_out, *self.missing)


def check(reading: Reading) -> tuple[Finding, ...]:
    """Return the figures that are none, then what is found, as `verify` orders it.

    A finding about cells of which the file does not speak is none.
    """
    found = [one for one in verify(_spoken_of(reading), reading.snapshot) if _is_about(reading, one)]
    return (*reading.refused, *found)


def _spoken_of(reading: Reading) -> FormDefinition:
    """The form without its indicators and their total where the file has none: nothing adds up to them."""
    form = reading.form
    if reading.snapshot.lines or not form.indicators.groups:
        return form
    paper = form.paper.model_copy(update={"total": ()})
    return form.model_copy(
        update={"indicators": NO_INDICATORS, "paper": paper, "total_points": None, "grading": None}
    )


def _is_about(reading: Reading, finding: Finding) -> bool:
    refused = {place for one in reading.refused for place in one.places}
    places = [place for place in finding.places if place not in refused]
    if finding.places and not any(str(place) in reading.given for place in places):
        return False
    return not any(_is_judged_by_points(place) and not _has_points(reading, place) for place in places)


def _is_judged_by_points(place: CellRef) -> bool:
    return place.section == "indicators" and place.column in ("score", "note")


def _has_points(reading: Reading, place: CellRef) -> bool:
    """Whether the file says how many points the row has, or the form gives none."""
    given = str(indicator(place.row, "points")) in reading.given
    return given or not reading.form.indicators.scored


def readable(text: str) -> str:
    """Return `text`, or refuse what no paper can carry.

    >>> readable("甲")
    '甲'
    """
    if refused := REFUSED.search(text):
        raise Unreadable(STRANGE.format(place=refused.start() + 1, code=ord(refused.group())))
    return text
