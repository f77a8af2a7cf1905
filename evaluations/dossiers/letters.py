"""函 of a set: what is there of it, and the draft that is offered before anybody wrote one."""

from __future__ import annotations

from typing import Literal

from django.db.models import QuerySet

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.filing import canonical
from core.paper import letter as paper
from core.paper.letter_draft import Draft, Filed, unit_draft
from core.workflow import Capacity, Status
from documents.models import Stamp
from evaluations.cycles.models import Cycle
from evaluations.dossiers.dossier import Dossier, dossier_of
from evaluations.dossiers.models import Evaluation, Letter, LetterPrinting, SignedCopy
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.snapshots import FINISHED, form_of

Kind = Letter.Kind
State = Literal["none", "drafted", "changed", "printed", "signed"]
OVERSEEING = frozenset({Capacity.DEPARTMENT, Capacity.PERFORMANCE, Capacity.ADMINISTRATOR, Capacity.AUDITOR})
"""Who sees all that a department's units file, and so its 函."""


def letter_in(cycle: Cycle, unit: Unit, kind: str = Kind.UNIT) -> Letter | None:
    return Letter.objects.filter(cycle=cycle, unit=unit, kind=kind).select_related("changed_by").first()


def printings(cycle: Cycle, unit: Unit, kind: str = Kind.UNIT) -> QuerySet[LetterPrinting]:
    """Return what was printed of the letter, the newest first."""
    found = LetterPrinting.objects.filter(letter__cycle=cycle, letter__unit=unit, letter__kind=kind)
    return found.select_related("frozen_set", "asked_by").order_by("-pk")


def set_to_sign(user: User, cycle: int, unit: int) -> Dossier | None:
    """The set as `user` sees it; without filings where a department files nothing itself and printed a 函."""
    if whole := dossier_of(user, cycle, unit):
        return whole
    printed = LetterPrinting.objects.filter(
        letter__cycle=cycle, letter__unit=unit, letter__kind=Kind.DEPARTMENT
    )
    one = printed.select_related("letter__cycle", "letter__unit").first()
    if one is None or not OVERSEEING & capacities_in(one.letter.unit, posts_of_today(user)):
        return None
    return Dossier(one.letter.cycle, one.letter.unit, ())


def sent(whole: Dossier) -> list[Evaluation]:
    """The filings that go with the unit's letter: parts of a consolidated one go with the whole.

    A unit that files parts alone sends them with it, to the unit that leads.
    """
    due = [one for one in whole.filings if one.status != Status.EXEMPT]
    return [one for one in due if one.parent_id is None] or due


def shows_letter(whole: Dossier) -> bool:
    """Whether the unit's letter is seen with the set: not with a part of it, nor by whom its parts are hidden
    from where it goes with parts alone.
    """
    if not whole.is_all:
        return False
    if any(one.parent_id is None for one in sent(whole)):
        return True
    parts = Evaluation.objects.filter(cycle=whole.cycle, unit=whole.unit, parent__isnull=False)
    return not parts.exclude(pk__in=[one.pk for one in whole.filings]).exists()


def label_of(whole: Dossier) -> Stamp.Label:
    """定稿 once all that goes with it is approved, as the 送签单; with nothing it is not."""
    found = sent(whole)
    is_final = bool(found) and all(one.status in FINISHED for one in found)
    return Stamp.Label.FINAL if is_final else Stamp.Label.FOR_SIGNATURE


def content(letter: Letter, label: str) -> str:
    """The canonical JSON of what the letter says as it stands."""
    return canonical.text_of(
        paper.Letter(
            issuer=letter.unit.name,
            unit_code=letter.unit.code,
            cycle_name=letter.cycle.name,
            data_year=letter.cycle.data_year,
            label=label,
            number=letter.number,
            addressee=letter.addressee,
            title=letter.title,
            body=letter.body,
            attachments=tuple(letter.attachments.splitlines()),
            dated=letter.dated.isoformat() if letter.dated else "",
        )
    )


def state_of(letter: Letter | None, label: str) -> State:
    """Whether it was written, printed as it stands, and came back signed.

    先签后报: what was signed as 送签稿 stays signed once all is approved.
    """
    if letter is None:
        return "none"
    both = [canonical.sha256(content(letter, one)) for one in Stamp.Label.values]
    if SignedCopy.objects.filter(frozen_set__sha256__in=both, voiding__isnull=True).exists():
        return "signed"
    sha256 = canonical.sha256(content(letter, label))
    if letter.printings.filter(frozen_set__sha256=sha256).exists():
        return "printed"
    return "changed" if letter.printings.exists() else "drafted"


def addressee_of(whole: Dossier) -> str:
    """主管部门 where the year's work goes through one, else the finance bureau; of parts who leads."""
    cycle, unit = whole.cycle, whole.unit
    if leads := {str(one.parent.unit) for one in sent(whole) if one.parent}:
        return "、".join(sorted(leads))
    passes = Capacity.DEPARTMENT in cycle.chain and not unit.is_own_department
    return str(unit.department if passes and unit.department else cycle.bureau)


def draft_of(whole: Dossier) -> Draft:
    """Return the first words of the unit's letter from what it files."""
    cycle = whole.cycle
    return unit_draft(
        whole.unit.name,
        bureau=cycle.bureau.name,
        basis=cycle.basis,
        year=cycle.data_year,
        filed=[_filed(one) for one in sent(whole)],
    )


def _filed(one: Evaluation) -> Filed:
    form = form_of(one)
    return Filed(form.scope, one.project.name if one.project else "", form.has_table, form.report is not None)
