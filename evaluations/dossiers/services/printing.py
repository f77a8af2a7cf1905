"""打印文书 at any time: the present content frozen, stamped and handed to the worker."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.workflow import Status
from documents.models import Stamp
from documents.services import freeze, request_documents, stamp
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import snapshot

FINISHED = (Status.APPROVED, Status.ARCHIVED)


@transaction.atomic
def print_now(evaluation: Evaluation, *, by: User) -> Stamp:
    """Ask for the papers of the filing as it stands: 定稿 once approved, 送签稿 in every other state."""
    seen = fresh(evaluation)
    label = Stamp.Label.FINAL if seen.status in FINISHED else Stamp.Label.FOR_SIGNATURE
    mark = stamp(freeze(snapshot(seen), seen.form_version), label)
    request_documents(mark, asked_by=by)
    return mark
