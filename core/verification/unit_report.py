"""One report for all tables of a unit: that it is there (M15), and what it says of each of them (C27).

A figure is one table's where its sentence names that project last, in no list, and the words right before it
name a column alone; it is that of all tables where the sentence says how many projects there are (12个项目)
and no other number of them. What is said 分别 is left alone. It asks and never stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.text import quoted
from core.filing.cells import CellRef
from core.verification.findings import Case, Covered, Finding, Severity
from core.verification.prose.figures import Figure
from core.verification.prose.reader import reading_of
from core.verification.prose.words import names
from core.verification.references import words
from core.verification.references.clauses import (
    clause_of,
    is_of_the_year,
    squeezed,
    tail_of,
    without_heads,
    without_links,
)
from core.verification.references.compare import likeness

NOT_ISSUED = (
    "本年度自评报告由本单位统一写一份，写在整体自评中，而整体自评还没有下达，请联系财政局绩效股下达。"
)
NOT_WRITTEN = (
    "本年度自评报告由本单位统一写一份，写在整体支出绩效自评（{}）中，其中还有应写的部分没有写，请先写好。"
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "adjusted": words.STRONG["adjusted"],
    "executed": (*words.STRONG["executed"], *words.WEAK["executed"]),
    "rate": (*words.STRONG["rate"], *words.WEAK["rate"]),
    "score": words.SCORES,
}
"""What a column of a covered table is called, by its role."""
ADDED = ("adjusted", "executed")
KINDS = {"adjusted": "money", "executed": "money", "rate": "rate", "score": "score"}
SIDE_BY_SIDE = ("、", "和", "及", "与")
"""What parts the names of a list."""
LISTED_BEHIND = (*SIDE_BY_SIDE, "以及", "等")
SOME_PROJECTS = re.compile(r"第?\d+个项目", re.ASCII)
OF_ALL = tuple(names("项目 项目支出 项目资金 资金 各项目 全部项目 所有项目 共 合计 共计 总计"))
BASE = {"money": Fraction(10**4), "rate": Fraction(1), "score": Fraction(1)}
"""What a value of a cell is in the base measure of prose: 万元 in 元."""


@dataclass(frozen=True)
class _Meant:
    """What a figure is held to: the table's name (empty: of all), the column, its value, as it is printed."""

    name: str
    column: str
    value: Decimal
    unit: Fraction


def report_is_not_there(case: Case) -> Iterator[Finding]:
    """M15 the year's work asks for one report of the unit, which this filing cannot do without."""
    beside = case.context.unit_report
    if beside is None or beside.is_written:
        return
    if not beside.number:
        yield Finding("M15", Severity.MUST_FIX, (), "", "", NOT_ISSUED, audience="administrator")
    else:
        yield Finding("M15", Severity.MUST_FIX, (), "", "", NOT_WRITTEN.format(beside.number))


def covered_tables_disagree(case: Case) -> Iterator[Finding]:
    """C27 a figure of another table in the unit's report, and what that table says."""
    if not case.context.covered:
        return
    for ref in case.sections:
        text = case.prose(ref)
        for figure in reading_of(text).figures:
            meant = _meant(case, text, figure)
            if meant and figure.is_exact and _differs(figure, meant):
                yield _finding(case, ref, figure, meant)


def _meant(case: Case, text: str, figure: Figure) -> _Meant | None:
    """The cell that the words before a figure name, None where they name none for sure."""
    clause = clause_of(text, figure)
    said = without_links(clause.words)
    column, role = _column(said, figure)
    if not role or "分别" in clause.sentence:
        return None
    if not is_of_the_year(clause.sentence.replace(column, ""), case.snapshot.identity.data_year):
        return None
    named = _named(case.context.covered, clause.sentence)
    owner = without_heads(said.removesuffix(column), tuple(squeezed(one.name) for one in named))
    if named and not _is_listed(named[0], clause.sentence):
        return None if owner else _of_one(named[0], column, role)
    count = f"{len(case.context.covered)}个项目"
    is_of_all = set(SOME_PROJECTS.findall(clause.sentence)) == {count} and role in ADDED
    return _of_all(case.context.covered, column, role) if is_of_all and _is_all(owner, count) else None


def _is_listed(table: Covered, sentence: str) -> bool:
    """Whether the project is named beside another: what follows may be said of both."""
    before, _, after = sentence.rpartition(squeezed(table.name))
    return before.endswith(SIDE_BY_SIDE) or after.startswith(LISTED_BEHIND)


def _is_all(owner: str, count: str) -> bool:
    return not owner or count.endswith(owner) or owner in OF_ALL


def _column(said: str, figure: Figure) -> tuple[str, str]:
    """The name of a column in which the words end, and its role, where figures of that kind stand there."""
    found = [(tail_of(said, known), role) for role, known in COLUMNS.items() if KINDS[role] == figure.kind]
    return (
        max(found, key=lambda one: len(one[0]), default=("", ""))
        if any(one for one, _ in found)
        else ("", "")
    )


def _named(covered: Sequence[Covered], sentence: str) -> list[Covered]:
    """The table whose project the sentence names last; of two names at one place the longer."""
    places = [
        (sentence.rfind(squeezed(one.name)) + len(squeezed(one.name)), len(one.name), one) for one in covered
    ]
    found = [place for place in places if squeezed(place[2].name) in sentence]
    return [max(found, key=lambda place: place[:2])[2]] if found else []


def _of_one(table: Covered, column: str, role: str) -> _Meant | None:
    value = table.values.get(role)
    if value is None:
        return None
    return _Meant(table.name, column, value, _unit(role, [value]))


def _of_all(covered: Sequence[Covered], column: str, role: str) -> _Meant | None:
    """The sum over all tables; None where one of them has no figure yet."""
    values = [value for one in covered if (value := one.values.get(role)) is not None]
    if len(values) < len(covered):
        return None
    return _Meant("", column, sum(values, Decimal(0)), _unit(role, values))


def _unit(role: str, values: Sequence[Decimal]) -> Fraction:
    """The unit of the last place that is printed of the value, in the base measure."""
    places = max(0, *(-int(value.as_tuple().exponent) for value in values))
    return BASE[KINDS[role]] * Fraction(1, 10**places)


def _differs(figure: Figure, meant: _Meant) -> bool:
    value = Fraction(meant.value) * BASE[figure.kind]
    return likeness(figure, value, meant.unit) == "other"


def _finding(case: Case, ref: CellRef, figure: Figure, meant: _Meant) -> Finding:
    whose = f"{quoted(meant.name)}自评表" if meant.name else "各项目自评表合计"
    right = _printed(figure.kind, meant.value)
    message = (
        f"{case.name(ref)}中{quoted(meant.column + figure.text)}，{whose}为{right}，两处不一致，请核对。"
    )
    return Finding("C27", Severity.MUST_EXPLAIN, (ref,), figure.text, right, message, spans=(figure.span,))


def _printed(kind: str, value: Decimal) -> str:
    if kind == "rate":
        return f"{printing.plain(value * 100)}%"
    return f"{printing.plain(value)}{'万元' if kind == 'money' else '分'}"
