"""The parts of the table but funds and indicators: head, 年度总体目标, boxes of words, 总分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from core.filing import cells
from core.filing.form import FormDefinition, PrintedField
from core.filing.snapshot import Snapshot
from core.filing.texts import TextBlock
from core.paper.drafts import NOTHING, Between, Draft, Rows, head_cell, label_cell, side_cell, typed
from core.paper.layout import Layout
from core.paper.sheet import Align, Role
from core.paper.wording import printed_line

GOAL_WEIGHT = 14
WORDS: tuple[Role, Align] = ("text", "left")
GOAL_CELLS: dict[str, tuple[Role, Align]] = {"weight": ("points", "center")}
SCORED: tuple[Literal["points", "score"], ...] = ("points", "score")


def head(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """项目名称 in a row of its own, then two fields to a row; a last one alone takes the whole row."""
    pairs = _paired(form.paper.header)
    drafts = [draft for row, fields in enumerate(pairs) for draft in _head_row(row, fields, snapshot, lines)]
    return Rows(len(pairs), tuple(drafts))


def _paired(fields: Sequence[PrintedField]) -> list[Sequence[PrintedField]]:
    pairs: list[Sequence[PrintedField]] = []
    rest = list(fields)
    while rest:
        width = 1 if rest[0].shows == "project_name" else 2
        pairs.append(rest[:width])
        rest = rest[width:]
    return pairs


def _head_row(row: int, fields: Sequence[PrintedField], snapshot: Snapshot, lines: Layout) -> Iterator[Draft]:
    alone = len(fields) == 1
    second_label = lines.second_label
    places = [
        ((0, lines.label_right), (lines.label_right, lines.right if alone else lines.middle)),
        (second_label, (second_label[1], lines.right)),
    ]
    for field, (label, value) in zip(fields, places, strict=False):
        yield label_cell(row, label, field.label)
        ref = cells.header(field.key) if field.shows == "header" else None
        yield Draft(row, *value, printed_line(field, snapshot).text, "text", ref=ref)


def goals(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """年度总体目标: expected beside actual, the weight between where goals have one; at least one row."""
    if form.goals is None:
        return NOTHING
    numbers = range(1, max(snapshot.goals, 1) + 1)
    inner = [lines.middle] if form.goals.weights is None else [lines.middle - GOAL_WEIGHT, lines.middle]
    edges = pairwise([lines.lines["side"][1], *inner, lines.right])
    places = dict(zip(form.goals.columns, edges, strict=True))
    drafts = [side_cell(lines.lines["side"], form.goals.label, rowspan=1 + len(numbers))]
    drafts += [head_cell(0, place, str(getattr(form.goals, column))) for column, place in places.items()]
    for number in numbers:
        for column, place in places.items():
            role, align = GOAL_CELLS.get(column, WORDS)
            drafts.append(typed(number, place, role, snapshot, cells.goal(number, column), align=align))
    return Rows(1 + len(numbers), tuple(drafts), has_header=True)


def total(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """总分, then points and score under their columns, the grade behind them; none without points."""
    asked = form.paper.total if form.indicators.scored else ()
    places = [(name, lines.lines[name]) for name in SCORED if name in asked and name in lines.lines]
    if not places:
        return NOTHING
    drafts, left = [], 0
    for role, (start, end) in sorted(places, key=lambda place: place[1]):
        text = "" if left else form.paper.total_label
        if start > left:
            drafts.append(label_cell(0, (left, start), text))
        drafts.append(typed(0, (start, end), role, snapshot, cells.total(role)))
        left = end
    if left < lines.right:
        drafts.append(typed(0, (left, lines.right), "grade", snapshot, cells.total("grade")))
    return Rows(1, tuple(drafts))


def texts(block: TextBlock, snapshot: Snapshot, lines: Layout) -> Rows:
    """Boxes of words beside the label of their block, under a row of heads where their columns have names."""
    headed = any(column.label for column in block.columns)
    count = len(block.rows) + headed
    named = any(row.label for row in block.rows)
    beside = lines.lines["side"][1]
    places = _divided(lines.fund_label[1] if named else beside, lines.right, len(block.columns))
    drafts = [side_cell(lines.lines["side"], block.label, rowspan=count)]
    if headed:
        drafts += [head_cell(0, lines.fund_label, "")] if named else []
        drafts += [
            head_cell(0, place, column.label) for column, place in zip(block.columns, places, strict=True)
        ]
    for number, row in enumerate(block.rows, start=int(headed)):
        drafts += [label_cell(number, lines.fund_label, row.label)] if named else []
        for column, place in zip(block.columns, places, strict=True):
            ref = cells.text(row.key, column.key)
            drafts.append(typed(number, place, "text", snapshot, ref, align="left"))
    return Rows(count, tuple(drafts), has_header=headed)


def _divided(left: int, right: int, count: int) -> list[Between]:
    edges = [left + (right - left) * part // count for part in range(count + 1)]
    return list(pairwise(edges))
