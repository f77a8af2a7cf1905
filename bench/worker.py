"""A real worker printing many papers: `python -m bench.worker [--papers 200] [--processes 1]`.

Tables, workbooks, reports and bundles of different filings, through queue and database as in `./run`, in
a folder of its own. Told: papers in a second, processor time for each, memory of the children at the most.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import ROOT, memory, print_heading, print_table

PATIENCE = 600
KINDS = (("table", "pdf"), ("table", "xlsx"), ("report", "pdf"), ("bundle", "pdf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="ziping-bench-")
    os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": ""}
    try:
        print_heading(f"python -m bench.worker {' '.join(sys.argv[1:])}".strip())
        _prepare(options.papers)
        _measure(options.papers, options.processes)
    finally:
        shutil.rmtree(folder)


def _prepare(papers: int) -> None:
    """Ask for the papers while no worker is there."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.content import filing
    from documents import services
    from tests.factories import make_form_version

    call_command("migrate", verbosity=0)
    form, _ = filing()
    version = make_form_version(form)
    for number in range(-(-papers // len(KINDS))):
        _, snapshot = filing(mark=f"第{number}件。")
        stamp = services.stamp(services.freeze(snapshot, version), "final")
        wanted = KINDS[: min(len(KINDS), papers - number * len(KINDS))]
        services.request_documents(stamp, asked_by=None, kinds=wanted)


def _measure(papers: int, processes: int) -> None:
    from documents.models import RenderedDocument
    from foundation.supervisor.tree import ALONE, CELERY, QUIET

    command = [*CELERY, "worker", "--concurrency", str(processes), "--pool", "prefork", *ALONE, *QUIET]
    worker = subprocess.Popen(command, cwd=ROOT)
    printed = RenderedDocument.objects.filter(published_at__isnull=False)
    began, first, done = time.monotonic(), 0.0, 0
    whole: dict[int, float] = {}
    own: dict[int, float] = {}
    try:
        while done < papers and time.monotonic() - began < PATIENCE:
            time.sleep(0.1)
            for pid in (worker.pid, *_children(worker.pid)):
                found = memory(pid)
                whole[pid] = found["VmHWM"]
                own[pid] = max(own.get(pid, 0.0), found["RssAnon"])
            done = printed.count()
            first = first or (time.monotonic() - began if done else 0.0)
        seconds, used = time.monotonic() - began, _cpu(worker.pid)
    finally:
        worker.terminate()
        worker.wait()
    rows = [
        ("papers printed", done),
        ("s from the start to the first paper", first),
        ("papers in a second", (done - 1) / (seconds - first)),
        ("CPU ms for each, start and queue included", used / done),
        ("MB of a child at the most", max(peak for pid, peak in whole.items() if pid != worker.pid)),
        ("of these its own, ten times a second", max(peak for pid, peak in own.items() if pid != worker.pid)),
        ("MB of the main process at the most", whole[worker.pid]),
    ]
    print_table("Worker", ("what", f"{processes} process(es)"), rows)


def _children(main: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
    ]


def _cpu(main: int) -> float:
    """Milliseconds of processor that the worker and its living children have had."""
    ticks = 0
    for pid in (main, *_children(main)):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
