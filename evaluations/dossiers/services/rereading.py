"""已读过: a text whose placed figures have changed was read again, and stays as it is."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from accounts.models import User
from core.filing.cells import CellRef
from core.paper import placed
from evaluations.dossiers.beside import context_of
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Evaluation
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.services.office import keep_office
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import form_of, picture


@transaction.atomic
def reread(evaluation: Evaluation, text: CellRef, *, by: User) -> None:
    """Take the figures that a text places, as they are now, for those it was written with.

    NotAllowed (403, 409) as for a save; Stale where somebody wrote meanwhile. Nothing where it places none.
    """
    seen = fresh(evaluation)
    if refusal := refusal_to_edit(by, seen):
        raise NotAllowed(refusal)
    before = picture(seen)
    figures = placed.quoted(form_of(seen), before.snapshot, text)
    if not figures:
        return
    after = replace(before, quoted={**before.quoted, text: figures})
    checked = check(seen, before.snapshot, context=context_of(seen, after))
    if not compare_and_set(seen, **checked.columns):
        raise Stale
    keep_office(seen, checked)
    seen.cells.filter(ref=str(text)).update(quoted=figures)
    Contribution.objects.get_or_create(evaluation=seen, user=by, kind=Contribution.Kind.EDITED)
    note_filled(seen, "重读正文", by=by, detail={"栏目": [str(text)], "修订号": seen.revision + 1})
