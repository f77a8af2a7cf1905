"""Of a consolidated filing: the whole is held while one of its parts moves, and has its new figures then."""

from __future__ import annotations

from core.workflow import Place
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import SETTLED
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.office import keep_office
from evaluations.dossiers.services.reading import fresh


def hold_parent(evaluation: Evaluation) -> None:
    """Lock until commit the filing that `evaluation` is a part of, before the part itself: it is the older.

    So the whole is not filed while a part is reopened, and a part is not reopened once the whole was filed.
    """
    if evaluation.parent_id:
        list(Evaluation.objects.select_for_update().filter(pk=evaluation.parent_id).values_list("pk"))


def settles(before: Place, after: Place) -> bool:
    """Whether a move changes what the whole is put together from."""
    return before.status in SETTLED or after.status in SETTLED


def renew_parent(child: Evaluation) -> None:
    """Count the findings of the whole anew and give it its next revision: its figures changed.

    Whoever has its page open is told before filing it.
    """
    if child.parent is not None:
        parent = fresh(child.parent)
        checked = check(parent)
        compare_and_set(parent, **checked.columns)
        keep_office(parent, checked)
