"""The machine is lost: a backup made while the product ran, restored on an empty one, and people go on."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.faults.people import Person
from tests.foundation.backup.things import manage_elsewhere
from tests.journeys.product import new_database, started

FILER = "tianbao6"
LOGINS = "demo-logins.txt"


def test_people_go_on_after_a_restore_on_an_empty_machine(tmp_path: Path) -> None:
    var, kept = tmp_path / "var", tmp_path / "kept.zip"
    papers, logins = backed_up_while_running(var, kept)
    shutil.rmtree(var)

    with new_database() as url:
        manage_elsewhere(var, "restore", kept, url=url)
        (var / LOGINS).write_text(logins, encoding="utf-8")
        with started(var, url) as product:
            filer = Person(product, FILER)
            found = {address: filer.get(address).content for address in papers}
            filer.wait_for_papers(lambda count: count == 8)

    assert found == papers


def backed_up_while_running(var: Path, kept: Path) -> tuple[dict[str, bytes], str]:
    """Papers of the demo that were printed before the backup, while others still wait, and its logins."""
    with new_database() as url, started(var, url) as product:
        filer = Person(product, FILER)
        filer.wait_for_papers(lambda count: count > 0)
        papers = {address: filer.get(address).content for address in filer.printed}
        manage_elsewhere(var, "backup", kept, url=url)
    return papers, (var / LOGINS).read_text(encoding="utf-8")
