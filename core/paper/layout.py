"""Where the vertical lines stand: the indicators' columns, the fund columns fitted to them. Millimetres."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from core.filing.form import COLUMNS, FormDefinition, FundColumn, Funds
from core.paper.sheet import Orientation

WIDTHS: dict[Orientation, dict[str, int]] = {
    "portrait": {
        "side": 11, "level1": 18, "level2": 24, "level3": 42, "target": 21, "actual": 21,
        "points": 9, "score": 9, "note": 23, "definition": 34, "scoring_note": 42,
    },
    "landscape": {
        "side": 12, "level1": 23, "level2": 30, "level3": 73, "target": 32, "actual": 33,
        "points": 13, "score": 13, "note": 36, "definition": 58, "scoring_note": 78,
    },
}  # fmt: skip
MORE = {"portrait": 16, "landscape": 22}
FUND_WEIGHTS = {"rate": 19, "points": 14, "score": 14}
AMOUNT_WEIGHT = 25
SNAP = 3
WIDEST_PORTRAIT = 7
WORDS = ("level3", "target", "actual", "note", "definition", "scoring_note")
WORDY = 80  # characters
NARROWEST = 20


LABEL = 18
"""The least room of a label within the head of the table."""


@dataclass(frozen=True)
class Layout:
    """`lines[name]` is (left, right) of the side label and of each column of the indicators, left to right.

    `label_right`: where the labels of the head of the table end; `funds`: the fund columns, right of
    `fund_label`.
    """

    orientation: Orientation
    lines: dict[str, tuple[int, int]]
    label_right: int
    fund_label: tuple[int, int]
    funds: tuple[tuple[int, int], ...]

    @property
    def right(self) -> int:
        return max(right for _, right in self.lines.values())

    @property
    def middle(self) -> int:
        """The line that halves the goals and the head of the table."""
        return self.lines["level3"][1]

    @property
    def second_label(self) -> tuple[int, int]:
        """The second label of a row of the head: from the middle to the next line with room."""
        edges = (right for _, right in self.lines.values() if right >= self.middle + LABEL)
        return self.middle, min(edges)


def layout(form: FormDefinition, orientation: Orientation, longest: Mapping[str, int]) -> Layout:
    """Return the lines of `form` on a sheet of `orientation`.

    `longest`: characters of the longest text in each column of words; long ones get the room of the others.
    """
    widths = _fitted_to_words(_widths(form, orientation), longest)
    edges = [0, *accumulate(widths.values())]
    lines = dict(zip(widths, pairwise(edges), strict=True))
    label_left = lines["side"][1] if "side" in lines else 0
    usual = WIDTHS[orientation]
    label_right = lines["level1"][1] if "level1" in lines else label_left + usual["level1"]
    fund_right = lines["level2"][1] if "level2" in lines else label_right
    columns = form.funds.columns if form.funds else ()
    fitted = _fitted(columns, fund_right, edges)
    return Layout(orientation, lines, label_right, (label_left, fund_right), fitted)


def has_level2(form: FormDefinition) -> bool:
    """Whether any first-level group is divided, and the form prints it."""
    asked = form.indicators
    return "level2" in asked.columns and any(group.children for group in asked.groups)


def has_side(form: FormDefinition) -> bool:
    """Whether labels stand beside the parts of the table."""
    return bool(form.indicators.label or form.funds or form.goals or form.texts)


def many_fund_columns(funds: Funds | None) -> bool:
    """Whether the fund columns are too many for a sheet in portrait."""
    return funds is not None and len(funds.columns) > WIDEST_PORTRAIT


def _widths(form: FormDefinition, orientation: Orientation) -> dict[str, int]:
    """The columns that the form prints; what is free of the width of a sheet goes to level3 and the last."""
    every = WIDTHS[orientation]
    printed = [name for name in form.indicators.printed if name != "level2" or has_level2(form)]
    printed = ["side", *printed] if has_side(form) else printed
    widths = {name: every.get(name, MORE[orientation]) for name in printed}
    free = sum(every[name] for name in ("side", *COLUMNS)) - sum(widths.values())
    widths["level3"] += free - free // 2
    widths[printed[-1]] += free // 2
    return widths


def is_wordy(longest: Mapping[str, int]) -> bool:
    """Whether texts are so long that the usual columns would make towers of them."""
    return max(longest.values(), default=0) > WORDY


def _fitted_to_words(widths: dict[str, int], longest: Mapping[str, int]) -> dict[str, int]:
    """Divide the room of the columns of words by the square root of their longest text."""
    if not is_wordy(longest):
        return widths
    spare = sum(widths[name] for name in longest) - NARROWEST * len(longest)
    roots = {name: math.isqrt(100 * (count + 1)) for name, count in longest.items()}
    fitted = {name: NARROWEST + spare * root // sum(roots.values()) for name, root in roots.items()}
    fitted[next(reversed(fitted))] += sum(widths[name] for name in longest) - sum(fitted.values())
    return widths | fitted


def _fitted(columns: Sequence[FundColumn], left: int, edges: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Divide what lies right of `left` by weight; a line near one of `edges` moves onto it."""
    if not columns:
        return ()
    weights = [FUND_WEIGHTS.get(column.role, AMOUNT_WEIGHT) for column in columns]
    room = edges[-1] - left
    ideal = [left + room * part // sum(weights) for part in accumulate(weights)][:-1]
    lines = [left, *(_snapped(line, edges) for line in ideal), edges[-1]]
    return tuple(pairwise(lines))


def _snapped(line: int, edges: Sequence[int]) -> int:
    nearest = min(edges, key=lambda edge: abs(edge - line))
    return nearest if abs(nearest - line) <= SNAP else line
