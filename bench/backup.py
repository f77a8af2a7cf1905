"""Time and size of backup and restore: `python -m bench.backup [FILINGS]` on a loaded and printed demo.

Copies the demo's approved filing with its papers until there are FILINGS (2,000), then backs up, checks and
restores with the commands of the product. It changes the database it is given: take one of its own.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import django

from bench.measuring import Taken, child

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from documents.models import FrozenFiling, RenderedDocument, Stamp  # noqa: E402
from evaluations.dossiers.models import Cell, Evaluation, IndicatorLine, Move, Submission  # noqa: E402


def again(row, **given):
    """A copy of a row, not yet written."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    return type(row)(**{name: value for name, value in values.items() if name != "id"} | given)


def text(number: object) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


@transaction.atomic
def multiply(filings: int) -> None:
    model = Evaluation.objects.filter(status="approved", parent=None).latest("pk")
    parts = [list(kind.objects.filter(evaluation=model)) for kind in (Cell, IndicatorLine, Move, Submission)]
    stamps = list(Stamp.objects.filter(frozen=parts[3][0].frozen, label="final"))
    for number in range(filings - Evaluation.objects.count()):
        project = again(model.project, code=f"B{number}")
        project.save(force_insert=True)
        evaluation = again(model, number=f"B{number}", project_id=project.pk)
        evaluation.save(force_insert=True)
        frozen = again(parts[3][0].frozen, sha256=text(number))
        frozen.save(force_insert=True)
        for rows in parts:
            extra = {"frozen_id": frozen.pk} if rows[0]._meta.model_name == "submission" else {}
            type(rows[0]).objects.bulk_create(
                [again(row, evaluation_id=evaluation.pk, **extra) for row in rows]
            )
        for stamp in stamps:
            print_again(stamp, frozen, number)


def print_again(stamp: Stamp, frozen: FrozenFiling, number: int) -> None:
    copy = again(stamp, frozen_id=frozen.pk, code=f"{number}-{stamp.label}"[:24])
    copy.save(force_insert=True)
    documents = RenderedDocument.objects.filter(stamp=stamp, published_at__isnull=False)
    rows = []
    for document in documents:
        name = text(f"{number}{document.pk}")[:32]
        name = f"{name[:2]}/{name}.{document.file_format}"
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(Path(settings.MEDIA_ROOT) / document.file_name, target)
        rows.append(again(document, stamp_id=copy.pk, file_name=name, job_id=None))
    RenderedDocument.objects.bulk_create(rows)


def timed(*command: str) -> Taken:
    return child([sys.executable, "manage.py", *command])


def main() -> None:
    multiply(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    archive = Path(settings.VAR_DIR) / "bench.zip"
    archive.unlink(missing_ok=True)
    commands = (["backup", archive], ["restore", archive, "--check"], ["restore", archive, "--replace"])
    connection.close()
    taken = [timed(*map(str, command)) for command in commands]
    files = RenderedDocument.objects.filter(published_at__isnull=False).count()
    peak = max(one.peak for one in taken)
    print(f"{Evaluation.objects.count()} filings, {Cell.objects.count()} cells, {files} papers")
    print(
        "backup {:.1f} s, check {:.1f} s, restore {:.1f} s".format(*(one.wall / 1000 for one in taken)),
        end=", ",
    )
    print(f"{archive.stat().st_size / 1e6:.1f} MB, {peak:.0f} MB of memory at the most")


if __name__ == "__main__":
    main()
