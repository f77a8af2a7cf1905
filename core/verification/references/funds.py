"""Amounts and rates in prose beside 项目资金: 人员类项目下达74.73万元，支出74.23万元，执行率100%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.figures.text import narrow
from core.filing import cells
from core.filing.form import FundColumn, FundRow, Funds
from core.verification.prose.figures import Figure
from core.verification.references import words
from core.verification.references.clauses import Clause, squeezed, tail_of
from core.verification.references.compare import unit_of
from core.verification.references.filing import Filed, Printed, judge
from core.verification.references.names import TELLING, FundNames
from core.verification.references.reference import Reference

SCALE = {"万元": 4, "元": 0}
SPENT_FIRST = ("executed", "adjusted", "initial", "allocated", "carried_over")
"""Which amounts of a row are meant where its name alone stands there."""
TOTAL, ANOTHER = "total", "another"
"""Of what a sentence speaks, where it is no row that it names."""


@dataclass
class _Subject:
    """Of what the sentence speaks: the key of a row, the whole table, another thing; empty: not said."""

    sentence: int = -1
    row: str = ""


def fund_references(filed: Filed) -> Iterator[Reference]:
    """Every amount and rate whose words name a cell of 项目资金."""
    names, subject = filed.names.funds, _Subject()
    if names is None:
        return
    for place, figure in enumerate(filed.reading.figures):
        if figure.sentence != subject.sentence:
            subject.sentence, subject.row = figure.sentence, ""
        found = _reference(filed, names, subject, place)
        if found:
            yield found


def _reference(filed: Filed, names: FundNames, subject: _Subject, place: int) -> Reference | None:
    figure, role = filed.reading.figures[place], filed.reading.roles[place]
    clause = filed.clause(figure)
    name = filed.name(clause)
    column = "" if name in names.rows else tail_of(name, names.columns)
    owner = filed.name(Clause(name.removesuffix(column)))
    if owner or not column:
        subject.row = _row_of(owner, names)
    is_amount = figure.kind == "money" and "/" not in figure.measure
    is_amount = is_amount and (role in ("plain", "to") or name in names.rows)
    if not (is_amount or (figure.kind == "rate" and role == "rate")):
        return None
    subject.row = subject.row or (TOTAL if _may_be_of_all(filed, names, clause) else ANOTHER)
    printed = list(_cells(filed, names, subject.row, column, figure.kind == "rate"))
    if subject.row == ANOTHER:
        return judge(figure, clause.words, printed, is_sure=False) if column and _is_telling(figure) else None
    return judge(figure, clause.words, printed, is_sure=_is_sure(filed, names, subject.row, clause, column))


def _cells(filed: Filed, names: FundNames, subject: str, column: str, is_rate: bool) -> Iterator[Printed]:
    """The cells that the words may mean: of that column; without one every amount of the row, spent first."""
    funds = names.funds
    rows = [row for row in funds.rows if row.key == subject] or funds.totals
    wanted = names.columns.get(column, SPENT_FIRST)
    columns = sorted(
        (one for one in funds.columns if one.role in wanted), key=lambda one: wanted.index(one.role)
    )
    for row in rows:
        for one in columns:
            if (one.role == "rate") == is_rate:
                yield from _printed(filed, funds, row, one)


def _is_sure(filed: Filed, names: FundNames, subject: str, clause: Clause, column: str) -> bool:
    """Whether the words name that cell and no other, for the whole year."""
    if not filed.speaks_of_the_year(clause, column):
        return False
    if not column:
        return subject != TOTAL and names.labels[subject].endswith("支出")
    return column in names.strong or (subject != TOTAL and "executed" in names.columns[column])


def _may_be_of_all(filed: Filed, names: FundNames, clause: Clause) -> bool:
    """Whether nothing before a bare 全年预算数 names a thing of its own, nor the heading a row."""
    said = clause.before + squeezed(filed.heading)
    before = clause.head
    for own in (*filed.own_names, *words.TOTALS):
        before = before.replace(own, "")
    return not any(noun in before for noun in words.MONEY_NOUNS) and not any(
        row in said for row in names.rows
    )


def _row_of(owner: str, names: FundNames) -> str:
    """The row that these words name, the whole table, or another thing."""
    if owner in names.rows:
        return names.rows[owner]
    return TOTAL if owner in words.TOTALS else ANOTHER


def _is_telling(figure: Figure) -> bool:
    return len(f"{figure.value:f}".replace(".", "").strip("0")) >= TELLING or figure.kind == "rate"


def _printed(filed: Filed, funds: Funds, row: FundRow, column: FundColumn) -> Iterator[Printed]:
    ref = cells.fund(row.key, column.key)
    cell = filed.snapshot.cell(ref)
    if cell.value is None:
        return
    if column.role == "rate":
        yield Printed(ref, Fraction(cell.value), unit_of(cell.typed, -2), narrow(cell.typed).strip())
        return
    unit = unit_of(cell.typed, SCALE[funds.amount_unit])
    yield Printed(ref, Fraction(cell.value) * 10**4, unit, f"{cell.typed.strip()}{funds.amount_unit}")
