"""分单位明细表 as a Sheet: what each implementing unit filed, beside what it comes to together (R26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.filing import cells
from core.filing.children import NOT_YET, asked_way, shares
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.snapshot import Snapshot
from core.paper.sheet import Align, Band, PrintedLine, Role, Sheet, SheetCell
from core.paper.wording import facts, put_in

HEADS = ("项目", "实施单位", "分单位填报数", "汇总")
WIDTHS = (48, 44, 40, 46)
TITLE = "{project_name}分单位明细表"
BY_LEAD, LATER = "由牵头单位填写", "各单位审核通过后汇总"


@dataclass(frozen=True)
class Item:
    """One figure: what it is, what each unit says of it, what it comes to."""

    name: str
    figures: tuple[str, ...]
    whole: str


def breakdown(form: FormDefinition, snapshot: Snapshot) -> Sheet | None:
    """Return the table that follows the official one in a consolidated filing; None in any other."""
    if not snapshot.children:
        return None
    items = [*_amounts(form, snapshot), *_rows(form, snapshot, compute(form, snapshot))]
    found = [*_heads(), *_drawn(items, [child.unit_name for child in snapshot.children])]
    count = max(cell.bottom for cell in found)
    return Sheet(
        title=(put_in(TITLE, facts(form, snapshot)),),
        year_line=f"（{snapshot.identity.data_year}年度）",
        widths=WIDTHS,
        row_count=count,
        cells=tuple(sorted(found, key=lambda cell: (cell.row, cell.column))),
        bands=(Band(0, count, header=0),),
        head=(PrintedLine("牵头单位", snapshot.identity.unit_name),),
        foot=(PrintedLine("实施单位", f"{len(snapshot.children)}个"),),
    )


def _amounts(form: FormDefinition, snapshot: Snapshot) -> Iterator[Item]:
    """Each amount that a unit has; the whole as it was filed."""
    funds, children = form.funds, snapshot.children
    if funds is None:
        return
    for row in funds.rows:
        for column in funds.columns:
            ref = cells.fund(row.key, column.key)
            figures = tuple(NOT_YET if child.is_open else child.typed(ref) for child in children)
            if column.is_amount and any(child.typed(ref) for child in children):
                name = f"{row.label} {column.label}（{funds.amount_unit}）"
                yield Item(name, figures, snapshot.typed(ref).strip())


def _rows(form: FormDefinition, snapshot: Snapshot, computed: Computed) -> Iterator[Item]:
    """Each row that the units fill in, with how it was put together."""
    for line in lines_in_order(form, snapshot):
        said = shares(snapshot, line)
        if asked_way(form, line) == "typed" or not any(one.actual for one in said):
            continue
        ref = cells.indicator(line.key, "actual")
        whose = LATER if any(one.is_open for one in said) else BY_LEAD
        how = computed.workings.get(ref) or "，".join(filter(None, (snapshot.typed(ref).strip(), whose)))
        yield Item(line.name, tuple(one.shown for one in said), how)


def _heads() -> Iterator[SheetCell]:
    for column, text in enumerate(HEADS):
        yield SheetCell(0, column, text, "head")


def _drawn(items: list[Item], units: list[str]) -> Iterator[SheetCell]:
    row = 1
    for item in items:
        yield SheetCell(row, 0, item.name, "group", rowspan=len(units))
        yield SheetCell(row, 3, item.whole, "text", rowspan=len(units))
        for place, (unit, figure) in enumerate(zip(units, item.figures, strict=True)):
            texts: tuple[tuple[int, str, Role, Align], ...] = (
                (1, unit, "text", "left"),
                (2, figure, "text", "center"),
            )
            for column, text, role, align in texts:
                yield SheetCell(row + place, column, text, role, align=align)
        row += len(units)
