"""Files of evidence: brought through the gate, or put there past it for tests of what reads them."""

from __future__ import annotations

import io
from tempfile import TemporaryFile

from accounts.models import User
from evaluations.dossiers.models import Evaluation, Evidence
from evaluations.dossiers.services.evidence import upload
from foundation.intake import storage
from tests.foundation.intake import foreign

PDF = foreign.pdf()


def bring(
    evaluation: Evaluation, by: User, *, row: str = "r1", name: str = "发票.pdf", content: bytes = b""
) -> Evidence:
    """Upload through the service, as a page does; a PDF of one page unless `content` is given."""
    with TemporaryFile() as file:
        file.write(content or PDF)
        return upload(evaluation, file, name=name, row=row, by=by)


def put(
    evaluation: Evaluation, by: User, *, row: str = "r1", name: str = "发票.pdf", **given: object
) -> Evidence:
    """A file on the list, without asking anybody."""
    content = given.pop("content", name.encode())
    assert isinstance(content, bytes)
    kept = storage.keep(io.BytesIO(content))
    extension = name.rpartition(".")[2]
    values = {"stored": kept.stored, "size": kept.size, "sha256": kept.sha256, **given}
    return Evidence.objects.create(
        evaluation=evaluation, row=row, name=name, extension=extension, uploaded_by=by, **values
    )
