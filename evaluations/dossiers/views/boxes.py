"""Cells as they are drawn: field or text, what is offered beside it, what somebody else wrote meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString

from core.figures import printing
from core.figures.text import quoted
from core.filing import cells
from core.filing.asking import shown_answer, ticks_numbered
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.form import FormDefinition, Group
from core.filing.required import SCORED
from core.filing.snapshot import Line
from core.filing.tables import named_alone
from core.scoring.asked import Asked
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.services.cells import Conflict
from evaluations.dossiers.views import drawing
from evaluations.dossiers.views.asides import Aside
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.rows import row_drawn

DATE_EXAMPLE = "例如2022年4月6日"
PROPOSED = "已按填报人的账号预填，核对后请保存。"
NOTHING_BESIDE = Aside()


@dataclass(frozen=True)
class Box:
    """One cell. `field` is None where it cannot be filled in: then `text` is shown.

    `differs`: something else stands in it than what is computed for it; 1155.5 and 1155.50 are the same.
    """

    slot: Slot
    field: BoundField | None
    text: str
    errors: Sequence[str] = ()
    seen: str = ""
    offer: str = ""
    working: str = ""
    differs: bool = False
    is_missing: bool = False
    conflict: Conflict | None = None
    is_open: bool = False
    is_unsaved: bool = False
    hint: str = ""
    aside: Aside = NOTHING_BESIDE

    @property
    def offers(self) -> bool:
        """Whether to show what is computed: where it differs, or may be written into an empty cell."""
        return self.differs or bool(self.offer and not self.text and self.can_take)

    @property
    def has_offer(self) -> bool:
        """Whether anything stands below the cell: what is computed for it, or how."""
        return self.offers or bool(self.working)

    @property
    def can_take(self) -> bool:
        """Whether a click may write what is computed; also where nothing else can be written."""
        return self.field is not None or (self.is_open and self.slot.computed_only)

    @cached_property
    def ref(self) -> str:
        """The address, which needs no escaping (core.filing.cells)."""
        return self.slot.name

    @property
    def shown(self) -> str:
        """What a person reads in a cell that is closed."""
        if self.slot.stands_in and self.slot.ref.column == "score":
            return f"与{quoted(self.slot.stands_in)}合并评分"
        if self.slot.takes_figures:
            return named_alone(self.text)
        return shown_answer(self.slot.asked, self.text) if self.slot.asked else self.text

    @property
    def drawn(self) -> str:
        return drawing.drawn(self)

    @property
    def input(self) -> SafeString:
        """The field with its name for those who do not see the table, and what is wrong with it."""
        assert self.field is not None
        attrs: dict[str, str | bool] = {"aria-label": self.slot.label}
        if self.slot.ref.column == "actual" and self.slot.ref.section == "indicators":
            attrs["list"] = "tier-words"
        if self.slot.asked:
            attrs["data-asked"] = self.slot.asked.kind
        if self.is_missing and self.slot.kind != "choice":
            attrs["placeholder"] = "待填"
        if self.errors:
            widget = self.field.field.widget
            attrs |= {"class": f"{widget.attrs.get('class', '')} is-invalid", "aria-invalid": "true"}
        described = {"error": self.errors, "hint": self.hint, "aside": self.aside.is_told}
        described["guide"] = self.slot.ref.section == "report"
        if told := [f"{name}_{self.ref}" for name, is_there in described.items() if is_there]:
            attrs["aria-describedby"] = " ".join(told)
        return self.field.as_widget(attrs=attrs)


@dataclass(frozen=True)
class Boxes:
    """The cells of one page by their addresses; `is_answer`: for an autosave, which draws no whole cell."""

    page: Opened
    form: CellsForm | None
    slots: Iterable[Slot]
    conflicts: Mapping[CellRef, Conflict] = field(default_factory=dict)
    is_answer: bool = False

    def by_ref(self) -> dict[CellRef, Box]:
        return {slot.ref: self._box(slot) for slot in self.slots}

    def _box(self, slot: Slot) -> Box:
        ref, computed = slot.ref, self.page.computed
        name, text = slot.name, self.page.snapshot.typed(ref)
        bound = self.form[name] if self.form is not None and name in self.form.fields else None
        return Box(
            slot=slot,
            field=bound,
            text=text,
            errors=self._errors(name) if bound is not None else (),
            seen=self.form.seen(name) if self.form is not None else "",
            offer=computed.offers.get(ref, ""),
            differs=self._differs(ref),
            working=self.page.working(ref),
            is_missing=ref in self.page.missing_refs,
            conflict=self.conflicts.get(ref),
            is_open=self.form is not None,
            is_unsaved=bound is not None and self._is_unsaved(name),
            hint=self._hint(slot) if bound is not None else "",
            aside=self._aside(slot, self._proposed(name) or text),
        )

    def _aside(self, slot: Slot, shown: str) -> Aside:
        asides = self.page.asides
        return asides.told(slot) if self.is_answer else asides.of(slot, shown)

    def _errors(self, name: str) -> Sequence[str]:
        return [str(error) for error in self.form.errors.get(name, ())] if self.form is not None else ()

    def _proposed(self, name: str) -> str:
        return self.form.proposed.get(name, "") if self.form is not None else ""

    def _is_unsaved(self, name: str) -> bool:
        """Whether the field shows what nobody stored yet: a refused text, or one that is proposed."""
        assert self.form is not None
        return self.form.is_bound or name in self.form.proposed

    def _hint(self, slot: Slot) -> str:
        if slot.kind == "date":
            return DATE_EXAMPLE
        return PROPOSED if self.form is not None and slot.name in self.form.proposed else ""

    def _differs(self, ref: CellRef) -> bool:
        filed, offer = self.page.snapshot.cell(ref), self.page.computed.offers.get(ref, "")
        if not offer or not filed.typed or offer == filed.typed:
            return False
        value = read_cell(self.page.form, ref, offer).value
        return value is None or value != filed.value


def fund_table(form: FormDefinition, boxes: Mapping[CellRef, Box]) -> dict[str, Any]:
    """Columns and rows of 项目资金, as the form defines them; None where a row has no such cell."""
    assert form.funds is not None
    columns = form.funds.columns
    rows = [
        {"row": row, "boxes": [boxes.get(cells.fund(row.key, column.key)) for column in columns]}
        for row in form.funds.rows
    ]
    return {"funds": form.funds, "columns": columns, "rows": rows}


def goal_pairs(form: FormDefinition, goals: int, boxes: Mapping[CellRef, Box]) -> dict[str, Any]:
    """预期目标 beside 实际完成情况, one pair for each goal, with its weight where goals have one."""
    assert form.goals is not None
    columns = form.goals.columns
    pairs = [
        {"number": n, **{column: boxes[cells.goal(n, column)] for column in columns}}
        for n in range(1, goals + 1)
    ]
    return {"goals": form.goals, "pairs": pairs, "weights": printing.plain(form.goals.weights, empty="")}


def text_blocks(form: FormDefinition, boxes: Mapping[CellRef, Box]) -> dict[str, Any]:
    """The boxes of words by block and row, each with the name of its column."""
    blocks = [
        {
            "label": block.label,
            "rows": [
                {
                    "label": row.label,
                    "boxes": [
                        {
                            "label": column.label,
                            "limit": column.max_length,
                            "box": boxes[cells.text(row.key, column.key)],
                        }
                        for column in block.columns
                    ],
                }
                for row in block.rows
            ],
        }
        for block in form.texts
    ]
    return {"blocks": blocks}


def indicator_groups(page: Opened, boxes: Mapping[CellRef, Box]) -> dict[str, Any]:
    """The rows under their first and second level, and the last row of the table.

    `lead`: the columns before points and scores.
    """
    asked = page.form.indicators
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in page.snapshot.lines:
        lines[line.group].append(line)
    first = [
        {
            "name": _named(page.form, group) if "level1" in asked.columns else "",
            "leaves": [
                {
                    "name": "" if leaf is group else _named(page.form, leaf),
                    "rows": [_line(page, line, boxes) for line in lines[leaf.key]],
                }
                for leaf in group.leaves
            ],
        }
        for group in asked.groups
    ]
    columns = indicator_columns(page.form)
    lead = [name for name, _ in columns if name not in (*SCORED, "not_applicable", "note")]
    last = {name: boxes.get(cells.total(name)) for name in ("points", "score", "grade")}
    return {"labels": asked.labels, "columns": columns, "lead": len(lead), "groups": first, "last": last}


def indicator_columns(form: FormDefinition) -> list[tuple[str, str]]:
    """(name, head) of the columns of the page: what the form asks, in one order for every form."""
    asked = form.indicators
    given = [name for name in ("target", "actual") if asked.asks(name)]
    names = ["level3", *given, *(column.key for column in asked.words), *(SCORED if asked.scored else ())]
    heads = [(name, asked.label_of(name)) for name in names]
    return [*heads, ("not_applicable", "不适用"), ("note", asked.labels.note)]


def indicator_grid(page: Opened, boxes: Mapping[CellRef, Box]) -> list[list[Box | None]]:
    """The rows of the indicators as they stand under each other, without headings, and the last row."""
    drawn = indicator_groups(page, boxes)
    columns = [name for name, _ in drawn["columns"][1:]]
    leaves = [leaf for group in drawn["groups"] for leaf in group["leaves"]]
    rows = [
        [boxes.get(cells.indicator(row["line"].key, column)) for column in columns]
        for leaf in leaves
        for row in leaf["rows"]
    ]
    last = {**drawn["last"], "note": drawn["last"]["grade"]}
    return [*rows, [last.get(column) for column in columns]]


def _named(form: FormDefinition, group: Group) -> str:
    if group.points is None:
        return group.name
    return form.indicators.group_label.format(name=group.name, points=printing.plain(group.points))


def _line(page: Opened, line: Line, boxes: Mapping[CellRef, Box]) -> dict[str, Any]:
    columns = ("target", "actual", "points", "score", "not_applicable", "note", "score_reason")
    found = {column: boxes.get(cells.indicator(line.key, column)) for column in columns}
    entry = {
        "line": line,
        **found,
        "more": [boxes[cells.indicator(line.key, column.key)] for column in page.form.indicators.words],
        "fixed": page.form.indicators.fixed_rows.get(line.key),
        "asks_reason": asks_reason(found["score"], found["score_reason"]),
        "evidence_count": page.evidence_counts[line.key],
        "rule": drawing.rule(page.asides.rules[line.key]),
        "asked": asked_boxes([boxes[ref] for ref in page.asked.get(line.key, ())]),
    }
    return {**entry, "drawn": lambda: row_drawn(entry, page.urls["evidence"])}


def asked_boxes(boxes: Sequence[Box]) -> list[tuple[str, Box]]:
    """What a rule asks with its label; several ticks are numbered, as the actual names them."""
    asked = [(box.slot.asked, box) for box in boxes if box.slot.asked is not None]
    numbers = ticks_numbered([one for one, _ in asked])
    return [(f"{numbers.get(one.key, '')}{_with_unit(one)}", box) for one, box in asked]


def _with_unit(asked: Asked) -> str:
    return f"{asked.label}（{asked.unit}）" if asked.unit and asked.kind == "number" else asked.label


def asks_reason(score: Box | None, reason: Box | None) -> bool:
    """The reason is asked where the self score is another than the computed one, or one was given before."""
    if score is None or reason is None:
        return False
    return score.differs or bool(reason.text or reason.errors)


def errors_of(form: CellsForm) -> Iterator[tuple[str, str, str]]:
    """(id of the field, its label, what is wrong) for the summary."""
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        for error in errors:
            yield (bound.id_for_label or "" if bound else "", str(bound.label) if bound else "", str(error))
