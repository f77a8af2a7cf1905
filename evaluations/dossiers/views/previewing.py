"""The report as it prints, with what its page marks: what does not come out, what agrees with the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.filing import cells
from core.filing.cells import CellRef
from core.paper.report import Block, Paragraph
from core.verification import Severity
from core.verification.quoting import Mark, Span, marks_of, pieces_between
from core.verification.references import references
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.quoting import drawn


@dataclass(frozen=True)
class Marked:
    """`blocks`: those of the paper, whose paragraphs are HTML; `kinds`: which marks stand in them."""

    blocks: tuple[Block, ...]
    kinds: frozenset[Mark]


def marked(page: Opened, blocks: Iterable[Block]) -> Marked:
    """Mark the paragraphs of the report; what the checks only hint at is left as it is."""
    by_text = _marks(page)
    kinds = frozenset(mark for marks in by_text.values() for mark in marks.values())
    return Marked(tuple(_block(page, block, by_text) for block in blocks), kinds)


def _block(page: Opened, block: Block, by_text: Mapping[CellRef, Mapping[Span, Mark]]) -> Block:
    if not isinstance(block, Paragraph):
        return block
    ref, end = cells.report(block.section), block.start + len(block.text)
    pieces = pieces_between(page.snapshot.typed(ref), block.start, end, by_text.get(ref, {}))
    return replace(block, text=drawn(pieces))


def _marks(page: Opened) -> Mapping[CellRef, Mapping[Span, Mark]]:
    texts = [ref for ref in page.slots if ref.section == "report"]
    beside = references(page.form, page.snapshot, page.computed, texts)
    weighing = [one for one, _ in page.checked.found if one.is_in_prose and one.severity is not Severity.HINT]
    return {
        ref: marks_of(
            page.snapshot.typed(ref),
            [one for one in weighing if one.places[0] == ref],
            [one.span for one in beside.get(ref, ()) if one.agrees],
        )
        for ref in texts
    }
