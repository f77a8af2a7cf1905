"""Posting to the pages as a browser would."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from core.filing.cells import CellRef
from evaluations.dossiers.forms.sections import section_of
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import snapshot


def url(name: str, evaluation: Evaluation, *args: Any) -> str:
    return reverse(f"dossiers:{name}", args=[evaluation.pk, *args])


def typed(evaluation: Evaluation, ref: str) -> str:
    """What the database has in the cell."""
    return snapshot(Evaluation.objects.get(pk=evaluation.pk)).typed(CellRef.parse(ref))


def post_cells(client: Client, evaluation: Evaluation, cells: dict[str, str], **given: str) -> Any:
    """Save texts into cells of one page; what was seen is what the database has, unless given as `seen`."""
    seen = given.pop("seen", None)
    data = {f"seen:{ref}": typed(evaluation, ref) if seen is None else seen for ref in cells}
    section = section_of(next(iter(cells)))
    return client.post(url(section, evaluation), {**data, **cells, "then": "save", **given})


def text(response: Any) -> str:
    return response.content.decode()


def submit(client, evaluation, **given):
    """Press 提交 on the page of the checks as it stands now."""
    evaluation.refresh_from_db()
    return client.post(url("submit", evaluation), {"revision": evaluation.revision, **given})


def autosave(client, filing, cells, *, section="funds", **given):
    """Send some cells as the page does: with what was seen and the revision last heard of."""
    seen = given.pop("seen", None)
    data = {f"seen:{ref}": typed(filing, ref) if seen is None else seen for ref in cells}
    revision = Evaluation.objects.get(pk=filing.pk).revision
    return client.post(url("autosave", filing, section), {"revision": revision, **data, **cells, **given})
