"""绩效指标: the rows of the table under merged cells of their first and second level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.figures.printing import plain
from core.figures.targets import split_target
from core.filing import cells
from core.filing.form import TARGET_PARTS, FixedRow, FormDefinition, Group, Indicators
from core.filing.sharing import carrier
from core.filing.snapshot import Line, Snapshot
from core.paper.drafts import NOTHING, Between, Draft, Rows, head_cell, side_cell, typed
from core.paper.layout import Layout
from core.paper.sheet import Align, Role
from core.paper.wording import put_in

BEFORE_POINTS = re.compile(r"\n?([（(]\{points\})")
ROLES: dict[str, Role] = {"points": "points", "score": "score"}
SCORED: tuple[Literal["points", "score"], ...] = ("points", "score")
LEFT = ("note", "definition", "scoring_note")


@dataclass(frozen=True)
class Leaf:
    """A group that carries rows, with its lines; without any it takes one empty row."""

    group: Group
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        return max(len(self.lines), 1)


def indicators(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """Return the header row, then every group; the side label stands over all of them."""
    drafts: list[Draft] = []
    row = 1
    for group in _groups(form.indicators, snapshot.lines):
        leaves = _leaves(group, snapshot.lines)
        height = sum(leaf.height for leaf in leaves)
        if "level1" in lines.lines:
            drafts.append(_group(row, _level1(group, lines), group, form.indicators, height))
        for leaf in leaves:
            drafts += _leaf(row, leaf, group, form.indicators, snapshot, lines)
            row += leaf.height
    if not form.indicators.groups:
        return NOTHING
    drafts += _header(form.indicators, lines)
    if "side" in lines.lines:
        drafts.append(side_cell(lines.lines["side"], form.indicators.label, rowspan=row))
    return Rows(row, tuple(drafts), has_header=True)


def _header(asked: Indicators, lines: Layout) -> Iterator[Draft]:
    for name, place in lines.lines.items():
        if name != "side":
            yield head_cell(0, place, asked.label_of(name))


def _groups(asked: Indicators, lines: Sequence[Line]) -> Sequence[Group]:
    """The first-level groups to print, by the same rule as those below them."""
    used = {line.group for line in lines}
    found = [group for group in asked.groups if group.points or used & {leaf.key for leaf in group.leaves}]
    return found or asked.groups


def _leaves(group: Group, lines: Sequence[Line]) -> list[Leaf]:
    """The groups to print: one without rows and without points is left out beside others that have them."""
    every = [Leaf(leaf, tuple(line for line in lines if line.group == leaf.key)) for leaf in group.leaves]
    return [leaf for leaf in every if leaf.lines or leaf.group.points] or every


def _level1(group: Group, lines: Layout) -> Between:
    """The place of a first-level cell: over both columns where the group is not divided and others are."""
    left, right = lines.lines["level1"]
    return (left, right) if group.children else (left, lines.fund_label[1])


def _group(row: int, place: Between, group: Group, asked: Indicators, height: int) -> Draft:
    return Draft(row, *place, group_text(group, asked), "group", rowspan=height)


def group_text(group: Group, asked: Indicators) -> str:
    """Return “产出指标”, with “（50分）” under it where the form prints points of groups."""
    if group.points is None or not asked.scored:
        return group.name
    label = BEFORE_POINTS.sub(r"\n\1", asked.group_label)
    return put_in(label, {"name": group.name, "points": plain(group.points)})


def _leaf(
    row: int, leaf: Leaf, group: Group, asked: Indicators, snapshot: Snapshot, lines: Layout
) -> Iterator[Draft]:
    if group.children and "level2" in lines.lines:
        yield _group(row, lines.lines["level2"], leaf.group, asked, leaf.height)
    if not leaf.lines:
        yield from (Draft(row, *lines.lines[name], "", "text") for name in _own(lines))
    shared = carrier(snapshot, leaf.group, leaf.lines)
    for role in SCORED if shared else ():
        if role in lines.lines:
            ref = cells.indicator(shared, role)
            yield replace(typed(row, lines.lines[role], role, snapshot, ref), rowspan=leaf.height)
    for number, line in enumerate(leaf.lines, start=1):
        words = {"name": line.name, "n": str(number), "number": str(number)}
        name = put_in(asked.row_label, words | {"points": plain(line.approved_points)})
        yield Draft(row + number - 1, *lines.lines["level3"], name, "text", align="left")
        fixed = asked.fixed_rows.get(line.key)
        own = [name for name in _own(lines) if not (shared and name in SCORED)]
        yield from _line(row + number - 1, (line, fixed), own, (asked, snapshot), lines)


def _own(lines: Layout) -> list[str]:
    """The columns that every row has a cell of its own in."""
    return [name for name in lines.lines if name not in ("side", "level1", "level2")]


def _line(
    row: int,
    given: tuple[Line, FixedRow | None],
    own: Sequence[str],
    filed: tuple[Indicators, Snapshot],
    lines: Layout,
) -> Iterator[Draft]:
    (line, fixed), (asked, snapshot) = given, filed
    for name in own:
        align: Align = "left" if name in LEFT else "center"
        if name in ("definition", "scoring_note"):
            yield Draft(row, *lines.lines[name], getattr(fixed, name, ""), "text", align=align)
        elif name in ("target", *TARGET_PARTS):
            yield _target(row, lines.lines[name], name, (asked, snapshot), line)
        elif name != "level3":
            ref, role = asked.cell(line.key, name), ROLES.get(name, "text")
            yield typed(row, lines.lines[name], role, snapshot, ref, align=align)


def _target(row: int, place: Between, column: str, filed: tuple[Indicators, Snapshot], line: Line) -> Draft:
    """The target, or the part of it that this column prints: ≧ | 735 | 人次."""
    asked, snapshot = filed
    whole = typed(row, place, "text", snapshot, cells.indicator(line.key, "target"))
    sign, figure, unit = split_target(whole.text)
    if column != "target":
        return replace(whole, text=sign if column == "target_sign" else unit, value=None, ref=None)
    before = "" if "target_sign" in asked.columns else sign
    after = "" if "target_unit" in asked.columns else unit
    is_whole = not set(TARGET_PARTS) & set(asked.columns)
    return whole if is_whole else replace(whole, text=f"{before}{figure}{after}")
