"""What the worker does with a job of kind render_document."""

from __future__ import annotations

from documents import services
from documents.models import RenderedDocument
from foundation.jobs.handlers import register
from foundation.jobs.models import Job


@register(services.JOB_KIND)
def render_document(document_id: int, job: Job) -> None:
    """Print one paper from what is frozen and its stamp, and publish it."""
    from documents.rendering import render  # only workers load the renderers

    document = RenderedDocument.objects.select_related("stamp__frozen__form_version", "findings").get(
        pk=document_id
    )
    services.publish(document, render(document), job=job)
