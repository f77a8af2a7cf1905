"""What all measurements share: interleaved runs, medians, processor time, the memory of a child, tables.

The machine is seldom quiet, so cases take turns within a round and are compared by the processor time of the
same rounds; wall-clock time is only told beside it.
"""

from __future__ import annotations

import gc
import os
import re
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Case = Callable[[], object]


@dataclass(frozen=True)
class Taken:
    """What one run took: milliseconds of processor and of wall clock; MB at the most, of a child."""

    cpu: float
    wall: float
    peak: float = 0.0


def timed(case: Case) -> Taken:
    """Run `case` once in this process; the rubbish of the run before is not on its account."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    case()
    return Taken((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)


def child(command: Sequence[str], **environment: str) -> Taken:
    """Run a command from its start to its end, with all that it starts."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak, ended = 0.0, 0
    while not ended:
        peak = max(peak, most_memory(process.pid))
        time.sleep(0.01)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    wall = (time.perf_counter() - began) * 1000
    return Taken((used.ru_utime + used.ru_stime) * 1000, wall, peak)


def most_memory(pid: int) -> float:
    """The most memory that a process has had so far, in MB. `ru_maxrss` would count who started it, too."""
    return memory(pid)["VmHWM"]


def memory(pid: int) -> dict[str, float]:
    """MB as /proc/PID/status has them: VmHWM (the most so far), RssAnon (its own), RssFile (mapped files)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    found = re.findall(r"^(VmHWM|RssAnon|RssFile):\s+(\d+) kB", status, re.MULTILINE)
    return defaultdict(float, {name: int(number) / 1024 for name, number in found})


def interleaved(cases: Mapping[str, Callable[[], Taken]], rounds: int) -> dict[str, Taken]:
    """Let every case have one turn in each round; return the median of each, field by field."""
    turns: dict[str, list[Taken]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, take in cases.items():
            turns[name].append(take())
    return {name: _median(taken) for name, taken in turns.items()}


def warm(cases: Mapping[str, Case], rounds: int) -> dict[str, Taken]:
    """Interleaved runs in this process, after one of each that is not counted."""
    for case in cases.values():
        case()
    return interleaved({name: _timing(case) for name, case in cases.items()}, rounds)


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table that can be pasted into docs/performance.md."""
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(map(_shown, row))} |", flush=True)


def print_heading(command: str) -> None:
    """Print what makes a figure worth keeping: the day, the command, how busy the machine was."""
    print(f"{date.today()}, `{command}`, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _timing(case: Case) -> Callable[[], Taken]:
    return lambda: timed(case)


def _median(taken: Sequence[Taken]) -> Taken:
    return Taken(
        *(statistics.median(getattr(one, field) for one in taken) for field in ("cpu", "wall", "peak"))
    )


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
