"""The words by which prose names what stands in the table: of one filing, for all its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.filing.compute import Computed
from core.filing.form import FormDefinition, Funds
from core.filing.rows import Row
from core.verification.references import words
from core.verification.references.clauses import squeezed, tail_of, without_heads, without_links

TELLING = 4
"""An amount of so many digits is hardly met by chance; a label of so many signs names its column."""
SHORTEST = 4


@dataclass(frozen=True)
class Names:
    """`rows`: the indicators by their names; a name that two of them have names neither."""

    funds: FundNames | None
    rows: Mapping[str, Row]


@dataclass(frozen=True)
class FundNames:
    """The words of the form for its rows and columns."""

    funds: Funds
    rows: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    strong: frozenset[str]
    labels: Mapping[str, str]


def names_of(form: FormDefinition, computed: Computed) -> Names:
    """The names of a filing's table."""
    found: dict[str, list[Row]] = {}
    for row in computed.rows:
        name = without_heads(without_links(squeezed(row.line.name)))
        found.setdefault(name, []).append(row)
    rows = {name: rows[0] for name, rows in found.items() if len(rows) == 1 and len(name) >= SHORTEST}
    return Names(_fund_names(form.funds) if form.funds else None, rows)


def _fund_names(funds: Funds) -> FundNames:
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
    return FundNames(funds, rows, columns, frozenset(strong), labels)


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
