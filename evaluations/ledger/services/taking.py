"""What a ledger would write, judged as saving judges it; accepting goes through the door of all saving."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.filing.canonical import sha256, text_of
from core.filing.cells import CellRef
from core.filing.compute import Computed, compute
from core.filing.snapshot import Snapshot
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.fillable import fillable
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.services.cells import Change, judge, record_cells
from evaluations.dossiers.services.guard import hold
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.snapshots import form_of, snapshot
from evaluations.imports.reading import Problem
from evaluations.ledger.comparing import Compared, Item, Measure, compare
from evaluations.ledger.matching import Matched, by_project, match
from evaluations.ledger.models import LedgerFile, LedgerScheme
from evaluations.ledger.queries import scheme_of
from evaluations.ledger.reading import at, sheets
from evaluations.ledger.services.mapping import rows_of

GONE = "这份台账已由他人处理。请返回“从台账导入”查看。"
OVERTAKEN = "打开页面之后自评表或台账对应关系有变动，本次没有写入。请按下面的最新内容重新核对后采用。"
NOTHING = "没有勾选要采用的内容。请勾选后再点“采用勾选的内容”。"
OTHER_SHEET = "只读取了工作表“{}”，这张工作表没有读取。"
NOT_ALL = "“{}”有内容不能写入，本次没有写入任何内容。请刷新页面后重新核对。"
ROUNDS = 4  # a sum offers a rate, a rate a score, the scores a total


class NotTaken(Exception):
    """Nothing was written. The text says why."""


@dataclass(frozen=True)
class Outcome:
    """What would come of a ledger. `over`: rows passed over; `lacking`: filings that it does not name."""

    matched: Matched
    filings: tuple[Compared, ...]
    over: tuple[Problem, ...]
    lacking: tuple[str, ...]

    @property
    def mark(self) -> str:
        """Tells one outcome from another: what stands in every cell, and what would."""
        told = [
            [one.evaluation.pk, one.locked, str(item.ref), item.now, item.text, item.state]
            for one in self.filings
            for item in one.items
        ]
        return sha256(text_of([told, self.matched.result]))

    @property
    def proposed(self) -> int:
        return sum(len(one.proposed) for one in self.filings)


def outcome(found: LedgerFile, scheme: LedgerScheme, whole: Dossier, *, by: User) -> Outcome:
    """Hold the ledger against the filings as they stand; nothing is written."""
    every = sheets(found.said)
    sheet = at(every[found.sheet], found.head)
    lines, over = sheet.lines(scheme.columns)
    over += [
        other.problem(OTHER_SHEET.format(sheet.name))
        for other in every
        if other.rows and other.name != sheet.name
    ]
    matched = match(lines, whole.filings, rows_of(scheme))
    meanings = frozenset(scheme.columns.get(title, "") for title in sheet.titles.values())
    measure = Measure(scheme.unit_of_amounts, scheme.decimals, meanings)
    named = [one for one in whole.filings if one.pk in matched.filings]
    compared = tuple(_compared(one, matched, measure, by) for one in named)
    others = (one for one in by_project(whole.filings).values() if one not in named)
    lacking = tuple(str(one) for one in others if refusal_to_edit(by, one, recording=True) is None)
    return Outcome(matched, compared, tuple(over), lacking)


def _compared(evaluation: Evaluation, matched: Matched, measure: Measure, by: User) -> Compared:
    lines = matched.filings[evaluation.pk]
    items = compare(form_of(evaluation), snapshot(evaluation), lines, measure)
    refusal = refusal_to_edit(by, evaluation, recording=True)
    count = sum(map(len, lines.values()))
    found = Compared(evaluation, count, items, refusal.sentence if refusal else "")
    if refusal:
        return found
    return found.refusing(judge(evaluation, _changes(found.proposed), by=by, recording=True).refused)


@transaction.atomic
def take(found: LedgerFile, whole: Dossier, keys: Collection[str] | None, seen: str, *, by: User) -> int:
    """Write what is proposed, or the cells of `keys`, into all filings or none; return how many cells.

    NotTaken where the outcome is not the one with the mark `seen`; NotAllowed (403, 409) as in saving. The
    filings are held before the first that is written holds the log's head (D13).
    """
    locked = LedgerFile.objects.select_for_update().filter(pk=found.pk).exclude(said=[]).first()
    scheme = scheme_of(whole.unit, whole.cycle.data_year)
    if locked is None or scheme is None:
        raise NotTaken(GONE)
    hold(whole.filings)
    now = outcome(locked, scheme, whole, by=by)
    if now.mark != seen:
        raise NotTaken(OVERTAKEN)
    chosen = [(one, _chosen(one, keys)) for one in sorted(now.filings, key=lambda one: one.evaluation.pk)]
    written = [row for one, items in chosen if items for row in _write(locked, one, items, by)]
    if not written:
        raise NotTaken(NOTHING)
    locked.written, locked.taken_at = [*locked.written, *written], timezone.now()
    locked.save()
    return len(written)


def key_of(evaluation: Evaluation, item: Item) -> str:
    """What a cell is called on the page of a ledger."""
    return f"{evaluation.pk}:{item.ref}"


def _chosen(one: Compared, keys: Collection[str] | None) -> list[Item]:
    return [item for item in one.proposed if keys is None or key_of(one.evaluation, item) in keys]


def _write(found: LedgerFile, one: Compared, items: Sequence[Item], by: User) -> list[list[object]]:
    """Write the cells of one filing, then fill in again what followed from them; say what was written.

    What the ledger says unreadably, or a cell does not take, stays as it was: nothing is computed over it.
    """
    evaluation = one.evaluation
    left_out = {item.ref for item in one.items if item.state in ("unread", "refused")}
    follow = _following(evaluation, snapshot(evaluation))
    saved = record_cells(evaluation, _changes(items), by=by, source=Cell.Source.IMPORTED)
    if not saved.ok:
        raise NotTaken(NOT_ALL.format(evaluation))
    _follow(evaluation, follow - left_out - {item.ref for item in items}, by)
    sheet = sheets(found.said)[found.sheet].name
    told = {f"{item.row} {item.column}": f"{item.text}（{item.places}）" for item in items}
    detail = {"文件": found.name, "校验值": found.sha256, "工作表": sheet, "栏目": told}
    note_filled(evaluation, "导入台账", by=by, detail=detail)
    return [[evaluation.pk, str(item.ref), item.text, f"“{sheet}”{item.places}"] for item in items]


def _changes(items: Sequence[Item]) -> list[Change]:
    return [Change(item.ref, item.now, item.text) for item in items]


def _following(evaluation: Evaluation, before: Snapshot) -> set[CellRef]:
    """The cells that hold what is computed for them, and empty ones of the money."""
    form = form_of(evaluation)
    computed, slots = compute(form, before), fillable(form, before)
    holds = {ref for ref in computed.offers if _holds(before, computed, ref)}
    empty = {ref for ref in slots if ref.section == "funds" and not before.typed(ref)}
    return {ref for ref in holds | empty if ref in slots and not slots[ref].is_locked}


def _follow(evaluation: Evaluation, refs: set[CellRef], by: User, rounds: int = ROUNDS) -> None:
    """Fill them in with what is computed now, round by round."""
    changes = list(_offered(evaluation, refs))
    if changes and rounds:
        record_cells(evaluation, changes, by=by, source=Cell.Source.COMPUTED)
        _follow(evaluation, refs, by, rounds - 1)


def _offered(evaluation: Evaluation, refs: set[CellRef]) -> Iterator[Change]:
    now = snapshot(evaluation)
    computed = compute(form_of(evaluation), now)
    for ref in sorted(refs & set(computed.offers), key=str):
        if not _holds(now, computed, ref):
            yield Change(ref, now.typed(ref), computed.offers[ref])


def _holds(now: Snapshot, computed: Computed, ref: CellRef) -> bool:
    """Whether a cell holds what is computed for it; a sum of money also in other digits (150 for 150.00)."""
    parts = computed.parts.get(ref)
    is_sum = parts is not None and parts.sum is not None and parts.sum == now.value(ref)
    return is_sum or now.typed(ref) == computed.offers[ref]
