"""取用上年: last year's words become this year's, marked as last year's until somebody changes them."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from core.filing.cells import CellRef
from core.filing.last_year import last_years_texts
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.cells import Change, Saved, save_cells
from evaluations.dossiers.snapshots import form_of, snapshot


def take_last_year(evaluation: Evaluation, refs: Iterable[CellRef], *, by: User) -> Saved:
    """Write last year's texts into these cells, all or none; those without one are left out. See `Saved`.

    A cell that holds words keeps them: it clashes, whoever wrote them. A line of 填表信息 is replaced.
    """
    before, now = filed_before(evaluation), snapshot(evaluation)
    texts = last_years_texts(form_of(evaluation), now, before) if before else {}
    changes = [
        Change(ref, now.typed(ref) if ref.section == "header" else "", texts[ref])
        for ref in refs
        if ref in texts
    ]
    return save_cells(evaluation, changes, by=by, source=Cell.Source.LAST_YEAR)
