"""The guide says how many clicks it takes; the journey counts them, and both must say the same.

WRITE_COUNTS=1 writes what was counted into the guide.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

from tests.journeys.product import ROOT
from tests.journeys.twelve.hand import KINDS

GUIDE = ROOT / "docs" / "user" / "13-十二个项目要点多少下.md"
BEGIN, END = "<!-- 计数开始 -->\n", "<!-- 计数结束 -->\n"


def table(counted: Mapping[str, Counter[str]]) -> str:
    """The steps with what each took, and the sum."""
    total: Counter[str] = sum(counted.values(), Counter())
    lines = [_line("步骤", KINDS), _line("---", ["---:"] * len(KINDS))]
    lines += [_line(step, [str(count[kind]) for kind in KINDS]) for step, count in counted.items()]
    return "".join([*lines, _line("合计", [str(total[kind]) for kind in KINDS])])


def written(counted: Mapping[str, Counter[str]]) -> None:
    """Hold what was counted against the guide, or write it there."""
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    stands, _, after = rest.partition(END)
    now = f"\n{table(counted)}\n"
    if os.environ.get("WRITE_COUNTS"):
        GUIDE.write_text(f"{before}{BEGIN}{now}{END}{after}", encoding="utf-8")
        return
    assert stands == now


def _line(first: str, rest) -> str:
    return f"| {' | '.join([first, *rest])} |\n"
