"""What the worker does with jobs of the kinds render_document and render_set_paper."""

from __future__ import annotations

from documents import collecting, services
from documents.models import RenderedDocument, SetPaper
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


@register(collecting.JOB_KIND)
def render_set_paper(paper_id: int, job: Job) -> None:
    """Print 送签单 or 部门汇总表, or put all papers of a set into one file, and publish it."""
    from documents.set_rendering import render  # only workers load the renderers

    paper = SetPaper.objects.select_related("frozen_set").get(pk=paper_id)
    services.publish(paper, render(paper), job=job)
