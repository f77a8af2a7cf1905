"""The drill: the demo with its papers, backed up, destroyed, restored, compared; and it works again."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import global_settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from documents import services as papers_service
from documents.models import RenderedDocument
from evaluations.dossiers.models import Evaluation
from foundation.audit.queries import broken_chains
from foundation.backup import databases
from foundation.jobs import running
from tests.foundation.backup.things import (
    backed_up,
    contents,
    elsewhere_than_tests,
    manage_elsewhere,
    manifest_of,
    restored,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("current_tables")]
FILER = "tianbao6"


@dataclass(frozen=True)
class Kept:
    """An archive of the demo, what there was when it was made, and the demo's logins."""

    archive: Path
    contents: dict[str, str]
    logins: str


@pytest.fixture(scope="session")
def kept(django_db_setup, django_db_blocker, tmp_path_factory) -> Kept:
    """The demo with the printed papers of its approved filing."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), elsewhere_than_tests(folder):
        call_command("load_demo", stdout=io.StringIO())
        for document in RenderedDocument.objects.filter(stamp__label="final"):
            running.run(document.job_id)
        archive = backed_up(folder / "kept.zip")
        return Kept(archive, contents(), (folder / "demo-logins.txt").read_text(encoding="utf-8"))


def destroy() -> None:
    """What a burnt disk leaves: nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {', '.join(connection.introspection.table_names())} CASCADE")
    else:
        path = databases.SQLite().path
        connection.close()
        for ending in ("", *databases.BESIDE):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def password(kept: Kept) -> str:
    return next(line.split()[1] for line in kept.logins.splitlines() if line.startswith(FILER))


def test_what_was_destroyed_is_back_row_for_row_and_file_for_file(kept):
    destroy()

    restored(kept.archive)

    assert contents() == kept.contents
    assert (len(manifest_of(kept.archive)["files"]) >= 4, broken_chains()) == (True, [])


def test_after_it_people_sign_in_and_download_their_papers(kept, client, settings):
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    destroy()
    restored(kept.archive)

    signed_in = client.post(reverse("login"), {"username": FILER, "password": password(kept)})
    filing = Evaluation.objects.get(status="approved", cycle__name="2021年度绩效自评工作", parent=None)
    frozen = filing.submissions.latest("number").frozen
    document = RenderedDocument.objects.filter(stamp__frozen=frozen, published_at__isnull=False).first()
    paper = client.get(reverse("dossiers:download", args=[filing.pk, document.pk]))

    assert (signed_in.status_code, paper.status_code) == (302, 200)
    assert paper.getvalue() == papers_service.open_document(document)


def rows(archive: Path) -> dict[str, list[str]]:
    """The rows of an archive whatever the order in which a database keeps the keys of a JSON object."""
    with ZipFile(archive) as members:
        names = [name for name in members.namelist() if name.startswith("rows/")]
        lines = {name: members.read(name).splitlines() for name in names}
    return {
        name: [json.dumps(json.loads(line), sort_keys=True) for line in each] for name, each in lines.items()
    }


def test_an_archive_goes_to_sqlite_and_back_to_this_database(kept, tmp_path):
    there, again = tmp_path / "there", tmp_path / "again.zip"
    manage_elsewhere(there, "restore", kept.archive)
    manage_elsewhere(there, "backup", again)
    destroy()

    restored(again)

    assert (rows(again) == rows(kept.archive), manifest_of(again)["database"]) == (True, "sqlite")
    assert manifest_of(again)["files"] == manifest_of(kept.archive)["files"]
    assert contents() == kept.contents
