"""The live panel: rate, scores with 计算过程, total, grade, what is missing and what the checks find."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from core.figures import printing
from evaluations.dossiers.views.findings import Jump, jump, summed_up, told
from evaluations.dossiers.views.opened import Opened


class Score(NamedTuple):
    """One cell that is computed: what stands in it, what is computed for it, and how."""

    jump: Jump
    filed: str
    offer: str
    working: str


def panel(page: Opened) -> dict[str, Any]:
    """What `parts/live.html` shows of the filing as it stands."""
    found = page.checked.found
    return {
        "figures": figures(page),
        "missing": sum(page.missing.values()),
        "counts": list(zip_longest(summed_up(found), page.checked.counts)),
        "scores": list(_scores(page)),
        "findings": told(page, found),
    }


def figures(page: Opened) -> list[tuple[str, str]]:
    """The exact rate, rounded once, as the form prints it (D2); the column of lists is rounded already."""
    evaluation, funds = page.evaluation, page.form.funds
    rate = printing.rate(page.computed.execution_rate, decimals=funds.rate_decimals) if funds else "—"
    return [
        ("预算执行率", rate),
        ("自评得分", printing.plain(evaluation.total_score, empty="—")),
        ("自评等级", evaluation.grade or "—"),
    ]


def _scores(page: Opened) -> Iterator[Score]:
    """Every rate and score that can be computed so far, total and grade, in the order of the paper."""
    for ref in page.slots:
        if working := page.working(ref):
            offer = page.computed.offers.get(ref, "")
            yield Score(jump(page, ref), page.snapshot.typed(ref), offer, working)
