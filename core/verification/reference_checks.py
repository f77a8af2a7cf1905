"""C27: the report's prose beside the cells of its table. It asks and never stops."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing.cells import CellRef
from core.verification.findings import Case, Finding, Severity
from core.verification.references import Reference, references


def prose_and_table_disagree(case: Case) -> Iterator[Finding]:
    """C27 a figure, score or grade whose words name a cell, and which is not what stands there.

    Source: S2, 人员类支出 74.23 beside 71.73; S3, 项目资金年初预算 7187.78 beside 198.52.
    """
    found_in = references(case.form, case.snapshot, case.computed, case.sections)
    for ref, all_found in found_in.items():
        told: dict[tuple[CellRef, str], list[Reference]] = {}
        for found in all_found:
            if not found.agrees:
                told.setdefault((found.cell, found.said), []).append(found)
        yield from (_finding(case, ref, same) for same in told.values())


def _finding(case: Case, ref: CellRef, same: list[Reference]) -> Finding:
    first = same[0]
    words = quoted(first.words if first.words.endswith(first.said) else f"{first.words}{first.said}")
    if first.is_certain:
        table = f"表中{case.name(first.cell)}为{first.printed}"
    else:
        table = (
            f"按财预〔2020〕10号，{case.snapshot.typed(first.cell).strip()}分的等级为{quoted(first.printed)}"
        )
    message = f"{case.name(ref)}中{words}，{table}，两处不一致，请核对。"
    severity = Severity.MUST_EXPLAIN if first.is_certain else Severity.HINT
    spans = tuple(found.span for found in same)
    return Finding("C27", severity, (ref, first.cell), first.said, first.printed, message, spans=spans)
