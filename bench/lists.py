"""The lists of filings as their readers see them: every filter, the first page, one in the middle, the last.

`python -m bench.lists [FILINGS…]` (1000 10000 100000; with 1000000 it takes some minutes). Milliseconds of a
whole request: CPU time on SQLite, time by the clock on PostgreSQL, which is a process of its own.
"""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter, process_time

from bench import scene

scene.start()

from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.crowd import Crowd  # noqa: E402
from core.workflow import Status  # noqa: E402
from evaluations.dossiers import queries  # noqa: E402

ROUNDS = 7
clock = process_time if connection.vendor == "sqlite" else perf_counter


class Reader:
    """A person at the lists."""

    def __init__(self, user) -> None:
        self.user, self.client = user, scene.signed_in(user)

    def pages(self) -> dict[str, str]:
        """The address of each page that is measured."""
        home, listing = reverse("dossiers:home"), reverse("dossiers:list")
        found = {"首页": home, "all": listing}
        found |= {f"status={status}": f"{listing}?status={status}" for status in Status}
        seen = queries.visible_to(self.user).order_by("due_on", "pk").values_list("due_on", "pk")
        if count := seen.count():
            for name, place in (("middle", count // 2), ("last", max(count - 31, 0))):
                day, pk = seen[place]
                found[f"all, {name} page"] = f"{listing}?after={day}.{pk}"
        return found

    def time(self, address: str) -> float:
        """The median milliseconds of a request, after one that warms."""
        times = []
        for _ in range(ROUNDS + 1):
            began = clock()
            response = self.client.get(address)
            times.append((clock() - began) * 1000)
            assert response.status_code == 200
        return median(times[1:])


def main() -> None:
    sizes = sorted(int(text) for text in sys.argv[1:]) or [1_000, 10_000, 100_000]
    crowd = Crowd()
    readers = {role: Reader(user) for role, user in crowd.people().items()}
    times: dict[tuple[str, str], dict[int, float]] = {}
    for size in sizes:
        crowd.grow(size)
        for role, reader in readers.items():
            for name, address in reader.pages().items():
                times.setdefault((role, name), {})[size] = reader.time(address)
    print(f"{scene.database()}, ms of a whole request, median of {ROUNDS}\n")
    print(f"| reader | list | {' | '.join(f'{size:,}' for size in sizes)} | largest ÷ 10,000 |")
    print("|---|---|" + "---|" * (len(sizes) + 1))
    for (role, name), found in times.items():
        told = " | ".join(f"{found[size]:.1f}" if size in found else "" for size in sizes)
        share = found[sizes[-1]] / found.get(10_000, found[sizes[0]])
        print(f"| {role} | {name} | {told} | {share:.2f} |")


if __name__ == "__main__":
    main()
