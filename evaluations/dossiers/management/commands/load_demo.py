"""Load the demo once: units, people, forms, a year's work, and filings in every state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import Unit, User
from evaluations.dossiers.demo import filings, offices
from evaluations.dossiers.demo.consolidated import load_consolidated
from evaluations.dossiers.demo.filings import LAST_YEAR, OF_ONE_UNIT, STORIES, load_filings
from evaluations.dossiers.demo.work import (
    ELSEWHERE,
    FORMS,
    FORMS_ELSEWHERE,
    FORMS_OF_A_SET,
    YEAR,
    YEAR_OF_A_SET,
    close_cycle,
    make_cycle,
    release_forms,
)

LOGINS = "demo-logins.txt"


class Command(BaseCommand):
    help = "Load the demo data once; a second time nothing is changed."

    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.filter(path=f"{offices.BUREAU}/").exists():
            self.stdout.write("演示数据已存在，未作改动。")
            return
        load(Path(settings.VAR_DIR))
        self.stdout.write(f"演示数据已载入，账号见 {LOGINS}。")


@transaction.atomic
def load(folder: Path) -> None:
    """Load everything or nothing; the papers are made by the worker once this is committed."""
    units = offices.make_units()
    logins = offices.make_people(units)
    bureau, administrator = units[offices.BUREAU], User.objects.get(username="guanli")
    versions = release_forms(FORMS, administrator)
    before = make_cycle(bureau, versions, administrator, data_year=YEAR - 1)
    load_filings(LAST_YEAR, before, versions, units, administrator)
    close_cycle(before, versions, administrator)
    cycle = make_cycle(bureau, versions, administrator)
    load_filings(STORIES, cycle, versions, units, administrator)
    load_consolidated(cycle, versions, units, administrator)
    load_set(bureau, units, administrator)
    load_elsewhere(bureau, units, administrator)
    write_logins(folder / LOGINS, offices.paper(logins, units))


def load_set(bureau: Unit, units: dict[str, Unit], administrator: User) -> None:
    """Several filings of one unit in one year's work."""
    versions = release_forms(FORMS_OF_A_SET, administrator)
    cycle = make_cycle(bureau, versions, administrator, data_year=YEAR_OF_A_SET)
    load_filings(OF_ONE_UNIT, cycle, versions, units, administrator)


def load_elsewhere(bureau: Unit, units: dict[str, Unit], administrator: User) -> None:
    """Filings on the forms of other places, each in the work of its year."""
    versions = release_forms(FORMS_ELSEWHERE, administrator)
    for year, stories in filings.ELSEWHERE.items():
        cycle = make_cycle(bureau, versions, administrator, data_year=year, of=ELSEWHERE)
        load_filings(stories, cycle, versions, units, administrator)


def write_logins(path: Path, text: str) -> None:
    """Only the user of the service can read the list; written whole or not at all."""
    draft = path.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
