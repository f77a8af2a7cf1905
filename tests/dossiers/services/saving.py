"""Saving cells as a page does, and what stands in them."""

from accounts.models import User
from core.filing.cells import CellRef
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.cells import Change, Saved, save_cells


def save(evaluation: Evaluation, by: User, **typed: tuple[str, str]) -> Saved:
    """`funds__total__executed=("seen", "typed")`."""
    changes = [
        Change(CellRef.parse(ref.replace("__", "/")), seen, text) for ref, (seen, text) in typed.items()
    ]
    return save_cells(evaluation, changes, by=by)


def stored(evaluation: Evaluation) -> dict[str, str]:
    return dict(evaluation.cells.values_list("ref", "typed"))
