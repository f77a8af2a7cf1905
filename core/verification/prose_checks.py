"""Checks of the report's prose: C18, C32, C33; each shows what was compared. They ask and never stop.

What may have been read of the wrong figures is a hint, and so is what rounding explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from core.figures.text import quoted
from core.filing.cells import CellRef
from core.verification.findings import Case, Finding, Severity
from core.verification.prose import Statement, read_prose
from core.verification.prose.statements import Claim

TOLD = ("no", "rounding", "doubtful")
CHECK_OF: Mapping[Claim, str] = {
    "unit": "C18",
    "share": "C32",
    "rate": "C32",
    "change": "C32",
    "sum": "C33",
    "product": "C33",
}


def measures_that_cannot_be_meant(case: Case) -> Iterator[Finding]:
    """C18 元 where only 万元 comes out (S4: 公用经费21.79元)."""
    yield from _findings(case, "C18")


def rates_that_do_not_come_out(case: Case) -> Iterator[Finding]:
    """C32 占比, 增减, 执行率, 报销比例 beside the amounts they come from (S2: 87.27% for 87.23%)."""
    yield from _findings(case, "C32")


def sums_that_do_not_come_out(case: Case) -> Iterator[Finding]:
    """C33 合计, 其中, 人数 × 标准 in the text."""
    yield from _findings(case, "C33")


def _findings(case: Case, check: str) -> Iterator[Finding]:
    for ref in case.sections:
        for told in statements(case.prose(ref)):
            if CHECK_OF[told.kind] == check and told.holds in TOLD:
                yield _finding(case, ref, check, told)


@lru_cache(maxsize=64)
def statements(text: str) -> tuple[Statement, ...]:
    """What a text claims, read once for all checks of it."""
    return read_prose(text)


def _finding(case: Case, ref: CellRef, check: str, told: Statement) -> Finding:
    words = quoted(f"{told.claimed.label[-12:]}{told.claimed.text}")
    right = told.working.rpartition(" = ")[2]
    if told.kind == "unit":
        what = f"计量单位可能应为{right}"
    else:
        inferred = "（总数按同段其他占比推算，文中没有列出）" if told.is_inferred else ""
        difference = "，属四舍五入差异" if told.holds == "rounding" else ""
        what = f"按文中数字计算：{told.working}{inferred}{difference}"
    unless = "；如这几个数字本来就不是一回事，不用修改" if told.holds == "doubtful" or told.is_unsaid else ""
    message = f"{case.name(ref)}中{words}，{what}，请核对{unless}。"
    severity = Severity.MUST_EXPLAIN if told.holds == "no" else Severity.HINT
    return Finding(check, severity, (ref,), told.claimed.text, right, message, spans=told.spans)
