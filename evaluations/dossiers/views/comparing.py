"""修改对照: what changed between two submissions, or since the last one, in the layout of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedInRequest as Request
from core.comparison.filings import Change, Comparison, Filing, compare
from core.comparison.words import Piece
from core.filing.cells import CellRef
from core.paper.report import Block, Heading, Paragraph, report
from core.paper.sheet import Sheet, SheetCell
from documents.sources import filing_of
from evaluations.dossiers.models import Submission
from evaluations.dossiers.snapshots import FILED
from evaluations.dossiers.views.opened import Opened, opened

NOW = "now"
PIECES = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


@dataclass(frozen=True)
class State:
    """A state that can be compared. `submission`: None for what stands in the filing now."""

    key: str
    label: str
    submission: Submission | None


@require_safe
def comparing(request: Request, pk: int) -> HttpResponse:
    """Two states by `from` and `to`; what is no state is taken as if nothing had been chosen."""
    page = opened(request, pk)
    states = list(_states(page))
    context: dict[str, Any] = {**page.context("history"), "states": states}
    if len(states) > 1:
        by_key = {state.key: state for state in states}
        after = by_key.get(request.GET.get("to", ""), states[-1])
        seen = _seen(page, request.user, states, after)
        before = by_key.get(request.GET.get("from", ""), seen or _one_before(states, after))
        context |= {"before": before, "after": after, "seen": seen, **_drawn(page, before, after)}
    return render(request, "dossiers/compare.html", context)


def _states(page: Opened) -> Iterator[State]:
    """Every submission, and what stands there now where that may be something else."""
    filed = page.evaluation.submissions.select_related("frozen__form_version").order_by("number")
    yield from (State(str(one.number), str(one), one) for one in filed)
    if page.evaluation.status not in FILED:
        yield State(NOW, "目前内容", None)


def _seen(page: Opened, reader: User, states: list[State], after: State) -> State | None:
    """What this person decided on last: what has changed since is what there is to look at."""
    made_at = page.evaluation.moves.filter(actor=reader).values_list("made_at", flat=True).last()
    known = [
        state
        for state in states
        if state.submission and state is not after and made_at and state.submission.submitted_at < made_at
    ]
    return known[-1] if known else None


def _one_before(states: list[State], after: State) -> State:
    return states[max(states.index(after) - 1, 0)]


def _drawn(page: Opened, before: State, after: State) -> dict[str, Any]:
    later = _filing(page, after)
    found = compare(_filing(page, before), later)
    return {
        "found": found,
        "counts": [
            (name, count)
            for name, count in (
                ("自评表", len(found.cells)),
                ("自评报告", len(found.texts)),
                ("其他", len(found.others)),
            )
            if count
        ],
        "sheet": _sheet(found) if found.cells else None,
        "blocks": list(_blocks(later, found)),
        "others": found.others,
    }


def _filing(page: Opened, state: State) -> Filing:
    if state.submission is None:
        return Filing(page.form, page.snapshot)
    return Filing(*filing_of(state.submission.frozen))


def _sheet(found: Comparison) -> Sheet:
    """The later table, in whose changed cells stands what was and what is."""
    assert found.sheet
    cells = tuple(_cell(cell, found.cells) for cell in found.sheet.cells)
    return replace(found.sheet, cells=cells)


def _cell(cell: SheetCell, changes: Mapping[CellRef, Change]) -> SheetCell:
    change = changes.get(cell.ref) if cell.ref else None
    if change is None:
        return cell
    by = format_html(' <span class="by">（{}）</span>', change.by) if change.by else ""
    return replace(cell, text=format_html("{}{}", struck_and_written(change.pieces), by))


def _blocks(later: Filing, found: Comparison) -> Iterator[Block]:
    """The sections of the report that changed, under their headings."""
    for block in report(later.form, later.snapshot):
        if isinstance(block, Heading) and block.section in found.texts:
            yield block
            for line in found.texts[block.section]:
                yield Paragraph(struck_and_written(line), block.section)


def struck_and_written(pieces: Iterable[Piece]) -> SafeString:
    """Struck and written, every sign escaped."""
    return format_html_join("", "{}", ((format_html(PIECES[one.kind], one.text),) for one in pieces))
