"""复核得分 of one filing: what finance found instead of what was filed, put through the one calculation.

偏离度 is of the whole filing, 完成比例 of one row: never one word for both (users.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.filing import cells
from core.filing.cells import INPUTS
from core.filing.compute import Computed, compute
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.funds import budget
from core.filing.snapshot import Cell, Snapshot
from core.filing.total_score import total_as_printed
from core.scoring.totals import deviation
from core.second.rows import Item, items

TOO_HIGH = "复核得分不能超过{}分。"
DIFFERING = "自评表填写的自评得分为{}分，按各行得分计算为{}分。"
NO_REASON = "复核得分与自评得分不同，请选择原因。"
NO_REMARK = "复核得分与自评得分不同，请在备注中写明依据。"


@dataclass(frozen=True)
class Entry:
    """What was typed of one row; empty while nothing was."""

    actual: str = ""
    score: str = ""


EMPTY = Entry()


@dataclass(frozen=True)
class Scored:
    """One row with its second score. `ratio`: 完成比例, 1 = 100 %, None where none can be said.

    `proposed`: what the row's rule gives for 复核完成值, empty where it gives none; `working`: how.
    """

    item: Item
    entry: Entry
    score: Decimal | None
    ratio: Fraction | None
    proposed: str
    working: str


@dataclass(frozen=True)
class Second:
    """复核 of a filing. `total`: None while a row has no second score; `deviation`: 偏离度, 1 = 100 %.

    `filed`: 自评得分 as typed, else what the rows make; `filed_by_rows`: what they make, whatever was typed.
    """

    rows: tuple[Scored, ...]
    filed: Decimal | None
    filed_by_rows: Decimal | None
    total: Decimal | None
    filed_grade: str
    grade: str
    deviation: Fraction | None

    @property
    def open(self) -> int:
        """How many rows have no second score yet."""
        return sum(row.score is None and not row.item.shares for row in self.rows)

    @property
    def asks_why(self) -> bool:
        """Whether 自评得分 is another one than its rows make, which whoever finishes has to explain."""
        return self.filed_by_rows is not None and self.filed != self.filed_by_rows

    @property
    def differing(self) -> str:
        """How 自评得分 differs from what its rows make; empty where it is theirs."""
        totals = (printing.plain(score) for score in (self.filed, self.filed_by_rows))
        return DIFFERING.format(*totals) if self.asks_why else ""


def second_scores(form: FormDefinition, snapshot: Snapshot, entries: Mapping[str, Entry]) -> Second:
    """Return the second scores of a frozen filing; `entries` by the key of the row.

    FigureError for an entry whose score is no number.
    """
    found = items(form, snapshot)
    typed = {item.key: entries.get(item.key, EMPTY) for item in found}
    changed = _with_entries(form, snapshot, found, typed)
    both = filed, computed = compute(form, snapshot), compute(form, changed)
    total, by_rows = _total(form, computed), _total(form, filed)
    typed_total = snapshot.value(cells.total("score"))
    before = by_rows if typed_total is None else typed_total
    return Second(
        rows=tuple(
            _scored(form, changed, item, {one: typed[one.key] for one in _together(item, found)}, both)
            for item in found
        ),
        filed=before,
        filed_by_rows=by_rows,
        total=total,
        filed_grade=snapshot.typed(cells.total("grade")).strip() or _grade(filed),
        grade=_grade(computed),
        deviation=deviation(before, total),
    )


def filed_total(form: FormDefinition, snapshot: Snapshot) -> Decimal | None:
    """自评得分 of a frozen filing: the one typed, else what its rows make; None where there is neither."""
    typed = snapshot.value(cells.total("score"))
    return _total(form, compute(form, snapshot)) if typed is None else typed


def completion(target: str, actual: str) -> Fraction | None:
    """完成比例 of a row = 完成值 ÷ 指标值; None where they are not two numbers of one measure, or above 0.

    Source: domain.md §5; seed 044: 748 ÷ 100人 = 748%.

    >>> completion("≥100人", "748人"), completion("≥95%", "95"), completion("按时", "按时")
    (Fraction(187, 25), None, None)
    """
    wanted, done = parse_target(target), parse_actual(actual)
    if wanted.value is None or done.value is None or wanted.value <= 0:
        return None
    is_rate = [one.measure in ("%", "‰") for one in (wanted, done)]
    measures = {one.measure for one in (wanted, done) if one.measure}
    if is_rate[0] != is_rate[1] or (len(measures) > 1 and not is_rate[0]):
        return None
    return Fraction(done.value) / Fraction(wanted.value)


def refusals(item: Item, score: Decimal | None, *, reason: str, remark: str) -> Mapping[str, str]:
    """What stands against a second score, by the field to mend: score, reason, remark.

    Whatever differs from what was filed, above it or below, says why and by which rule.
    """
    if score is None:
        return {}
    if item.limit is not None and score > item.limit:
        return {"score": TOO_HIGH.format(f"{item.limit.normalize():f}")}
    if score == item.score:
        return {}
    return {
        field: sentence
        for field, sentence, given in (("reason", NO_REASON, reason), ("remark", NO_REMARK, remark))
        if not given.strip()
    }


def _total(form: FormDefinition, computed: Computed) -> Decimal | None:
    return None if computed.total_score is None else total_as_printed(form, computed.total_score)


def _grade(computed: Computed) -> str:
    return (computed.grade.name or "") if computed.grade and computed.total_score is not None else ""


def _with_entries(
    form: FormDefinition, snapshot: Snapshot, found: tuple[Item, ...], typed: Mapping[str, Entry]
) -> Snapshot:
    """The filing as finance found it: what was not scored again has no score.

    Where 完成值 is another one, what it was worked out from is left out, and so are the figures of the units.
    """
    put = dict(snapshot.cells)
    for item in found:
        entry = typed[item.key]
        if _differs(item, entry):
            put = {ref: cell for ref, cell in put.items() if not _is_input(ref, item)}
            put[str(item.value_ref)] = read_cell(form, item.value_ref, entry.actual)
        score = "" if item.shares else entry.score.strip()
        put[item.key] = read_cell(form, item.score_ref, score) if score else Cell()
    return replace(snapshot, cells=put, children=())


def _together(item: Item, found: tuple[Item, ...]) -> list[Item]:
    """The row alone; with all that have the score together where it carries that."""
    if not item.group or item.shares:
        return [item]
    return [item, *(one for one in found if one.shares and one.group == item.group)]


def _differs(item: Item, entry: Entry) -> bool:
    return bool(entry.actual.strip()) and entry.actual.strip() != item.actual


def _is_input(ref: str, item: Item) -> bool:
    return ref.startswith(f"indicators/{item.value_ref.row}/{INPUTS}") and item.value_ref.column == "actual"


def _scored(
    form: FormDefinition,
    changed: Snapshot,
    item: Item,
    entries: Mapping[Item, Entry],
    both: tuple[Computed, Computed],
) -> Scored:
    """`entries`: of the row, and of those that have its score with it."""
    filed, computed = both
    entry, differing = entries[item], [one for one in entries if _differs(one, entries[one])]
    source = computed if differing else filed
    is_empty = not all(one.actual.strip() for one in entries.values())
    is_silent = is_empty or any(one.by_answers for one in differing)
    return Scored(
        item=item,
        entry=entry,
        score=changed.value(item.score_ref),
        ratio=_ratio(form, changed, item, entry),
        proposed="" if is_silent else source.offers.get(item.score_ref, ""),
        working="" if is_silent else source.workings.get(item.score_ref, ""),
    )


def _ratio(form: FormDefinition, changed: Snapshot, item: Item, entry: Entry) -> Fraction | None:
    """Of the execution rate: what was executed of the budget."""
    if not entry.actual.strip():
        return None
    if form.funds is None or item.value_ref.section != "funds":
        return completion(item.target, entry.actual)
    given, done = budget(form.funds, changed, item.value_ref.row), changed.value(item.value_ref)
    return None if done is None or not given else Fraction(done) / Fraction(given)
