"""What changed between two states of one filing: cells, rows that the project brings, files of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures import printing
from core.filing import canonical, cells
from core.filing.cells import PARTS, CellRef
from core.filing.snapshot import Line, Snapshot

_SECTIONS = list(PARTS)


@dataclass(frozen=True)
class Difference:
    """One cell with its text before and after, as typed; empty where the cell was or is empty.

    For a row that came, went or changed, the column is name, group, approved_target, approved_points or rule;
    for files it is evidence, with a line for each.
    """

    ref: CellRef
    before: str
    after: str


def differences(a: Snapshot, b: Snapshot) -> tuple[Difference, ...]:
    """Everything typed that differs, from `a` (before) to `b` (after), in the order of the table.

    Rows are matched by their key, never by their place, so a row moved is no difference.
    """
    found = [*_of_cells(a, b), *_of_lines(a, b), *_of_evidence(a, b)]
    rows = dict.fromkeys(("indicators", line.key) for line in (*b.lines, *a.lines))
    places = {row: place for place, row in enumerate(rows)}
    return tuple(sorted(found, key=lambda difference: _order(difference.ref, places)))


def _of_cells(a: Snapshot, b: Snapshot) -> Iterator[Difference]:
    for text in a.cells.keys() | b.cells.keys():
        ref = CellRef.parse(text)
        if a.typed(ref) != b.typed(ref):
            yield Difference(ref, a.typed(ref), b.typed(ref))


def _of_lines(a: Snapshot, b: Snapshot) -> Iterator[Difference]:
    before, after = ({line.key: _texts(line) for line in side.lines} for side in (a, b))
    for key in before.keys() | after.keys():
        was, now = before.get(key, {}), after.get(key, {})
        for column in was.keys() | now.keys():
            if was.get(column, "") != now.get(column, ""):
                yield Difference(cells.indicator(key, column), was.get(column, ""), now.get(column, ""))


def _of_evidence(a: Snapshot, b: Snapshot) -> Iterator[Difference]:
    for row in {file.row for file in (*a.evidence, *b.evidence)}:
        was, now = files_of(a, row), files_of(b, row)
        if was != now:
            yield Difference(cells.evidence(row), was, now)


def files_of(snapshot: Snapshot, row: str) -> str:
    """The files of one row, a line each; the start of the hash tells two of one name apart."""
    return "\n".join(
        f"{file.name}（{printing.file_size(file.size)}，{file.sha256[:8]}）"
        for file in snapshot.evidence
        if file.row == row
    )


def _texts(line: Line) -> dict[str, str]:
    return {
        "name": line.name,
        "group": line.group,
        "approved_target": line.approved_target,
        "approved_points": printing.plain(line.approved_points),
        "rule": "" if line.rule is None else canonical.text_of(line.rule),
    }


def _order(ref: CellRef, places: dict[tuple[str, str], int]) -> tuple[int, int, str]:
    """Sections as printed, rows in their order, those that neither filing has last, goals by number."""
    place = places.get((ref.section, ref.row), len(places))
    return _SECTIONS.index(ref.section), int(ref.row) if ref.section == "goals" else place, str(ref)
