"""How long `./run` takes to answer when everything is there already: `python -m bench.start [TIMES]`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
PORT = 8917


def timed(var: str) -> float:
    """Seconds from the command to the first answer of the health check; then it is stopped."""
    command = ["./run", "--port", str(PORT), "--no-demo"]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"VAR_DIR": var}, stdout=subprocess.DEVNULL
    )
    while not answers():
        assert process.poll() is None, "./run did not start"
        time.sleep(0.02)
    taken = time.monotonic() - began
    process.send_signal(signal.SIGINT)
    process.wait()
    return taken


def answers() -> bool:
    try:
        return urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=5).status == 200
    except (URLError, OSError):
        return False


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as var:
        taken = [timed(var) for _ in range(rounds + 1)]
    print(f"first start {taken[0]:.1f} s, later ones {median(taken[1:]):.1f} s (median of {rounds})")


if __name__ == "__main__":
    main()
