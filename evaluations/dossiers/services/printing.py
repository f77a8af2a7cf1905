"""打印文书 at any time: the present content frozen, stamped, handed to the worker; damaged papers again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from core.workflow import Status
from documents.models import RenderedDocument, Stamp
from documents.services import freeze, papers_of, papers_with_workings, renew, request_documents, stamp
from evaluations.dossiers.models import Evaluation, Printing
from evaluations.dossiers.services.log import note
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import snapshot
from foundation.jobs.services import retry

FINISHED = (Status.APPROVED, Status.ARCHIVED)


@transaction.atomic
def print_now(evaluation: Evaluation, *, by: User, with_workings: bool = False) -> Stamp:
    """Ask for the papers of the filing as it stands: 定稿 once approved, 送签稿 in every other state.

    Papers that were printed before are kept, unless their files are damaged. `with_workings`: the table once
    more with 计算过程 appended, where the form leaves that to who prints.
    """
    seen = fresh(evaluation)
    mark = stamp(freeze(snapshot(seen), seen.form_version), label_now(seen))
    Printing.objects.get_or_create(evaluation=seen, stamp=mark, defaults={"asked_by": by})
    kinds = papers_with_workings(mark) if with_workings else papers_of(mark)
    _renew(seen, request_documents(mark, asked_by=by, kinds=kinds), by=by)
    return mark


def label_now(evaluation: Evaluation) -> Stamp.Label:
    """What is printed of the filing as it stands."""
    return Stamp.Label.FINAL if evaluation.status in FINISHED else Stamp.Label.FOR_SIGNATURE


@transaction.atomic
def print_again(evaluation: Evaluation, document: RenderedDocument, *, by: User) -> bool:
    """Queue a paper again that failed or whose file is damaged; False where there is nothing to mend."""
    if document.job is not None and retry(document.job):
        return True
    return _renew(fresh(evaluation), [document], by=by)


def _renew(seen: Evaluation, documents: Iterable[RenderedDocument], *, by: User) -> bool:
    """Have damaged papers printed again, on the record with the hash that the lost file had."""
    renewed = [
        {"文书": str(document), "版本码": document.stamp.code, "原校验值": document.sha256, "原因": wrong}
        for document in documents
        if (wrong := renew(document))
    ]
    if renewed:
        note(seen, "重新生成文书", by=by, detail={"文书": renewed})
    return bool(renewed)
