"""Indicators that prose names: 政策知晓率达92%; and how many of them there are said to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.figures import measures
from core.figures.quantities import Reading
from core.figures.text import narrow
from core.filing import cells
from core.filing.rows import Row
from core.verification.prose.figures import Figure
from core.verification.references import words
from core.verification.references.clauses import Clause, squeezed, tail_of
from core.verification.references.compare import unit_of
from core.verification.references.filing import Filed, Printed, judge
from core.verification.references.reference import Reference

CERTAIN = 5
"""A name of so many signs is hardly that of anything else."""
BEHIND = 6


def row_references(filed: Filed) -> Iterator[Reference]:
    """Every figure behind the name of an indicator, beside its actual or its target."""
    named = [_name_of(filed, filed.clause(figure)) for figure in filed.reading.figures]
    times = Counter(name for name, _ in named)
    for place, figure in enumerate(filed.reading.figures):
        if filed.reading.roles[place] not in ("plain", "rate", "price", "to", "base"):
            continue
        clause, (name, side) = filed.clause(figure), named[place]
        row = filed.names.rows.get(name)
        if row is None:
            continue
        printed = [cell for column in _columns(side) for cell in _printed(filed, row, column, figure)]
        complete = len(printed) == len(_columns(side)) and filed.reading.roles[place] != "base"
        # of several places where a name stands one may mean a part
        sure = (
            complete and len(name) >= CERTAIN and times[name] == 1 and filed.speaks_of_the_year(clause, name)
        )
        found = judge(figure, clause.words, printed, is_sure=sure)
        if found:
            yield found


def count_references(filed: Filed) -> Iterator[Reference]:
    """共设置14个三级指标, 三级指标共14个."""
    for figure in filed.reading.figures:
        if figure.measure not in ("个", "项") or not figure.is_exact:
            continue
        level, before = _level_of(filed, figure)
        numbers = _numbers(filed, level) if level else ()
        if not numbers:
            continue
        unit = figure.measure
        ref = cells.indicator(filed.computed.rows[0].line.key, "target")
        printed = [Printed(ref, Fraction(number), Fraction(1), f"{number}{unit}") for number in numbers]
        sure = before in ("", *words.COUNTED) and filed.speaks_of_the_year(filed.clause(figure))
        found = judge(figure, f"{('', '一', '二', '三')[level]}级指标", printed, is_sure=sure)
        if found:
            yield found


def _name_of(filed: Filed, clause: Clause) -> tuple[str, str]:
    """The name before a figure, and which side of the row its words mean: target, actual or either."""
    name = filed.name(clause)
    for side, tails in (("target", words.TARGET_TAILS), ("actual", words.ACTUAL_TAILS)):
        if tail := tail_of(name, tails):
            return filed.name(Clause(name.removesuffix(tail))), side
    return name, ""


def _columns(side: str) -> tuple[str, ...]:
    return (side,) if side else ("actual", "target")


def _printed(filed: Filed, row: Row, column: str, figure: Figure) -> Iterator[Printed]:
    """A quantity of the row in the measure of the figure; nothing where the two are of another kind."""
    said: Reading = row.actual if column == "actual" else row.target
    value = _in_base(said, figure)
    if said.value is None or value is None or not row.applicable:
        return
    ref = row.ref(column)
    power = -2 if measures.is_rate(said.measure) else measures.base(said.measure)[1]
    digits = narrow(said.text).lstrip("≥≤=<>≧≦ ")
    yield Printed(ref, value, unit_of(digits, power), filed.snapshot.typed(ref).strip())


def _in_base(said: Reading, figure: Figure) -> Fraction | None:
    if said.value is None or not said.measure:
        return None
    if figure.kind == "rate":
        return Fraction(said.value) if measures.is_rate(said.measure) else None
    converted = measures.convert(said.value, measure=said.measure, into=figure.name)
    return None if converted is None or measures.is_rate(said.measure) else Fraction(Decimal(converted))


def _level_of(filed: Filed, figure: Figure) -> tuple[int, str]:
    """Which level is counted, and the words before: 三级指标 behind the number or before it; 0 for none."""
    behind = squeezed(filed.text[figure.end : figure.end + BEHIND])
    name = filed.name(filed.clause(figure))
    for word, level in words.LEVELS.items():
        ends = behind[len(word) : len(word) + 1] in ("", "，", "。", "；", "、", "中", ",", ";")
        if behind.startswith(word) and ends:
            return level, name
        if name.endswith(word):
            return level, name.removesuffix(word)
    return 0, ""


def _numbers(filed: Filed, level: int) -> tuple[int, ...]:
    """How many there are of a level: of the rows all, and those that apply."""
    groups, rows = filed.form.indicators.groups, filed.computed.rows
    used = {row.line.group for row in rows}
    if not rows:
        return ()
    if level == 3:
        return tuple(dict.fromkeys((len(rows), sum(row.applicable for row in rows))))
    if level == 2:
        return tuple(dict.fromkeys((len(used), sum(len(group.children) for group in groups))))
    first = [group for group in groups if used & {leaf.key for leaf in group.leaves}]
    more = bool(filed.form.funds and filed.form.funds.execution_points is not None)
    return tuple(dict.fromkeys((len(first), len(groups), len(first) + more)))
