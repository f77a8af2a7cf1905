"""What the tests of backups share: data of every kind, and two folders with files."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.dossiers.lives import Life, begin
from tests.foundation.backup.things import backed_up, elsewhere_than_tests, write_files


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> Path:
    """A `var/` of this test's own: its lock and its backups are nobody else's."""
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    return settings.VAR_DIR


@pytest.fixture(autouse=True)
def annexes(settings, tmp_path: Path) -> Path:
    """A registered folder besides the product's own; each of them is this test's alone."""
    settings.BACKUP_FOLDERS = {**settings.BACKUP_FOLDERS, "annexes": "ANNEXES"}
    for name, setting in settings.BACKUP_FOLDERS.items():
        setattr(settings, setting, tmp_path / name)
    return settings.ANNEXES


@pytest.fixture
def life(transactional_db) -> Life:
    """A filing that went through hands: cells, decimals, moves, a frozen filing, links of the log."""
    return begin().to("unit_head")


@pytest.fixture
def files(papers: Path, annexes: Path) -> None:
    """A paper and an annex, and a file that is not finished."""
    write_files(papers, annexes)


@pytest.fixture(scope="session")
def made_once(django_db_setup, django_db_blocker, tmp_path_factory) -> bytes:
    """An archive of a life and of files; the database is empty again afterwards."""
    folder = tmp_path_factory.mktemp("archive")
    with django_db_blocker.unblock(), elsewhere_than_tests(folder):
        begin().to("unit_head")
        write_files(folder / "papers", folder / "annexes")
        return backed_up(folder / "kept.zip").read_bytes()


@pytest.fixture
def archive(made_once: bytes, tmp_path: Path) -> Path:
    """An archive of something else than what is there."""
    kept = tmp_path / "kept.zip"
    kept.write_bytes(made_once)
    return kept


@pytest.fixture
def current_tables(transactional_db):
    """Whatever a test does to the tables, the next one finds them up to date."""
    yield
    call_command("migrate", verbosity=0, interactive=False)
