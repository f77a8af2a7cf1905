"""全部打印: every filing of a set frozen as it stands, its papers and the 送签单 asked for in one order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from core.paper.sign_off import SignOff, SignOffRow, sign_off_row
from core.verification import Severity
from core.workflow import Ground, Status
from documents.models import FrozenSet, Stamp
from documents.services import freeze, renew, stamp
from documents.sets import freeze_set, request_set
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.letters import label_of
from evaluations.dossiers.models import Evaluation, Printing, SetPrinting
from evaluations.dossiers.services.checking import Check, check, count_kept
from evaluations.dossiers.services.letters import letter_with_set
from evaluations.dossiers.services.printing import label_now
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import FILED, form_of

NOTHING = "本单位的自评表均未开始填报或不纳入自评范围，没有可以打印的内容。"
LEFT_OUT = (Status.NOT_STARTED, Status.EXEMPT)


@transaction.atomic
def print_all(whole: Dossier, *, by: User) -> SetPrinting:
    """Ask for the papers of every filing that was begun, 送签单 and 函, and for all of it in one file.

    Filings are 定稿 once approved, else 送签稿; so is the 送签单, once all are. The 函 goes with the whole
    set alone. NotAllowed (409) where none was begun.
    """
    begun = [seen for seen in map(fresh, whole.filings) if seen.status not in LEFT_OUT]
    if not begun:
        raise NotAllowed.because(NOTHING, Ground.STATE)
    lines = [_line(seen, by) for seen in begun]
    stamps = [mark for mark, _ in lines]
    letter = letter_with_set(whole.cycle, whole.unit, label_of(whole), by=by) if whole.is_all else None
    frozen = freeze_set(_said(whole, stamps, [row for _, row in lines], letter))
    order, is_new = SetPrinting.objects.get_or_create(
        cycle=whole.cycle, unit=whole.unit, frozen_set=frozen, defaults={"asked_by": by}
    )
    if is_new:
        order.filings.set(begun)
    for paper in request_set(frozen, stamps, letter=letter, asked_by=by):
        renew(paper)
    return order


def _said(
    whole: Dossier, stamps: Sequence[Stamp], rows: Sequence[SignOffRow], letter: FrozenSet | None
) -> SignOff:
    final = all(mark.label == Stamp.Label.FINAL for mark in stamps)
    return SignOff(
        unit_name=whole.unit.name,
        unit_code=whole.unit.code,
        cycle_name=whole.cycle.name,
        data_year=whole.cycle.data_year,
        label=Stamp.Label.FINAL if final else Stamp.Label.FOR_SIGNATURE,
        rows=tuple(rows),
        letter=letter.sha256 if letter else "",
    )


def _line(seen: Evaluation, by: User) -> tuple[Stamp, SignOffRow]:
    """Freeze and stamp one filing, on the record, and say what stands in its line."""
    looked = check(seen)
    mark = stamp(freeze(looked.snapshot, seen.form_version), label_now(seen))
    Printing.objects.get_or_create(evaluation=seen, stamp=mark, defaults={"asked_by": by})
    row = sign_off_row(
        form_of(seen),
        looked.snapshot,
        before=filed_before(seen),
        explained=_counted(seen, looked, Severity.MUST_EXPLAIN),
        frozen=mark.frozen.sha256,
        must_fix=_counted(seen, looked, Severity.MUST_FIX),
    )
    return mark, row


def _counted(seen: Evaluation, looked: Check, severity: Severity) -> int:
    """How many findings of `severity` are the filer's: as it stands, or as it was filed, once it was."""
    filed = seen.submissions.order_by("-number").first() if seen.status in FILED else None
    if filed is not None:
        return count_kept(filed.findings, severity)
    return sum((one.severity, one.audience) == (severity, "filer") for one, _ in looked.found)
