"""What stands beside a cell to help whoever fills it in or reviews it: approved value, last year, rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from core.comparison.filings import Filing
from core.filing.cells import CellRef
from core.filing.funds import execution_ref
from core.filing.guidance import changed_from_approved, execution_rule_in_words, row_rule_in_words
from core.filing.last_year import is_text, last_years_texts
from core.filing.tables import named_alone
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.forms.sections import section_of
from evaluations.dossiers.last_year import filed_before
from evaluations.dossiers.remarks import open_marks
from evaluations.projects.queries import current_target

if TYPE_CHECKING:
    from evaluations.dossiers.views.opened import Opened

ONE_LINE = 40
NOTHING = "（空）"


@dataclass(frozen=True)
class Aside:
    """`approved`: where something else stands. `last_year`: a text that may be taken over.

    `is_last_years`: the cell holds last year's text and nobody changed it. `rule`: how it is scored.
    `prints`: a text with the figures that are placed in it. `filed`: what was filed last, if other.
    `remarks`: the numbers of the remarks on it that are not yet confirmed, and `remarks_url` where they are.
    `moved`: what 预算变动 make of the cell, if other.
    """

    approved: str = ""
    last_year: str = ""
    fits: bool = True
    is_last_years: bool = False
    rule: str = ""
    prints: str = ""
    filed: str = ""
    remarks: Sequence[int] = ()
    remarks_url: str = ""
    moved: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it says something about what stands in the cell."""
        return (
            bool(self.approved or self.prints or self.filed or self.remarks or self.moved)
            or self.is_last_years
        )

    @property
    def is_one_line(self) -> bool:
        return len(self.last_year) <= ONE_LINE and "\n" not in self.last_year


@dataclass(frozen=True)
class Asides:
    """The asides of one filing; each kind is looked up when the first cell asks for it."""

    page: Opened

    def of(self, slot: Slot, shown: str) -> Aside:
        """What stands beside the cell, in whose field `shown` stands."""
        last_year = self._last_year(slot.ref, shown)
        return replace(
            self.told(slot),
            last_year=last_year,
            fits=len(last_year) <= slot.limit,
            rule=self._execution_rule(slot.ref),
        )

    def told(self, slot: Slot) -> Aside:
        """What is to be known of the text in the cell: all that an autosave tells."""
        ref = slot.ref
        approved = self._approved_goals if ref.section == "goals" else self._approved
        is_last_years = ref in self.page.picture.taken_over and is_text(self.page.form, ref)
        cell = self.page.snapshot.cell(ref)
        prints = named_alone(cell.typed) if cell.written else ""
        filed = self.page.filed_texts.get(ref, cell.typed)
        return Aside(
            approved=approved.get(ref, ""),
            is_last_years=is_last_years,
            prints=prints,
            filed="" if filed == cell.typed else filed or NOTHING,
            remarks=self._remarks.get(ref, ()),
            remarks_url=self.page.urls["remarks"],
            moved=self._moved(ref),
        )

    @cached_property
    def rules(self) -> dict[str, str]:
        """How each row is scored, in words, by its key."""
        page = self.page
        return {row.line.key: row_rule_in_words(page.form, row) for row in page.computed.rows}

    def context(self, section: str) -> dict[str, Any]:
        """For the head of a page for which there are other words of last year; 填表信息 needs none.

        Of which year, and into how many empty cells they go.
        """
        here = {ref: text for ref, text in self._texts.items() if section_of(ref) == section}
        others = [ref for ref, text in here.items() if text != self.page.snapshot.typed(ref)]
        if section == "header" or not others:
            return {}
        year = self.page.evaluation.cycle.data_year - 1
        return {"last_year": {"year": year, "empty": len(self.empty(section))}}

    def empty(self, section: str) -> list[CellRef]:
        """The empty cells of a page into which last year's words fit; 填表信息 starts with who is there."""
        typed, slots = self.page.snapshot.typed, self.page.slots
        return [
            ref
            for ref, text in self._texts.items()
            if section_of(ref) == section != "header"
            and not (typed(ref) or slots[ref].is_locked)
            and len(text) <= slots[ref].limit
        ]

    def _moved(self, ref: CellRef) -> str:
        budgeted = self.page.budgets.get(ref) if ref.section == "funds" else None
        if budgeted is None or budgeted.agrees(self.page.snapshot.value(ref)):
            return ""
        return budgeted.text

    def _last_year(self, ref: CellRef, shown: str) -> str:
        """Last year's text where another stands; what stands there already needs no offer."""
        text = self._texts.get(ref, "") if is_text(self.page.form, ref) else ""
        return "" if text == shown else text

    def _execution_rule(self, ref: CellRef) -> str:
        is_scored = ref == execution_ref(self.page.form.funds)
        return execution_rule_in_words(self.page.form, self.page.snapshot) if is_scored else ""

    @cached_property
    def _remarks(self) -> Mapping[CellRef, Sequence[int]]:
        return open_marks(self.page.evaluation, Filing(self.page.form, self.page.snapshot))

    @cached_property
    def _texts(self) -> dict[CellRef, str]:
        """Last year's words, for who may fill in the filing."""
        page = self.page
        before = None if page.why_not_edit else filed_before(page.evaluation)
        return last_years_texts(page.form, page.snapshot, before) if before else {}

    @cached_property
    def _approved(self) -> dict[CellRef, str]:
        return changed_from_approved(self.page.form, self.page.snapshot)

    @cached_property
    def _approved_goals(self) -> dict[CellRef, str]:
        return changed_from_approved(self.page.form, self.page.snapshot, self._goals())

    def _goals(self) -> list[str]:
        """The approved goals, as they count now; they stand in no cell once another text does."""
        project, year = self.page.evaluation.project, self.page.evaluation.cycle.data_year
        if self.page.form.goals is None or project is None:
            return []
        target = current_target(project, year)
        return [goal.text for goal in target.goals.order_by("position")] if target else []
