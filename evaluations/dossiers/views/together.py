"""资金集中填报: 项目资金 of all filings of a unit and year, read together: as many queries for 30 as 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict

from accounts.requests import SignedInRequest as Request
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import Funds
from core.filing.fund_totals import Added, added_up
from core.filing.snapshot import Cell, Snapshot
from core.workflow import Action, Status
from documents.sources import snapshot_of
from evaluations.dossiers.beside import movements_of
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.fillable import Slot, fund_slots
from evaluations.dossiers.forms.cells import CellsForm
from evaluations.dossiers.models import Cell as CellRow
from evaluations.dossiers.models import Evaluation, Move
from evaluations.dossiers.permissions import EDITABLE, fills_in, place_label, why_not_edit
from evaluations.dossiers.queries import last_submissions
from evaluations.dossiers.services.cells import Conflict
from evaluations.dossiers.snapshots import Picture, children, form_of, identity
from evaluations.dossiers.views import boxes as drawn
from evaluations.dossiers.views.opened import TONES, Opened

FUNDS = "funds/"
Conflicts = Mapping[int, Mapping[CellRef, Conflict]]


@dataclass(frozen=True)
class Member:
    """The funds of one filing among those of its unit; `page` knows no other cells of it.

    `is_outside`: it was returned in parts of which 项目资金 is none.
    """

    page: Opened
    is_outside: bool = False

    @property
    def pk(self) -> int:
        return self.page.evaluation.pk

    @property
    def of(self) -> str:
        return f"{self.pk}/"

    @cached_property
    def slots(self) -> list[Slot]:
        name = str(self.page.evaluation)
        closed: dict[str, Any] = {"policy": "locked", "outside": True} if self.is_outside else {}
        found = fund_slots(self.page.form)
        return [replace(slot, of=self.of, label=f"{name} {slot.label}", **closed) for slot in found]

    @property
    def stored(self) -> dict[str, str]:
        return {slot.name: self.page.snapshot.typed(slot.ref) for slot in self.slots}

    @property
    def funds(self) -> Funds:
        assert self.page.form.funds is not None
        return self.page.form.funds

    @property
    def may_edit(self) -> bool:
        return self.page.why_not_edit is None

    def boxes(
        self, form: CellsForm | None, conflicts: Mapping[CellRef, Conflict], *, is_answer: bool = False
    ) -> dict[CellRef, drawn.Box]:
        return drawn.Boxes(self.page, form, self.slots, conflicts, is_answer).by_ref()

    def grid(self) -> list[list[Slot | None]]:
        """The cells row by row as the form lays them out; None where a row has none."""
        by_ref = {slot.ref: slot for slot in self.slots}
        return [
            [by_ref.get(cells.fund(row.key, column.key)) for column in self.funds.columns]
            for row in self.funds.rows
        ]


def members(request: Request, whole: Dossier) -> list[Member]:
    """The filings of the set that have funds and count, each with what was last filed of it."""
    filings = [one for one in whole.filings if form_of(one).funds and one.status != Status.EXEMPT]
    stored: dict[int, dict[str, Cell]] = defaultdict(dict)
    rows = CellRow.objects.filter(evaluation__in=filings, ref__startswith=FUNDS).exclude(typed="")
    for pk, ref, typed, value in rows.values_list("evaluation", "ref", "typed", "value"):
        stored[pk][ref] = Cell(typed, value)
    filed, moved = _filed(one for one in filings if one.status in EDITABLE), movements_of(filings)
    outside, mine = _outside(filings), fills_in(request.user, filings)
    pages = (_page(request, one, stored[one.pk], filed.get(one.pk, {}), one.pk in mine) for one in filings)
    beside = (replace(page, moved=moved.get(page.evaluation.pk, ())) for page in pages)
    return [Member(page, page.evaluation.pk in outside) for page in beside]


def form_for(found: Iterable[Member], data: QueryDict | None = None) -> CellsForm:
    """The fields of these filings, each named after its filing."""
    slots = [slot for one in found for slot in one.slots]
    stored = {name: text for one in found for name, text in one.stored.items()}
    return CellsForm(slots, stored, data)


def mark_of(found: Iterable[Member]) -> str:
    """Of the states of all filings: whether anybody wrote since a page was drawn."""
    return " ".join(f"{one.pk}.{one.page.evaluation.revision}" for one in found)


def by_form(found: Iterable[Member]) -> list[list[Member]]:
    """The filings that are laid out alike, each kind in a table."""
    kinds: dict[tuple[str, bool], list[Member]] = defaultdict(list)
    for one in found:
        filing = one.page.evaluation
        kinds[filing.form_version.sha256, filing.parent_id is not None].append(one)
    return list(kinds.values())


def tables(
    found: Sequence[Member], forms: Mapping[int, CellsForm], conflicts: Conflicts
) -> list[dict[str, Any]]:
    """What the page shows: for each kind of form its filings with their cells, and the sums."""
    return [
        {
            "number": number,
            "form_name": alike[0].page.form.name,
            "funds": alike[0].funds,
            "filings": [_filing(one, forms.get(one.pk), conflicts.get(one.pk, {})) for one in alike],
            "sums": sums(alike),
        }
        for number, alike in enumerate(by_form(found))
    ]


def sums(alike: Sequence[Member]) -> list[Added]:
    """One of each column, over all filings of one kind; none for a single filing."""
    if len(alike) == 1:
        return []
    funds = alike[0].funds
    added = added_up(funds, [one.page.snapshot for one in alike])
    return [added.get(column.key, Added()) for column in funds.columns]


def _filing(one: Member, form: CellsForm | None, conflicts: Mapping[CellRef, Conflict]) -> dict[str, Any]:
    evaluation, boxes = one.page.evaluation, one.boxes(form, conflicts)
    return {
        "evaluation": evaluation,
        "place": place_label(evaluation),
        "tone": TONES[Status(evaluation.status)],
        "rows": drawn.fund_table(one.page.form, boxes)["rows"],
    }


def _page(
    request: Request,
    evaluation: Evaluation,
    stored: Mapping[str, Cell],
    filed: Mapping[CellRef, str],
    fills: bool,
) -> Opened:
    snapshot = Snapshot(
        identity=identity(evaluation),
        form_sha256=evaluation.form_version.sha256,
        goals=evaluation.goals,
        lines=(),
        cells=stored,
        children=children(evaluation),
    )
    picture = Picture(snapshot, frozenset(), {})
    why_not = why_not_edit(request.user, evaluation, fills=fills)
    return Opened(evaluation, form_of(evaluation), picture, why_not, filed_texts=filed)


def _outside(filings: Iterable[Evaluation]) -> set[int]:
    """The keys of those that were returned in parts of which 项目资金 is none: one query."""
    returned = [one.pk for one in filings if one.status == Status.RETURNED]
    moves = Move.objects.filter(evaluation__in=returned, action=Action.RETURN).order_by("number")
    scopes = dict(moves.values_list("evaluation", "scope"))
    return {pk for pk, scope in scopes.items() if scope and "funds" not in scope}


def _filed(filings: Iterator[Evaluation]) -> dict[int, dict[CellRef, str]]:
    """The fund cells as they were last filed, of those that were filed before; every cell of the form."""
    keys = {one.pk: one for one in filings}
    last = last_submissions(Evaluation.objects.filter(pk__in=keys)).select_related("frozen")
    found = {}
    for one in last:
        before = snapshot_of(one.frozen)
        refs = [slot.ref for slot in fund_slots(form_of(keys[one.evaluation_id]))]
        found[one.evaluation_id] = {ref: before.typed(ref) for ref in refs}
    return found
