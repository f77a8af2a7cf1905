"""已读过，不用改 as it is asked for beside a text whose placed figures have changed."""

from __future__ import annotations

from accounts.requests import SignedInRequest as Request
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.rereading import reread
from evaluations.dossiers.views.opened import opened
from evaluations.dossiers.views.taking import Taken

ASKED = "reread"
DONE = "“{}”已读过，文字不变。"


def read_again(request: Request, evaluation: Evaluation) -> Taken | None:
    """Do as the pressed button asks; None where it asks for something else."""
    what, _, name = request.POST.get("then", "").partition(":")
    slots = opened(request, evaluation.pk).slots if what == ASKED else {}
    for ref, slot in slots.items():
        if str(ref) == name:
            reread(evaluation, ref, by=request.user)
            return Taken(DONE.format(slot.label), is_done=True, at=ref)
    return None
