"""What a 汇总表 is printed from, and nothing else: one filing a line, as it stood on a day. Frozen whole.

Amounts are in 万元, exact; None is an empty cell, which is not zero. Days are written as 2026-05-31.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from core.filing import canonical, cells
from core.filing.form import FormDefinition, Funds
from core.filing.funds import budget, executed
from core.filing.rows import read_rows
from core.filing.snapshot import ABSENT_WHEN_EMPTY, Snapshot

Stands = Literal["open", "returned", "in_review", "approved", "exempt"]
FILED: tuple[Stands, ...] = ("in_review", "approved")
AMOUNTS = ("initial", "adjusted", "executed", "score")


@dataclass(frozen=True)
class Reviewed:
    """What finance gave it in a 复核 that was issued to the unit."""

    score: Decimal
    grade: str


@dataclass(frozen=True)
class Figures:
    """What one submission says. `version`: its number; `frozen`: the SHA-256 of what was filed.

    `scored`: whether the form gives points at all; `unmet`: rows whose target was missed; `explained`: how
    many 需说明项 it was filed with; `reviewed`: None where it was not scored again.
    """

    version: int
    frozen: str
    filed_on: str
    initial: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None
    score: Decimal | None
    scored: bool
    grade: str
    unmet: int
    explained: int
    reviewed: Reviewed | None = field(default=None, metadata={ABSENT_WHEN_EMPTY: True})


@dataclass(frozen=True)
class Filing:
    """One filing as it stood. `state`: in words; `returns`: how often it was sent back.

    `filed_first`: the day of the first submission, empty where there was none; `figures`: of the last one.
    `excused`: why and since when it is 不纳入. `due_on`: as it stood at the first submission, else on the
    day; `first_due_on`: of one with 延期 by then, when it was due before.
    """

    number: str
    scope: str
    department: str
    division: str
    unit: str
    unit_code: str
    project_code: str
    name: str
    form: str
    stands: Stands
    state: str
    due_on: str
    filed_first: str
    returns: int
    signed: bool
    excused: str
    excused_on: str
    figures: Figures | None
    first_due_on: str = ""

    @property
    def is_filed(self) -> bool:
        return self.stands in FILED


@dataclass(frozen=True)
class Chosen:
    """One column of a 表样: its key in `columns.CATALOGUE`, and its title there."""

    key: str
    title: str


@dataclass(frozen=True)
class Layout:
    """表样. `rate_below`, `score_below`: what counts as low: a rate (1 = 100 %), points."""

    name: str
    columns: tuple[Chosen, ...]
    rate_below: Decimal
    score_below: Decimal


@dataclass(frozen=True)
class Summary:
    """Everything that a 汇总表 prints. `approved_only`: of what was filed, what was approved alone is listed.

    `filings` are in the order of the units; `grades` from the best on.
    """

    place: str
    place_code: str
    cycle: str
    data_year: int
    on: str
    approved_only: bool
    layout: Layout
    grades: tuple[str, ...]
    filings: tuple[Filing, ...]

    def listed(self, *scopes: str) -> list[Filing]:
        """The filings whose figures are summed up."""
        wanted = ("approved",) if self.approved_only else FILED
        return [one for one in self.filings if one.scope in scopes and one.stands in wanted and one.figures]


def to_text(summary: Summary) -> str:
    """Return the canonical JSON."""
    return canonical.text_of(summary)


def from_text(text: str) -> Summary:
    """Read what `to_text` wrote."""
    said = json.loads(text)
    layout = said["layout"]
    return Summary(
        **{
            **said,
            "layout": Layout(
                layout["name"],
                tuple(Chosen(**one) for one in layout["columns"]),
                Decimal(layout["rate_below"]),
                Decimal(layout["score_below"]),
            ),
            "grades": tuple(said["grades"]),
            "filings": tuple(_filing(one) for one in said["filings"]),
        }
    )


def figures_of(
    form: FormDefinition, snapshot: Snapshot, *, version: int, frozen: str, filed_on: str, explained: int
) -> Figures:
    """Read what a frozen filing says; its rates are left to be worked out from the amounts."""
    funds, scored = form.funds, form.indicators.scored
    row = funds.total.key if funds and funds.total else ""
    return Figures(
        version=version,
        frozen=frozen,
        filed_on=filed_on,
        initial=_initial(funds, snapshot, row) if funds and row else None,
        adjusted=budget(funds, snapshot, row) if funds and row else None,
        executed=executed(funds, snapshot, row) if funds and row else None,
        score=snapshot.value(cells.total("score")) if scored else None,
        scored=scored,
        grade=snapshot.typed(cells.total("grade")).strip(),
        unmet=sum(one.met is False for one in read_rows(form, snapshot)),
        explained=explained,
    )


def _initial(funds: Funds, snapshot: Snapshot, row: str) -> Decimal | None:
    column = funds.column("initial")
    return snapshot.value(cells.fund(row, column.key)) if column else None


def _filing(said: Mapping[str, Any]) -> Filing:
    figures = said["figures"]
    return Filing(**{**said, "figures": _figures(figures) if figures else None})


def _figures(said: Mapping[str, Any]) -> Figures:
    numbers = {name: None if said[name] is None else Decimal(said[name]) for name in AMOUNTS}
    again = said.get("reviewed")
    reviewed = Reviewed(Decimal(again["score"]), again["grade"]) if again else None
    return Figures(**{**said, **numbers, "reviewed": reviewed})
