"""One filing as its pages see it: its row, the pure picture of it, and what computing made of that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.requests import SignedInRequest as Request
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.movements import Budgeted, Movement, budgets
from core.filing.returned import Returned
from core.filing.snapshot import Cell, Snapshot
from core.paper import placed
from core.workflow import STEP_NAMES, Action, Capacity, Status
from evaluations.dossiers import permissions, queries, snapshots
from evaluations.dossiers.beside import context_of
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.forms.sections import TITLES, section_of, sections
from evaluations.dossiers.grants import grant_on
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.returning import FILES_OUTSIDE, open_slots, returned, scope_words
from evaluations.dossiers.services.cells import Saved
from evaluations.dossiers.services.checking import Check, check
from evaluations.dossiers.snapshots import Picture
from evaluations.dossiers.views.asides import Asides

TO_RETURN = "内容由填报单位填写。需要填报单位修改的，请在“办理情况”写明原因后退回修改。"
TONES = {
    Status.NOT_STARTED: "todo",
    Status.DRAFT: "open",
    Status.IN_REVIEW: "wait",
    Status.RETURNED: "back",
    Status.APPROVED: "done",
    Status.ARCHIVED: "done",
    Status.EXEMPT: "off",
}


@dataclass(frozen=True)
class Opened:
    """A filing that this person may see. `why_not_edit`: the sentence above a page that is closed.

    `known`: what was computed and found already. `filed_texts`: what was filed last, where a page shows it.
    `moved`: 预算变动 of the project, where they were read already.
    """

    evaluation: Evaluation
    form: FormDefinition
    picture: Picture
    why_not_edit: str | None
    known: Check | None = None
    filed_texts: Mapping[CellRef, str] = field(default_factory=dict)
    moved: tuple[Movement, ...] | None = None

    @property
    def snapshot(self) -> Snapshot:
        return self.picture.snapshot

    @cached_property
    def computed(self) -> Computed:
        return self.known.computed if self.known else compute(self.form, self.snapshot)

    @cached_property
    def checked(self) -> Check:
        context = context_of(self.evaluation, self.picture)
        return self.known or check(self.evaluation, self.snapshot, self.computed, context=context)

    @cached_property
    def budgets(self) -> Mapping[CellRef, Budgeted]:
        """What 预算变动 make of the fund cells."""
        moved = self.checked.context.movements if self.moved is None else self.moved
        return budgets(self.form.funds, moved)

    @cached_property
    def filed(self) -> Submission | None:
        """The last submission, which is what reviewers decide on; None where nothing was filed yet."""
        return self.evaluation.submissions.select_related("submitted_by").order_by("-number").first()

    @property
    def why_no_files(self) -> str | None:
        """Why no file of evidence may come or go now; None: they may."""
        if self.why_not_edit is None and self.back and not self.back.takes_evidence:
            return FILES_OUTSIDE.format(scope_words(self.back.parts))
        return self.why_not_edit

    @cached_property
    def back(self) -> Returned | None:
        """What was returned in parts and is being mended; None where everything is open."""
        return returned(self.evaluation)

    @cached_property
    def slots(self) -> Mapping[CellRef, Slot]:
        return open_slots(self.form, self.snapshot, self.back)

    @cached_property
    def asked(self) -> Mapping[str, list[CellRef]]:
        """The cells of what the rule of a row asks, by the key of the row."""
        found: dict[str, list[CellRef]] = defaultdict(list)
        for ref in self.slots:
            if ref.asks:
                found[ref.row].append(ref)
        return found

    def in_box(self, cell: Cell) -> str:
        """What stands in the box of a cell: placed figures by the names of their cells."""
        return placed.in_box(self.form, self.snapshot, cell.written) if cell.written else cell.typed

    def span_in_box(self, cell: Cell, span: placed.Span) -> placed.Span:
        """Where in the box of a cell stands what stands at `span` of its print."""
        return placed.span_in_box(self.form, self.snapshot, cell.written, span) if cell.written else span

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The addresses of the pages to which cells and findings lead."""
        names = (*TITLES, "check", "evidence", "remarks")
        return {name: reverse(f"dossiers:{name}", args=[self.evaluation.pk]) for name in names}

    @cached_property
    def evidence_counts(self) -> Counter[str]:
        """How many files each row has; those of the whole filing under an empty key."""
        return Counter(file.row for file in self.snapshot.evidence)

    @cached_property
    def asides(self) -> Asides:
        return Asides(self)

    @cached_property
    def missing_refs(self) -> frozenset[CellRef]:
        return frozenset(self.computed.missing)

    def working(self, ref: CellRef) -> str:
        """How a score came about; nothing while what it waits for, the actual or all answers, is empty."""
        waits = ref.section == "indicators" and ref.column == "score" and not self._is_begun(ref.row)
        return "" if waits else self.computed.workings.get(ref, "")

    def _is_begun(self, row: str) -> bool:
        """Whether anything that the score of a row follows from is filled in."""
        is_filled = cells.indicator(row, "actual") not in self.missing_refs
        return is_filled or any(map(self.snapshot.typed, self.asked.get(row, ())))

    @cached_property
    def missing(self) -> dict[str, int]:
        """How many required cells each page still lacks."""
        counts = dict.fromkeys(sections(self.form), 0)
        for ref in self.missing_refs:
            counts[section_of(ref)] += 1
        return counts

    def context(self, tab: str, section: str = "") -> dict[str, Any]:
        """What the head of every page of a filing shows: title, state, tabs, sections."""
        return {
            "evaluation": self.evaluation,
            "identity": self.snapshot.identity,
            "cycle_name": self.evaluation.cycle.name,
            "wanted": queries.wanted_by_department([self.evaluation]).get(self.evaluation.pk),
            "form_name": self.form.name,
            "grant": grant_on(self.evaluation),
            "place": permissions.place_label(self.evaluation),
            "tone": TONES[Status(self.evaluation.status)],
            "why_not_edit": self.why_not_edit,
            "scope": scope_words(self.back.parts) if self.back else "",
            "tab": tab,
            "sections": self.strip(section),
            "missing_total": sum(self.missing.values()),
            "is_in_review": self.evaluation.status == Status.IN_REVIEW,
        }

    def strip(self, current: str, open_ones: int | None = None) -> list[dict[str, Any]]:
        """The pages of the filing with what each still lacks, 校验与报送 last.

        `open_ones`: what stops the filer, where the caller has just looked; else as it was last stored.
        """
        steps = [self._step(key, current) for key in sections(self.form)]
        if open_ones is None:
            open_ones = self.evaluation.must_fix + self.evaluation.must_explain
        check = {
            "label": "校验与报送",
            "url": self.urls["check"],
            "state": "current" if current == "check" else "todo",
            "note": _open_note(Status(self.evaluation.status), open_ones),
        }
        return [*steps, check]

    def _step(self, key: str, current: str) -> dict[str, Any]:
        lacking = self.missing[key]
        state = "done" if not lacking else "todo"
        return {
            "label": TITLES[key],
            "url": self.urls[key],
            "state": "current" if key == current else state,
            "note": f"缺{lacking}项" if lacking else "已填齐",
        }


