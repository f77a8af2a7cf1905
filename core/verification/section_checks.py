"""Checks of sections: M11 one quantity with two values, M12 more words than the form lets pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.verification.findings import Case, Finding, Severity
from core.verification.prose.figures import Figure
from core.verification.prose.reader import reading_of
from core.verification.references.clauses import (
    clause_of,
    is_of_the_year,
    rest_of_sentence,
    without_heads,
    without_links,
)
from core.verification.references.compare import likeness

LEAST_NAME = 8
"""Shorter words are those of many things."""
TELLING = 4


@dataclass(frozen=True)
class _Said:
    ref: CellRef
    figure: Figure
    name: str


def quantities_with_two_values(case: Case) -> Iterator[Finding]:
    """M11 the same words open two sentences and give two figures of one measure.

    Only the first figure of a sentence, whose words are all that the sentence says before it: what stands
    further in may be counted of another group. In the last place of four digits and more it is a hint.
    Source: S4, 45.22 and 45.23; 560.12 and 605.35.
    """
    first: dict[tuple[str, str], _Said] = {}
    found: dict[str, Finding] = {}
    for said in _first_figures(case):
        before = first.setdefault((said.name, said.figure.name), said)
        if likeness(said.figure, before.figure.amount, 2 * before.figure.half) == "other":
            finding = _two_values(case, before, said)
            found.setdefault(finding.fingerprint, finding)
    yield from found.values()


def sections_beyond_their_limit(case: Case) -> Iterator[Finding]:
    """M12 more signs than the form lets pass: refused on the page, told where a file is read."""
    for section in case.form.report.sections if case.form.report else ():
        ref = cells.report(section.key)
        length = len(case.snapshot.typed(ref))
        if length > section.max_length:
            message = (
                f"{case.name(ref)}最多填写{section.max_length}字，现有{length}字，"
                f"请删减{length - section.max_length}字。"
            )
            yield Finding("M12", Severity.MUST_FIX, (ref,), f"{length}字", f"{section.max_length}字", message)


def _first_figures(case: Case) -> Iterator[_Said]:
    """The figure with which a sentence begins, where its words name a thing of the year."""
    year, own = case.snapshot.identity.data_year, (case.snapshot.identity.unit_name,)
    for ref in case.sections:
        text, sentence = case.prose(ref), -1
        reading = reading_of(text)
        for figure, role in zip(reading.figures, reading.roles, strict=True):
            opens, sentence = figure.sentence != sentence, figure.sentence
            if not opens or not figure.is_exact or role not in ("plain", "rate"):
                continue
            clause = clause_of(text, figure)
            name = without_heads(without_links(clause.words), own)
            is_all = not without_heads(clause.head, own)
            whole = clause.sentence + rest_of_sentence(text, figure)
            if len(name) >= LEAST_NAME and is_all and is_of_the_year(whole, year):
                yield _Said(ref, figure, name)


def _two_values(case: Case, before: _Said, said: _Said) -> Finding:
    gap = abs(before.figure.amount - said.figure.amount)
    unit = 2 * max(before.figure.half, said.figure.half)
    digits = len(f"{said.figure.value:f}".replace(".", ""))
    is_rounding = bool(unit) and gap <= unit and digits >= TELLING
    where = "" if before.ref == said.ref else f"（{case.name(before.ref)}）"
    message = (
        f"{case.name(said.ref)}中{quoted(said.name)}为{said.figure.text}，前文{where}为{before.figure.text}，"
        f"前后不一致，请核对{'（可能是四舍五入差异）' if is_rounding else ''}。"
    )
    same = before.ref == said.ref
    places = (said.ref,) if same else (said.ref, before.ref)
    spans = (before.figure.span, said.figure.span) if same else (said.figure.span,)
    severity = Severity.HINT if is_rounding else Severity.MUST_EXPLAIN
    return Finding("M11", severity, places, said.figure.text, before.figure.text, message, spans=spans)
