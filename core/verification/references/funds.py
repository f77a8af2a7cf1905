"""Amounts and rates in prose beside 项目资金: 人员类项目下达74.73万元，支出74.23万元，执行率100%."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.figures.text import narrow
from core.filing import cells
from core.filing.form import FundColumn, FundRow, Funds
from core.verification.prose.figures import Figure
from core.verification.references import words
from core.verification.references.clauses import Clause, squeezed, tail_of, without_heads, without_links
from core.verification.references.compare import unit_of
from core.verification.references.filing import Filed, Printed, judge
from core.verification.references.reference import Reference

SCALE = {"万元": 4, "元": 0}
TELLING = 4
"""An amount of so many digits is hardly met by chance; a label of so many signs names its column."""
SPENT_FIRST = ("executed", "adjusted", "initial", "allocated", "carried_over")
"""Which amounts of a row are meant where its name alone stands there."""
TOTAL, ANOTHER = "total", "another"
"""Of what a sentence speaks, where it is no row that it names."""


@dataclass
class _Subject:
    """Of what the sentence speaks: the key of a row, the whole table, another thing; empty: not said."""

    sentence: int = -1
    row: str = ""


@dataclass(frozen=True)
class _Names:
    """The words of the form for its rows and columns."""

    funds: Funds
    rows: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    strong: frozenset[str]
    labels: Mapping[str, str]


def fund_references(filed: Filed) -> Iterator[Reference]:
    """Every amount and rate whose words name a cell of 项目资金."""
    funds = filed.form.funds
    if funds is None:
        return
    names, subject = _names(funds), _Subject()
    for place, figure in enumerate(filed.reading.figures):
        if figure.sentence != subject.sentence:
            subject.sentence, subject.row = figure.sentence, ""
        found = _reference(filed, names, subject, place)
        if found:
            yield found


def _reference(filed: Filed, names: _Names, subject: _Subject, place: int) -> Reference | None:
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


def _cells(filed: Filed, names: _Names, subject: str, column: str, is_rate: bool) -> Iterator[Printed]:
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


def _is_sure(filed: Filed, names: _Names, subject: str, clause: Clause, column: str) -> bool:
    """Whether the words name that cell and no other, for the whole year."""
    if not filed.speaks_of_the_year(clause, column):
        return False
    if not column:
        return subject != TOTAL and names.labels[subject].endswith("支出")
    return column in names.strong or (subject != TOTAL and "executed" in names.columns[column])


def _may_be_of_all(filed: Filed, names: _Names, clause: Clause) -> bool:
    """Whether nothing before a bare 全年预算数 names a thing of its own, nor the heading a row."""
    said = clause.before + squeezed(filed.heading)
    before = clause.head
    for own in (*filed.own_names, *words.TOTALS):
        before = before.replace(own, "")
    return not any(noun in before for noun in words.MONEY_NOUNS) and not any(
        row in said for row in names.rows
    )


def _row_of(owner: str, names: _Names) -> str:
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


def _names(funds: Funds) -> _Names:
    columns: dict[str, tuple[str, ...]] = {}
    strong = set[str]()
    for column in funds.columns:
        if not column.is_amount and column.role != "rate":
            continue
        label = _bare(column.label)
        own = {*words.STRONG.get(column.role, ()), *([label] if len(label) >= TELLING else [])}
        strong |= {without_heads(name) for name in own}
        for said in (*own, *words.WEAK.get(column.role, ())):
            name = without_heads(said)
            columns[name] = (*columns.get(name, ()), column.role)
    parts = [row for row in funds.rows if row.role != "total"]
    rows = {without_heads(alias): row.key for row in parts for alias in _aliases(row.label)}
    labels = {row.key: _bare(row.label) for row in funds.rows}
    return _Names(funds, rows, columns, frozenset(strong), labels)


def _aliases(label: str) -> Iterator[str]:
    """What a row is called in prose: 项目支出 is 项目资金 too, 人员类项目支出 is 人员类项目."""
    name = _bare(label)
    yield name
    stem = name.removesuffix(tail_of(name, (tail for tail in words.MONEY_TAILS if tail != name)))
    if stem != name and not stem.startswith(("其他", "其它")):
        yield from (f"{stem}{tail}" for tail in words.MONEY_TAILS)
        if stem.endswith("类"):
            yield stem


def _bare(label: str) -> str:
    """A label of the form as prose writes it: 全年预算 of 全年预算数（A）."""
    return without_links(squeezed(label).partition("(")[0].removeprefix("其中:").rstrip(":"))