def opened(request: Request, pk: int) -> Opened:
    """Return the filing if this person may see it; Http404 otherwise."""
    evaluation = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return Opened(
        evaluation=evaluation,
        form=snapshots.form_of(evaluation),
        picture=snapshots.picture(evaluation),
        why_not_edit=_why_not_edit(request, evaluation),
    )


def after_save(request: Request, page: Opened, saved: Saved) -> Opened:
    """Return the filing as a save left it; what the save has read and computed is used once more."""
    evaluation, checked = page.evaluation, saved.checked
    started = evaluation.status == Status.NOT_STARTED
    if checked is None or started or saved.revision != evaluation.revision + 1:
        return opened(request, evaluation.pk)
    for name, value in {**checked.columns, "revision": saved.revision}.items():
        setattr(evaluation, name, value)
    picture = Picture(checked.snapshot, saved.taken_over, saved.quoted)
    return Opened(evaluation, page.form, picture, page.why_not_edit, known=checked)


def _why_not_edit(request: Request, evaluation: Evaluation) -> str | None:
    """The sentence above a closed page, for who reads it: the filer withdraws, a reviewer returns."""
    sentence = permissions.why_not_edit(request.user, evaluation)
    if sentence is None or evaluation.status in permissions.EDITABLE:
        return sentence
    if Capacity.FILER in permissions.capacities(request.user, evaluation):
        return sentence
    if permissions.why_not_move(request.user, evaluation, Action.RETURN) is None:
        return TO_RETURN
    return f"本表当前为“{permissions.place_label(evaluation)}”，您可以查看，不能修改。"


def life(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Where the filing stands between 填报 and 审核通过, for the step strip; the chain is this unit's own."""
    chain = permissions.chain_of(evaluation)
    places = ["filling", *chain.steps, "approved"]
    labels = {
        "filling": "填报",
        "approved": "审核通过",
        **STEP_NAMES,
    }
    here = places.index(_place(evaluation)) if _place(evaluation) in places else 0
    return [
        {
            "label": labels[place],
            "state": _state(evaluation, number, here),
            "note": _note(evaluation, number, here),
        }
        for number, place in enumerate(places)
    ]


def _open_note(status: Status, open_ones: int) -> str:
    """What 校验与报送 still asks of the filer; of a filing that was filed, what it was filed with."""
    if status is Status.EXEMPT:
        return ""
    if not open_ones:
        return "无待处理项"
    return f"带问题{open_ones}项" if status in snapshots.FILED else f"{open_ones}项待处理"


def _place(evaluation: Evaluation) -> str:
    if evaluation.status == Status.IN_REVIEW:
        return evaluation.step
    return "approved" if evaluation.status in (Status.APPROVED, Status.ARCHIVED) else "filling"


def _state(evaluation: Evaluation, number: int, here: int) -> str:
    if number == here and evaluation.status not in (Status.APPROVED, Status.ARCHIVED):
        return "current"
    return "done" if number <= here else "todo"


def _note(evaluation: Evaluation, number: int, here: int) -> str:
    if number != here:
        return ""
    if evaluation.status == Status.APPROVED:
        return ""  # the step is called so itself
    return "办理中" if evaluation.status == Status.IN_REVIEW else permissions.place_label(evaluation)
