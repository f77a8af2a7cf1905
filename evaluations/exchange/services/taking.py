"""Accepting what a workbook would change: through the one door of all saving (D7, D10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils import timezone

from accounts.models import User
from core.figures.text import clip
from core.filing.cells import CellRef
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.cells import Change, Saved, record_cells
from evaluations.dossiers.services.log import note_filled
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared, Proposed, is_same
from evaluations.exchange.models import Arrival
from evaluations.exchange.reading import Told
from evaluations.exchange.services.besides import with_remark
from evaluations.exchange.services.teams import came_from

ROUNDS = 4  # a sum offers a rate, a rate a score, the scores a total


def take(arrival: Arrival, refs: Iterable[str], *, by: User, remark_to: str = "") -> Saved:
    """Write what is proposed for these cells, each for itself; what follows from it is computed again.

    `remark_to`: the cell below whose text 完成情况说明 of a slip is written.

    NotAllowed (403, 409) where `by` may neither fill in nor record now. What somebody changed since it was
    shown stays, and is proposed once more as a conflict; what is refused is told with its reason.
    """
    evaluation, compared, wanted = arrival.evaluation, Compared.from_json(arrival.compared), set(refs)
    assert evaluation is not None
    chosen = [one for one in compared.proposed if one.ref in wanted]
    if remark_to:
        chosen = with_remark(arrival, chosen, remark_to)
    changes = [Change(CellRef.parse(one.ref), one.seen, one.typed) for one in chosen]
    saved = record_cells(evaluation, changes, by=by, source=Cell.Source.IMPORTED)
    if saved.saved:
        _follow(evaluation, compared.follow, by)
        detail = {"文件": arrival.name, "校验值": arrival.sha256, "采用栏数": saved.saved}
        team = {"股室": arrival.team.name} if arrival.team else {}
        action = "导入股室填报单" if team else "导入离线填报表"
        note_filled(evaluation, action, by=by, detail={**team, **detail})
        arrival.taken += saved.saved
        arrival.taken_at = timezone.now()
    arrival.compared = _left(compared, chosen, saved).as_json()
    arrival.save()
    if saved.saved and arrival.team:
        clashed = {conflict.ref for conflict in saved.conflicts}
        written = {change.ref for change in changes} - set(saved.refused) - clashed
        came_from(arrival, written)
        if remark_to in map(str, written):
            arrival.beside |= {"placed": remark_to}
            arrival.save()
    return saved


def _follow(evaluation: Evaluation, refs: Sequence[str], by: User, rounds: int = ROUNDS) -> None:
    """Fill in again what the workbook works out, where a formula of ours still stands."""
    changes = list(_offered(Filing.of(evaluation), refs))
    if changes and rounds:
        record_cells(evaluation, changes, by=by, source=Cell.Source.COMPUTED)
        _follow(evaluation, refs, by, rounds - 1)


def _offered(filing: Filing, refs: Iterable[str]) -> Iterator[Change]:
    """What is computed for these cells and does not stand in them yet."""
    for ref in map(CellRef.parse, refs):
        offer, seen = filing.computed.offers.get(ref, ""), filing.stands(ref)
        if ref in filing.slots and offer and not is_same(filing.slots[ref], offer, seen):
            yield Change(ref, seen, offer)


def _left(compared: Compared, chosen: Iterable[Proposed], saved: Saved) -> Compared:
    """What can still be accepted: what was not chosen, and what clashed, with what others wrote meanwhile."""
    theirs = {str(conflict.ref): conflict.theirs for conflict in saved.conflicts}
    refused = {str(ref): sentence for ref, sentence in saved.refused.items()}
    done = {one.ref for one in chosen} - set(theirs)
    left = [
        replace(one, seen=theirs[one.ref], is_conflict=True) if one.ref in theirs else one
        for one in compared.proposed
        if one.ref not in done
    ]
    told = [Told(one.place, clip(one.typed), refused[one.ref]) for one in chosen if one.ref in refused]
    return replace(compared, proposed=left, strange=[*compared.strange, *told])
