"""One file of many papers is asked for when the last of them is there (D12).

Whoever publishes a paper holds its row and then locks the collections that wait for it; whoever orders a
collection locks the rows of its papers before it says what it waits for. So neither misses the other.
"""

from __future__ import annotations

from documents.models import RenderedDocument, SetPaper, SetPart
from foundation.jobs import services as jobs

JOB_KIND = "render_set_paper"


def collect(paper: RenderedDocument | SetPaper) -> None:
    """Ask for every collection whose last missing part `paper` was. In the transaction that publishes it."""
    place = {"document" if isinstance(paper, RenderedDocument) else "sheet": paper.pk}
    waiting = SetPart.objects.filter(**place).values("collection")
    for collection in SetPaper.objects.select_for_update().filter(pk__in=waiting).order_by("pk"):
        start_if_complete(collection)


def start_if_complete(collection: SetPaper, *, asked_by: jobs.Person | None = None) -> None:
    """Ask for the collection once, when all its parts are printed; its row is locked."""
    if collection.job is None and not missing(collection):
        collection.job = jobs.enqueue(JOB_KIND, subject_id=collection.pk, asked_by=asked_by)
        collection.save(update_fields=["job"])


def missing(collection: SetPaper) -> list[RenderedDocument | SetPaper]:
    """Return the papers that the collection still waits for."""
    parts = collection.parts.select_related("document__job", "sheet__job")
    return [part.paper for part in parts if part.paper.published_at is None]
