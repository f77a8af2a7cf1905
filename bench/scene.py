"""A product of its own for one measurement: settings, database, people, filings; nothing of it is kept.

Import it first. Without VAR_DIR and DATABASE_URL everything lives in a folder that goes at the end; a
database that DATABASE_URL names is filled and not emptied: take one of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="ziping-bench-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import Membership, Unit, User  # noqa: E402
from evaluations.dossiers.models import Evaluation  # noqa: E402
from tests.factories import make_cycle, make_evaluation, make_project, make_unit, make_user  # noqa: E402
from tests.golden.yuancheng import yuancheng_form  # noqa: E402

WAYS = (("≥100人", "108人"), ("≤20天", "18天"), ("=100%", "100%"), ("按时完成", "达成预期"))
NOTE = "比指标值多8人次，因年中新增两个镇的救助对象；明年申报时按实际人数测算，由救助股负责。"


def start() -> None:
    """Make the tables."""
    call_command("migrate", verbosity=0)


def database() -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def filer_of(unit: Unit) -> User:
    return make_user(unit, Membership.Role.FILER)


def signed_in(user: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def filing_of(unit: Unit, rows: int) -> Evaluation:
    """A filing on the catalogue's form with so many approved indicator rows, 未填报 and due in a month."""
    form, project = yuancheng_form(), make_project(unit, approved=False)
    target = project.approved_targets.create(year=2021)
    for number in (1, 2):
        target.goals.create(position=number, text=f"第{number}项年度总体目标：按时足额救助，群众满意。")
    leaves = [leaf.key for _, leaf in form.indicators.leaves()]
    for n in range(rows):
        target.rows.create(
            key=f"r{n + 1}",
            group=leaves[n * len(leaves) // rows],
            name=f"第{n + 1}项指标",
            text=WAYS[n % len(WAYS)][0],
            points=1,
            position=n + 1,
        )
    root = unit.path.split("/", 1)[0] + "/"
    cycle = make_cycle(Unit.objects.get(path=root), due_on=date.today() + timedelta(days=30))
    return make_evaluation(unit, cycle=cycle, project=project, form=form)


def typed_in(rows: int) -> dict[str, str]:
    """What a filer types into the rows of `filing_of`: an actual, a score and a note in each."""
    found: dict[str, str] = {}
    for n in range(rows):
        row = f"indicators/r{n + 1}"
        found |= {f"{row}/actual": WAYS[n % len(WAYS)][1], f"{row}/score": "1", f"{row}/note": NOTE}
    return found


def interleaved(ways: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The median CPU milliseconds of each way, one after the other in each round; the first round warms."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            began = process_time()
            way()
            if number:
                found[name].append((process_time() - began) * 1000)
    return {name: median(times) for name, times in found.items()}


def queries(way: Callable[[], Any]) -> int:
    """How many queries it asks."""
    with CaptureQueriesContext(connection) as asked:
        way()
    return len(asked)


def new_unit() -> Unit:
    return make_unit()
