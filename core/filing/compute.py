"""The one calculation (D1): everything that can be added, divided, scored or graded in a filing, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.filing.cells import CellRef
from core.filing.children import fund_sums
from core.filing.form import FormDefinition
from core.filing.funds import Parts, amounts_offered, fund_figures
from core.filing.required import missing_cells
from core.filing.rows import Row, read_rows
from core.filing.snapshot import Snapshot
from core.filing.sums import totals
from core.scoring.grades import GradeOutcome
from core.scoring.outcome import Outcome
from core.scoring.rounding import round_score
from core.scoring.totals import Sum
from core.scoring.working import working


@dataclass(frozen=True)
class Computed:
    """What follows from one filing, unrounded. Rates: 1 = 100 %; amounts in 万元; points in 分.

    `rates`: fund row → executed ÷ budget, None where there is none (“—”); `execution_rate`: of the total row.
    `parts`: amount cell of a total row → what its parts say, None where there are none. `execution`: what its
    rule gives.
    `rows`: the indicator rows as read, in paper order. `outcomes`: row key → what its rule gives (rows that
    apply, forms with scores). `group_points`, `group_scores`: group key of both levels → sum of the cells
    filed, with the number of empty ones. `total_points`, `total_score`: None while something that counts is
    empty. `total_cap`: why the total is held down, or "". `grade`: by the scores filed. `missing`: required
    and empty. `offers`: what 按计算值填入 writes. `workings`: 计算过程 of actuals worked out, scores, rates,
    total and grade. `child_sums`: amounts of a consolidated filing, added up over its units, in 万元.
    """

    rates: Mapping[str, Fraction | None]
    execution_rate: Fraction | None
    parts: Mapping[CellRef, Parts | None]
    execution: Outcome | None
    rows: tuple[Row, ...]
    outcomes: Mapping[str, Outcome]
    group_points: Mapping[str, Sum]
    group_scores: Mapping[str, Sum]
    total_points: Fraction | None
    total_score: Fraction | None
    total_cap: str
    grade: GradeOutcome | None
    missing: tuple[CellRef, ...]
    offers: Mapping[CellRef, str]
    workings: Mapping[CellRef, str]
    child_sums: Mapping[CellRef, Decimal]


def compute(form: FormDefinition, snapshot: Snapshot) -> Computed:
    """Return all that follows from a filing; pure, and the same for a draft and a frozen filing.

    KeyError for a row in a group that the form does not have; ValueError for a row's rule that is none.
    """
    funds, rows = fund_figures(form, snapshot), read_rows(form, snapshot)
    rounding, ends = form.indicators.rounding, totals(form, snapshot, rows, funds.execution_rate)
    outcomes = [(row, row.outcome) for row in rows if row.outcome is not None]
    scores = {
        row.ref("score"): printing.plain(round_score(outcome.score, rounding))
        for row, outcome in outcomes
        if outcome.score is not None
    }
    sums = fund_sums(form, snapshot)
    actuals = {row.ref("actual"): row.offered_actual for row in rows if row.offered_actual}
    workings = {row.ref("actual"): row.worked.working for row in rows if row.worked and row.worked.working}
    workings |= {row.ref("score"): working(outcome, rounding) for row, outcome in outcomes}
    return Computed(
        rates=funds.rates,
        execution_rate=funds.execution_rate,
        parts=funds.parts,
        execution=funds.execution,
        rows=rows,
        outcomes={row.line.key: outcome for row, outcome in outcomes},
        group_points=ends.group_points,
        group_scores=ends.group_scores,
        total_points=ends.points,
        total_score=ends.score,
        total_cap=ends.cap,
        grade=ends.grade,
        missing=missing_cells(form, snapshot, rows),
        offers={**amounts_offered(form.funds, sums), **funds.offers, **actuals, **scores, **ends.offers},
        workings={**funds.workings, **workings, **ends.workings},
        child_sums=sums,
    )
