"""Signatures of a set: which paper a code names, what a signed copy covers, what is to be signed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

from core.filing import canonical
from documents.codes import read_code
from documents.models import FrozenSet, Stamp
from documents.sets import lines_of
from documents.sources import snapshot_of
from evaluations.cycles.models import Cycle
from evaluations.dossiers.dossier import Dossier, orders_of
from evaluations.dossiers.letters import printings, shows_letter
from evaluations.dossiers.models import (
    Evaluation,
    LetterPrinting,
    Move,
    Printing,
    SetPrinting,
    SignedCopy,
)
from evaluations.dossiers.snapshots import FINISHED, snapshot

Mode = Cycle.SigningMode
State = Literal["none", "signed", "changed"]
Signed = Stamp | FrozenSet
Content = Mapping[str, str]


@dataclass(frozen=True)
class Standing:
    """One filing's signature. `copies`: those that cover it, the newest first."""

    filing: Evaluation
    state: State
    copies: tuple[SignedCopy, ...]


def paper_with(whole: Dossier, typed: str) -> Signed | None:
    """Return what carries the code in this set; None where it is a slip, or of another filing or unit."""
    code = read_code(typed)
    pks = [filing.pk for filing in whole.filings]
    moved = Move.objects.filter(evaluation__in=pks).values("frozen")
    printed = Printing.objects.filter(evaluation__in=pks).values("stamp")
    own = Stamp.objects.filter(Q(frozen__in=moved) | Q(pk__in=printed)).select_related("frozen")
    return own.filter(code=code).first() or _sheets(whole).filter(code=code).first()


def copies_of(whole: Dossier) -> list[tuple[SignedCopy, Content]]:
    """Return what was recorded as signed of this set, the newest first, each with what was signed.

    What covers a filing that is not among those seen is left out, and 函 where that is not seen.
    """
    found = SignedCopy.objects.filter(cycle=whole.cycle, unit=whole.unit)
    found = found.exclude(frozen_set__in=_hidden_letters(whole))
    found = found.select_related("stamp__frozen", "frozen_set", "recorded_by", "voiding__voided_by")
    seen = {filing.number for filing in whole.filings}
    copies = [(copy, content_of(copy.paper)) for copy in found]
    return [
        (copy, content)
        for copy, content in copies
        if (content or whole.is_all) and seen.issuperset(content.values())
    ]


def standings(whole: Dossier) -> list[Standing]:
    """Return the signature of each filing: none, of what stands now, or of something else (签字后有变更)."""
    copies = [(copy, content) for copy, content in copies_of(whole) if not copy.is_void]
    return [_standing(filing, copies) for filing in whole.filings]


def content_of(paper: Signed) -> Content:
    """Return what is signed with a paper: the SHA-256 of each frozen filing, with the filing's number.

    A 函 is signed for itself.
    """
    if isinstance(paper, FrozenSet):
        return {row.frozen: row.number for row in lines_of(paper)}
    return {paper.frozen.sha256: snapshot_of(paper.frozen).identity.number}


def stored_scans() -> Iterable[str]:
    """Return the stored names of all scans: nobody sweeps them away."""
    return SignedCopy.objects.exclude(stored="").values_list("stored", flat=True).iterator()


def current_content(filing: Evaluation) -> str:
    """The SHA-256 of the filing as it stands."""
    return canonical.sha256(canonical.to_json(snapshot(filing)))


def _sheets(whole: Dossier) -> QuerySet[FrozenSet]:
    """送签单 and 函 of the set; of a set that is seen in part, 送签单 of what is seen."""
    if not whole.is_all:
        return FrozenSet.objects.filter(pk__in=orders_of(whole).order_by().values("frozen_set"))
    orders = SetPrinting.objects.filter(cycle=whole.cycle, unit=whole.unit).values("frozen_set")
    letters = LetterPrinting.objects.filter(letter__cycle=whole.cycle, letter__unit=whole.unit)
    found = FrozenSet.objects.filter(Q(pk__in=orders) | Q(pk__in=letters.values("frozen_set")))
    return found.exclude(pk__in=_hidden_letters(whole))


def _hidden_letters(whole: Dossier) -> QuerySet[Any]:
    """What was printed of the unit's letter, for whoever does not see it."""
    printed = printings(whole.cycle, whole.unit).order_by().values("frozen_set")
    return printed.none() if shows_letter(whole) else printed


def _standing(filing: Evaluation, copies: Iterable[tuple[SignedCopy, Content]]) -> Standing:
    covering = [(copy, content) for copy, content in copies if filing.number in content.values()]
    if not covering:
        return Standing(filing, "none", ())
    now = current_content(filing) if _counts(filing) else ""
    holds = any(now in content for _, content in covering)
    return Standing(filing, "signed" if holds else "changed", tuple(copy for copy, _ in covering))


def _counts(filing: Evaluation) -> bool:
    """Whether a signature can hold: where signing follows the review, only while it is approved."""
    return filing.cycle.signing_mode != Mode.REVIEW_FIRST or filing.status in FINISHED
