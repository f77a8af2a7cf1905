"""Many people at their filings at once, against gunicorn as `./run` starts it (2 processes, 4 threads each).

`python -m bench.editors [--people 10] [--minutes 1] [--pause 8]`; 50 people for 10 minutes is the full run.
Each has a filing of 30 rows, opens its indicators, fills in a cell every eight seconds (an autosave each) and
saves the whole page after ten. On the database that DATABASE_URL names, else on SQLite.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import threading
import time
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from bench import scene

scene.start()

from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.fields import fields  # noqa: E402
from foundation.supervisor.tree import children  # noqa: E402
from tests.deploy.processes import free_port  # noqa: E402
from tests.factories import fill_in  # noqa: E402

ROWS, CELLS = 30, 10
times: dict[str, list[float]] = defaultdict(list)
errors: dict[str, int] = defaultdict(int)


class Editor(threading.Thread):
    """One person: page, ten cells, save, and again."""

    def __init__(self, unit, port: int, pause: float) -> None:
        super().__init__(daemon=True)
        person = scene.filer_of(unit)
        filing = scene.filing_of(unit, ROWS)
        fill_in(filing, person, scene.typed_in(ROWS))
        name = settings.SESSION_COOKIE_NAME
        self.cookies = {name: scene.signed_in(person).cookies[name].value}
        self.page = reverse("dossiers:indicators", args=[filing.pk])
        self.cells = reverse("dossiers:autosave", args=[filing.pk, "indicators"])
        self.port, self.pause, self.until = port, pause, 0.0
        self.shown: dict[str, str] = {}

    def run(self) -> None:
        time.sleep(random.random() * self.pause)
        while time.monotonic() < self.until:
            answer = self.ask("page", "GET", self.page)
            self.shown = fields(answer)
            for _ in range(CELLS):
                time.sleep(random.uniform(0.5, 1.5) * self.pause)
                ref = f"indicators/r{random.randint(1, ROWS)}/note"
                self.ask("autosave", "POST", self.cells, self.typed(ref))
            self.ask("save", "POST", self.page, {**self.shown, "then": "save"}, status=302)

    def typed(self, ref: str) -> dict[str, str]:
        """What the page sends after one cell was typed into."""
        text, seen = f"{scene.NOTE}{random.randint(1, 10**6)}", self.shown.get(ref, "")
        self.shown |= {ref: text, f"seen:{ref}": text}
        token = self.shown.get("csrfmiddlewaretoken", "")
        return {"csrfmiddlewaretoken": token, f"seen:{ref}": seen, ref: text, "revision": "0"}

    def ask(self, name: str, method: str, address: str, sent=None, status: int = 200) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.monotonic()
        try:
            link = HTTPConnection("127.0.0.1", self.port, timeout=60)
            link.request(method, address, urlencode(sent) if sent else None, headers)
            answer = link.getresponse()
            text = answer.read().decode()
            given = answer.msg.get_all("Set-Cookie", [])
            self.cookies |= dict(cookie.split(";")[0].split("=", 1) for cookie in given)
            link.close()
        except OSError as problem:
            errors[type(problem).__name__] += 1
            return ""
        times[name].append((time.monotonic() - began) * 1000)
        if answer.status != status:
            errors[f"{name} {answer.status}"] += 1
        return text


def memory(process: subprocess.Popen) -> float:
    """MB that a process and its children hold for themselves and share fairly (PSS)."""
    kin = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
    rollups = [Path(f"/proc/{pid}/smaps_rollup") for pid in (process.pid, *kin)]
    lines = [line for rollup in rollups for line in rollup.read_text().splitlines() if "Pss:" in line]
    return sum(int(line.split()[1]) for line in lines) / 1024


def serve(port: int) -> subprocess.Popen:
    """The web process of `./run`, ready to answer."""
    web = children("127.0.0.1", port)[0]
    process = subprocess.Popen(web.command, cwd=scene.ROOT, env=os.environ | {"LOG_LEVEL": "ERROR"})
    while not is_well(port):
        time.sleep(0.2)
    return process


def is_well(port: int) -> bool:
    """Whether it answers: the application is loaded then."""
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except OSError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--pause", type=float, default=8, help="seconds from one cell to the next")
    asked = parser.parse_args()
    port, unit = free_port(), scene.new_unit()
    editors = [Editor(unit, port, asked.pause) for _ in range(asked.people)]
    web = serve(port)
    before, began = memory(web), time.monotonic()
    for editor in editors:
        editor.until = began + asked.minutes * 60
        editor.start()
    for editor in editors:
        editor.join()
    seconds, after = time.monotonic() - began, memory(web)
    web.terminate()
    web.wait()
    length = f"{asked.minutes:g} minutes, a cell every {asked.pause:g} s"
    print(f"{scene.database()}, {asked.people} people, {length}")
    print("| request | number | p50 ms | p95 ms | longest ms |")
    print("|---|---|---|---|---|")
    for name, found in times.items():
        cuts = quantiles(found, n=20, method="inclusive")
        print(f"| {name} | {len(found)} | {cuts[9]:.0f} | {cuts[18]:.0f} | {max(found):.0f} |")
    rate = sum(map(len, times.values())) / seconds
    print(f"\n{rate:.1f} requests a second, errors: {dict(errors) or 'none'}; ")
    print(f"memory of gunicorn (PSS): {before:.0f} MB at the start, {after:.0f} MB at the end")


if __name__ == "__main__":
    main()
