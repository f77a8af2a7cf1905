"""修改对照: two states of one filing in the layout of the later one, each change at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.comparison.words import Piece, paragraphs, pieces, replaced
from core.figures import printing
from core.filing.cells import CellRef, evidence, report
from core.filing.difference import Difference, differences, files_of
from core.filing.form import FormDefinition
from core.filing.guidance import row_rule_in_words
from core.filing.naming import cell_name
from core.filing.order import lines_in_order
from core.filing.rows import read_rows
from core.filing.snapshot import Snapshot
from core.paper.sheet import Sheet, SheetCell
from core.paper.table import table

Paragraphs = tuple[tuple[Piece, ...], ...]
OF_A_ROW = {
    "name": "名称",
    "group": "所属指标",
    "approved_target": "批复指标值",
    "approved_points": "批复分值",
    "rule": "评分规则",
}
"""What a row brings along besides what is filled in (core.filing.difference)."""
ORDER = "指标顺序"


@dataclass(frozen=True)
class Filing:
    """A filing with the form on which it was filed."""

    form: FormDefinition
    snapshot: Snapshot

    @cached_property
    def sheet(self) -> Sheet | None:
        return table(self.form, self.snapshot) if self.form.has_table else None

    @cached_property
    def printed(self) -> Mapping[CellRef, SheetCell]:
        """The cells of the table that have an address."""
        cells = self.sheet.cells if self.sheet else ()
        return {cell.ref: cell for cell in cells if cell.ref}

    @cached_property
    def groups(self) -> Mapping[str, str]:
        return {leaf.key: leaf.name for _, leaf in self.form.indicators.leaves()}


@dataclass(frozen=True)
class Change:
    """A cell of the table. `by`: +36.00, by how much its number went up or down; empty for words."""

    pieces: tuple[Piece, ...]
    by: str = ""


@dataclass(frozen=True)
class Other:
    """What changed and does not stand in the table or the report: its name, before, after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """`sheet`: the later table; `cells`: what changed in it; `texts`: changed sections of the report."""

    sheet: Sheet | None
    cells: Mapping[CellRef, Change]
    texts: Mapping[str, Paragraphs]
    others: tuple[Other, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.cells or self.texts or self.others)


def compare(before: Filing, after: Filing) -> Comparison:
    """Return what changed from `before` to `after`; rows are matched by their key, wherever they stand."""
    found = differences(before.snapshot, after.snapshot)
    in_report = {
        one.ref.row: _section(before, after, one.ref.row) for one in found if one.ref.section == "report"
    }
    printed = {section.key for section in after.form.report.sections} if after.form.report else set()
    return Comparison(
        sheet=after.sheet,
        cells=dict(_cells(before, after)),
        texts={key: text for key, text in in_report.items() if key in printed},
        others=(*_others(before, after, found, printed), *_order(before, after)),
    )


def change_at(before: Filing, after: Filing, ref: CellRef) -> Change | None:
    """Return what changed in one cell, wherever it stands; None where nothing did."""
    now = after.printed.get(ref)
    if now:
        return _change(before.printed.get(ref), now)
    was, text = words_at(before, ref), words_at(after, ref)
    return Change(pieces(was, text)) if was != text else None


def words_at(filing: Filing, ref: CellRef) -> str:
    """Return what stands in a cell: as it prints, files by their names, else as typed."""
    printed = filing.printed.get(ref)
    if printed:
        return printed.text
    if ref == evidence("") or ref.column == "evidence":
        return files_of(filing.snapshot, ref.row if ref.column else "")
    return filing.snapshot.typed(ref)


def _cells(before: Filing, after: Filing) -> Iterator[tuple[CellRef, Change]]:
    for ref, now in after.printed.items():
        if change := _change(before.printed.get(ref), now):
            yield ref, change


def _change(was: SheetCell | None, now: SheetCell) -> Change | None:
    text = was.text if was else ""
    if text == now.text:
        return None
    is_number = now.is_number or (was is not None and was.is_number)
    told = replaced(text, now.text) if is_number else pieces(text, now.text)
    return Change(told, _by(was, now) if was else "")


def _by(was: SheetCell, now: SheetCell) -> str:
    """By how much, as the cell prints: 万元 or points; a rate in 个百分点."""
    if not (was.is_number and now.is_number and was.value is not None and now.value is not None):
        return ""
    more = now.value - was.value
    return _signed(more * 100, "个百分点") if now.role == "rate" else _signed(more)


def _signed(number: Decimal, unit: str = "") -> str:
    sign = "+" if number > 0 else ""
    return f"{sign}{printing.plain(number)}{unit}" if number else ""


def _section(before: Filing, after: Filing, key: str) -> Paragraphs:
    ref = report(key)
    return paragraphs(pieces(before.snapshot.typed(ref), after.snapshot.typed(ref)))


def _others(
    before: Filing, after: Filing, found: Sequence[Difference], sections: set[str]
) -> Iterator[Other]:
    rules = [_rules(side, found) for side in (before, after)]
    for one in found:
        is_shown = one.ref.row in sections if one.ref.section == "report" else one.ref in after.printed
        if is_shown:
            continue
        if one.ref.column == "rule":
            yield Other(_name(before, after, one.ref), *(told.get(one.ref.row, "") for told in rules))
        elif one.ref.column == "group":
            texts = (side.groups.get(key, key) for side, key in ((before, one.before), (after, one.after)))
            yield Other(_name(before, after, one.ref), *texts)
        else:
            yield Other(_name(before, after, one.ref), one.before, one.after)


def _name(before: Filing, after: Filing, ref: CellRef) -> str:
    """As the later filing calls it; a row that it no longer has, as the one before did."""
    has = any(line.key == ref.row for line in after.snapshot.lines)
    side = before if ref.section == "indicators" and not has else after
    name = cell_name(side.form, side.snapshot, ref)
    return name.removesuffix(ref.column) + OF_A_ROW[ref.column] if ref.column in OF_A_ROW else name


def _rules(side: Filing, found: Sequence[Difference]) -> Mapping[str, str]:
    """How the rows are scored, in words, where any of that changed."""
    if not any(one.ref.column == "rule" for one in found):
        return {}
    return {row.line.key: row_rule_in_words(side.form, row) for row in read_rows(side.form, side.snapshot)}


def _order(before: Filing, after: Filing) -> Iterator[Other]:
    """Rows that stand in another order: both orders, of those that both have."""
    was, now = (
        {line.key: line.name for line in lines_in_order(side.form, side.snapshot)} for side in (before, after)
    )
    both = [[key for key in one if key in other] for one, other in ((was, now), (now, was))]
    if both[0] != both[1]:
        yield Other(ORDER, "、".join(was[key] for key in both[0]), "、".join(now[key] for key in both[1]))
